import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ApiFailure, call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { kafka } from '#platform/kafka/contract.ts'
import type { GroupRow } from '#platform/kafka/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { Consumers } from './Consumers.tsx'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useCluster } from './useCluster.ts'
import { groupLook, times } from './words.ts'

const ranges = [
  { value: '3', label: '3 h' },
  { value: '24', label: '24 h' },
  { value: '168', label: '7 d' },
] as const

/** One consumer group: its lag over time and by partition, and who reads. */
export function GroupPage() {
  return (
    <Ready>
      <Group />
    </Ready>
  )
}

function Group() {
  const { cluster } = useCluster()
  const name = useParams()['group'] ?? ''
  const [search, change] = useSearch()
  const range = ranges.find(({ value }) => value === search.get('hours'))?.value ?? '24'
  const { data, error, refetch } = useQuery(ofKafka.group(cluster, name, Number(range)))
  const list = paths.addon(cluster, 'consumers')
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <EmptyState title={`There is no consumer group ${name}`} actions={<LinkButton to={list}>Consumer groups</LinkButton>}>
        It may have been destroyed, or the clock was turned back to before it.
      </EmptyState>
    )
  if (error) return <Failure error={error} retry={refetch} />
  const look = data && groupLook(data.group)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={list}>Consumer groups</Link>
        <span aria-hidden className="text-faint">
          /
        </span>
        <h2 className="font-mono text-base font-medium break-all">{name}</h2>
        {look && <Status tone={look.tone}>{look.word}</Status>}
        {data && <span className="text-muted">{formatNumber(data.group.lag)} behind</span>}
      </div>
      <Section
        title="Lag"
        actions={
          <Segmented
            label="Range"
            options={ranges}
            value={range}
            onChange={(value) =>
              change((next) => {
                next.set('hours', value)
              })
            }
          />
        }
      >
        <Card>
          {data ? (
            <TimeSeries
              title="Messages yet to be read"
              times={times(data.series.from, data.series.step, data.series.lag.length)}
              series={[{ id: 'lag', label: 'Lag', values: data.series.lag }]}
              atLeast={10}
            />
          ) : (
            <Skeleton height={246} />
          )}
        </Card>
      </Section>
      {data && <Consumers key={`${data.group.members} ${data.group.speed} ${data.group.topics.join(' ')}`} group={data.group} />}
      {data && <Partitions rows={data.partitions} />}
      {data && <End group={data.group} />}
    </div>
  )
}

interface PartitionRow {
  topic: string
  partition: number
  committed: number
  end: number
  lag: number
  member: string | null
}

function Partitions({ rows }: { rows: readonly PartitionRow[] }) {
  return (
    <Section title="Partitions">
      <Card flush className="max-h-112 overflow-y-auto">
        {rows.length === 0 ? (
          <p className="p-4 text-muted">It reads no topic yet.</p>
        ) : (
          <Table label="Partitions" dense>
            <thead>
              <tr>
                <Th>Topic</Th>
                <Th numeric>Partition</Th>
                <Th numeric className="max-sm:hidden">
                  Committed
                </Th>
                <Th numeric className="max-sm:hidden">
                  Next offset
                </Th>
                <Th numeric>Lag</Th>
                <Th className="max-sm:hidden">Consumer</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={`${row.topic} ${row.partition}`}>
                  <Td className="max-sm:w-full max-sm:max-w-0">
                    <span className="break-words">{row.topic}</span>
                    <span className="block text-xs text-muted sm:hidden">
                      {formatNumber(row.committed)} of {formatNumber(row.end)}, {row.member ?? 'no consumer'}
                    </span>
                  </Td>
                  <Td numeric>{row.partition}</Td>
                  <Td numeric className="max-sm:hidden">
                    {formatNumber(row.committed)}
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {formatNumber(row.end)}
                  </Td>
                  <Td numeric>{formatNumber(row.lag)}</Td>
                  <Td className="font-mono text-xs whitespace-nowrap text-muted max-sm:hidden">{row.member ?? 'none'}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

function End({ group }: { group: GroupRow }) {
  const { cluster, whyNot } = useCluster()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const args = { params: { cluster }, body: { consumer_group: { name: group.name } } }
  const destroy = useAction({
    run: () => call(kafka.deleteGroup, args),
    failed: 'The group was not destroyed',
    quiet: true,
    done: () => void navigate(paths.addon(cluster, 'consumers'), { replace: true }),
  })
  return (
    <Section title="Destroy the group">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">Where it has read to is forgotten. The messages stay.</p>
        <span className="flex items-center gap-1">
          <ShowAs what="Destroy the consumer group" calls={[shown(kafka.deleteGroup, args)]} />
          <Button
            variant="danger"
            reason={whyNot ?? (group.members > 0 ? 'Stop its consumers first' : null)}
            onClick={() => setAsking(true)}
          >
            Destroy group
          </Button>
        </span>
      </Card>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Destroy ${group.name}?`}
          name={group.name}
          action="Destroy group"
          pending={destroy.isPending}
          error={destroy.error && sentence(destroy.error)}
          onConfirm={() => destroy.mutate()}
        >
          A group of the same name begins anew, with what is written from then on.
        </ConfirmDialog>
      )}
    </Section>
  )
}
