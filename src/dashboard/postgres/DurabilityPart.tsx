import { useQuery } from '@tanstack/react-query'
import { Card, Section } from '#ui/Card.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Backups } from './Backups.tsx'
import { Copies } from './Copies.tsx'
import { ofPostgres } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { Schedules } from './Schedules.tsx'
import { useDatabase } from './useDatabase.ts'

/** What keeps a database from being lost: continuous protection, backups, followers and forks. */
export function DurabilityPart() {
  return (
    <Ready>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Protection />
        <Backups />
        <Schedules />
        <Copies />
      </div>
    </Ready>
  )
}

function Protection() {
  const { database } = useDatabase()
  const { data } = useQuery(ofPostgres.overview(database))
  return (
    <Section title="Protection">
      <Card>
        {data ? (
          <KeyValue
            rows={[
              {
                name: 'Continuous protection',
                value: data.continuous_protection ? (
                  <>
                    <Status tone="ok">On</Status>{' '}
                    <span className="text-muted">Every change is copied elsewhere within a minute.</span>
                  </>
                ) : (
                  <>
                    <Status tone="idle">Off</Status>{' '}
                    <span className="text-muted">Not on the Essential tier: take backups, or schedule them.</span>
                  </>
                ),
              },
              {
                name: 'Rollback',
                value:
                  data.rollback_from === null ? (
                    <span className="text-muted">Not on the Essential tier.</span>
                  ) : (
                    <>
                      Changes are kept from <TimeAgo time={data.rollback_from} /> on.
                    </>
                  ),
              },
              {
                name: 'High availability',
                value: data.standby ? (
                  <Status tone="ok">A standby takes over</Status>
                ) : (
                  <span className="text-muted">No standby on this plan.</span>
                ),
              },
            ]}
          />
        ) : (
          <Skeleton lines={3} />
        )}
      </Card>
    </Section>
  )
}
