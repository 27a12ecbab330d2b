import { useQuery } from '@tanstack/react-query'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { Upgrade } from '#dashboard/postgres/Upgrade.tsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { formatDuration } from '#ui/format.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Planned } from './Planned.tsx'
import { ofMaintenance } from './queries.ts'
import { useMaintained } from './useMaintained.ts'
import { Window } from './Window.tsx'

/** When a database, a store or a cluster may be worked on, and what is planned; of a database its version as well, which needs that. */
export function MaintenancePart() {
  return (
    <Ready>
      <Upkeep />
    </Ready>
  )
}

function Upkeep() {
  const { addon, service } = useMaintained()
  const { data, error, refetch } = useQuery(ofMaintenance.current(addon))
  if (error)
    return (
      <Card>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  if (!data) return <Skeleton height={420} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Planned current={data} />
      <Window window={data.window} />
      {service === 'heroku-postgresql' && <Upgrade />}
      <Past />
    </div>
  )
}

function Past() {
  const { addon } = useMaintained()
  const { data, error, refetch } = useQuery(ofMaintenance.past(addon))
  return (
    <Section title="Earlier maintenance">
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.maintenances.length === 0 && <p className="px-4 py-3 text-muted">There was none yet.</p>}
        {data && data.maintenances.length > 0 && (
          <Table label="Earlier maintenance">
            <thead>
              <tr>
                <Th>What</Th>
                <Th>Begun</Th>
                <Th numeric>Took</Th>
              </tr>
            </thead>
            <tbody>
              {data.maintenances.map(({ server_created_at: key, reason, started_at: at, duration_seconds: seconds }) => (
                <Tr key={key}>
                  <Td>{reason}</Td>
                  <Td>{at !== null && <TimeAgo time={at} />}</Td>
                  <Td numeric>{seconds !== null && formatDuration(seconds * 1000)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}
