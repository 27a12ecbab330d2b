import { Feed } from '#dashboard/activity/Feed.tsx'
import { byPerson } from '#dashboard/activity/filters.ts'
import { of } from '#dashboard/app/queries.ts'
import { Section } from '#ui/Card.tsx'
import { useAddon } from './useAddon.ts'

/** What was done with the add-on on the app that it is billed to. */
export function ActivityPart() {
  const { name, app } = useAddon()
  return (
    <Section title="Activity" description={`What was done with it on ${app.name}, the newest first.`}>
      <Feed
        ask={(count) => of.activity(app.name, count)}
        only={({ text }) => text.includes(name)}
        app={app.name}
        filters={[byPerson]}
        empty={`What is done with ${name} on ${app.name} will be listed here.`}
      />
    </Section>
  )
}
