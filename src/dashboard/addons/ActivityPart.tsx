import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { ActivityItem } from '#dashboard/releases/ActivityItem.tsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { useAddon } from './useAddon.ts'

/** What was done with the add-on on the app that it is billed to. */
export function ActivityPart() {
  const { name, app } = useAddon()
  const { data, error, refetch } = useQuery(of.activity(app.name, 200))
  const about = data?.filter(({ text }) => text.includes(name))
  return (
    <Section title="Activity" description={`What was done with it on ${app.name}, the newest first.`}>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={5} className="p-4" />}
        {about?.length === 0 && (
          <EmptyState title="Nothing lately" className="py-6!">
            The newest 200 entries of {app.name} say nothing of it.
          </EmptyState>
        )}
        {about && about.length > 0 && (
          <ul className="divide-y divide-line">
            {about.map((activity) => (
              <ActivityItem key={activity.id} app={app.name} activity={activity} />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}
