import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Outlet, type LoaderFunctionArgs } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { Unloaded } from '#dashboard/shared/Unloaded.tsx'
import { usePageName } from '#dashboard/shared/usePageName.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Button } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NavTabs } from '#ui/NavTabs.tsx'
import { Num } from '#ui/Num.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import type { TeamSummary } from '#platform/teams/settings/contract.ts'
import { ofTeams } from './queries.ts'
import { teamTabs } from './tabs.ts'
import { useTeamName, whyNotInTeam } from './useTeam.ts'
import { wordOf } from './words.ts'

export async function loader({ params }: LoaderFunctionArgs) {
  // One that there is not, or that is not for this person, is no fault: the page says so.
  await queryClient.prefetchQuery(ofTeams.one(params['team'] ?? ''))
  return null
}

/** The frame of a team's pages. */
export function Component() {
  const name = useTeamName()
  const page = usePageName()
  const { data, error, refetch } = useQuery(ofTeams.one(name))
  const list = { label: 'Teams', to: paths.teams() }
  if (error || !data)
    return (
      <Unloaded
        what="team"
        name={name}
        to={paths.team(name)}
        list={list}
        error={error}
        retry={refetch}
        who="An admin of the team can let you in."
      />
    )
  const after: Readonly<Record<string, number | null>> = { people: data.members, '': data.apps }
  return (
    <div className="min-w-0 pb-10">
      <title>{`${page ?? 'Team'} – ${data.name}`}</title>
      <div className="print:hidden">
        <PageHeader
          title={data.name}
          above={<Breadcrumbs crumbs={[list, { label: data.name, to: paths.team(name) }]} />}
          beside={<Badge>{wordOf(data.role)}</Badge>}
          actions={<NewApp team={data} />}
        />
        <NavTabs
          label="Team"
          className="mt-3 mb-6"
          tabs={teamTabs.map(({ label, part }) => ({
            label,
            to: paths.team(name, part),
            end: part === '',
            after: typeof after[part] === 'number' && <Num value={after[part]} className="text-xs text-faint" />,
          }))}
        />
      </div>
      <Outlet />
    </div>
  )
}

function NewApp({ team }: { team: TeamSummary }) {
  const reason = whyNotInTeam(team, 'team.apps')
  if (reason === null)
    return (
      <LinkButton to={paths.newApp(team.name)} icon={<Plus size={15} />}>
        New app
      </LinkButton>
    )
  return (
    <Button icon={<Plus size={15} />} reason={reason}>
      New app
    </Button>
  )
}
