import type { FeedFilter } from '#dashboard/activity/entries.ts'
import { Feed } from '#dashboard/activity/Feed.tsx'
import { byPerson } from '#dashboard/activity/filters.ts'
import { ofTeams } from './queries.ts'
import { useTeamName } from './useTeam.ts'

const byAbout: FeedFilter = {
  key: 'about',
  label: 'About',
  all: 'Everything',
  of: ({ kind }) => (kind === 'team' ? 'team' : 'apps'),
  words: { team: 'The team', apps: 'Its apps' },
}

/** Everything that was done in the team and to its apps. */
export function ActivityPart() {
  const team = useTeamName()
  return (
    <Feed
      ask={(count) => ofTeams.activity(team, count)}
      team={team}
      filters={[byAbout, byPerson]}
      empty="What people do to the team and its apps will be listed here."
      who="An admin of the team can let you in."
    />
  )
}
