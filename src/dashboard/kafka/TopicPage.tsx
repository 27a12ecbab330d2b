import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, ApiFailure } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { kafka, type Topic } from '#platform/kafka/contract.ts'
import { kafkaControl, type TopicPage as Page } from '#platform/kafka/control/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { Messages } from './Messages.tsx'
import { Produce } from './Produce.tsx'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { TopicSettings } from './TopicSettings.tsx'
import { useCluster } from './useCluster.ts'
import { rate, retentionWords, topicTones } from './words.ts'

/** One topic: what it is, its partitions, its messages. */
export function TopicPage() {
  return (
    <Ready>
      <Topic_ />
    </Ready>
  )
}

function Topic_() {
  const { cluster } = useCluster()
  const name = useParams()['topic'] ?? ''
  const { data, error, refetch } = useQuery(ofKafka.topic(cluster, name))
  const list = paths.addon(cluster, 'topics')
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <EmptyState title={`There is no topic ${name}`} actions={<LinkButton to={list}>Topics</LinkButton>}>
        It may have been deleted, or the clock was turned back to before it.
      </EmptyState>
    )
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton height={400} />
  const { topic } = data
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={list}>Topics</Link>
        <span aria-hidden className="text-faint">
          /
        </span>
        <h2 className="font-mono text-base font-medium break-all">{topic.name}</h2>
        <Status tone={topicTones[topic.status]}>{topic.status_label}</Status>
        {topic.compaction && <Badge>compacted</Badge>}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="About">
          <Card>
            <Facts page={data} />
          </Card>
        </Section>
        <Produce topic={topic} />
      </div>
      <Messages topic={topic} partitions={data.partitions} />
      <Partitions page={data} />
      <TopicSettings key={`${topic.retention_time_ms} ${topic.compaction} ${topic.replication_factor}`} topic={topic} />
      <End topic={topic} />
    </div>
  )
}

function Facts({ page: { topic, created_at: created, program, partitions } }: { page: Page }) {
  const full = `${topic.prefix ?? ''}${topic.name}`
  const count = partitions.reduce((sum, { messages }) => sum + messages, 0)
  return (
    <KeyValue
      rows={[
        ...(topic.prefix === null
          ? []
          : [
              {
                name: 'Programs call it',
                value: (
                  <span className="flex items-center gap-1">
                    <code className="min-w-0 truncate font-mono text-xs">{full}</code>
                    <CopyButton text={full} label="Copy name" />
                  </span>
                ),
              },
            ]),
        { name: 'Messages', value: formatNumber(count) },
        { name: 'Size, all replicas', value: formatBytes(topic.data_size) },
        { name: 'Partitions', value: `${topic.partitions}, ${topic.replication_factor} replicas of each` },
        { name: 'Kept', value: `${retentionWords(topic.retention_time_ms)} (cleanup policy ${topic.cleanup_policy})` },
        { name: 'In', value: `${rate(topic.messages_in_per_second)}, ${formatBytes(topic.bytes_in_per_second)}/s` },
        { name: 'Out', value: `${formatBytes(topic.bytes_out_per_second)}/s` },
        { name: 'Written by', value: program ?? <span className="text-muted">nothing but by hand</span> },
        { name: 'Created', value: <TimeAgo time={created} /> },
      ]}
    />
  )
}

function Partitions({ page: { partitions } }: { page: Page }) {
  return (
    <Section
      title="Partitions"
      description="A message with a key always goes to the same one. Offsets count up and are never given again."
    >
      <Card flush className="max-h-96 overflow-y-auto">
        {partitions.length === 0 ? (
          <p className="p-4 text-muted">They are being created.</p>
        ) : (
          <Table label="Partitions" dense>
            <thead>
              <tr>
                <Th>Partition</Th>
                <Th numeric className="max-sm:hidden">
                  First offset
                </Th>
                <Th numeric className="max-sm:hidden">
                  Next offset
                </Th>
                <Th numeric>Messages</Th>
                <Th numeric>Size</Th>
                <Th className="max-sm:hidden">Leader</Th>
                <Th>In sync</Th>
              </tr>
            </thead>
            <tbody>
              {partitions.map((row) => (
                <Tr key={row.id}>
                  <Td>
                    {row.id}
                    <span className="block text-xs text-muted sm:hidden">
                      {formatNumber(row.start_offset)} to {formatNumber(row.end_offset)}, broker {row.leader}
                    </span>
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {formatNumber(row.start_offset)}
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {formatNumber(row.end_offset)}
                  </Td>
                  <Td numeric>{formatNumber(row.messages)}</Td>
                  <Td numeric>{formatBytes(row.bytes)}</Td>
                  <Td className="whitespace-nowrap max-sm:hidden">broker {row.leader}</Td>
                  <Td className="whitespace-nowrap">
                    {row.in_sync.length === row.replicas.length ? (
                      row.in_sync.join(', ')
                    ) : (
                      <Status tone="warn">
                        {row.in_sync.length} of {row.replicas.length}
                      </Status>
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

function End({ topic }: { topic: Topic }) {
  const { cluster, whyNot } = useCluster()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'empty' | 'delete' | null>(null)
  const params = { cluster, topic: topic.name }
  const close = () => setAsking(null)
  const empty = useAction({
    run: () => call(kafkaControl.empty, { params }),
    failed: 'It was not emptied',
    quiet: true,
    done: () => {
      close()
      toast({ title: `${topic.name} is empty`, tone: 'ok' })
    },
  })
  const remove = useAction({
    run: () => call(kafka.deleteTopic, { params }),
    failed: 'It was not deleted',
    quiet: true,
    done: () => {
      toast({ title: `${topic.name} is being deleted` })
      void navigate(paths.addon(cluster, 'topics'), { replace: true })
    },
  })
  const busy =
    topic.status === 'pending' ? 'It is still being created' : topic.status === 'deleted' ? 'It is being deleted' : null
  return (
    <Section title="Empty or delete the topic">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">
          Emptying forgets the messages and keeps the topic; offsets go on where they are. Deleting takes both, and groups no
          longer read it.
        </p>
        <span className="flex flex-wrap items-center gap-2">
          <ShowAs
            what="Empty or delete the topic"
            calls={[
              { ...shown(kafkaControl.empty, { params }), title: 'Empty' },
              { ...shown(kafka.deleteTopic, { params }), title: 'Delete' },
            ]}
          />
          <Button reason={whyNot ?? busy} onClick={() => setAsking('empty')}>
            Empty topic
          </Button>
          <Button
            variant="danger"
            reason={whyNot ?? (topic.status === 'deleted' ? busy : null)}
            onClick={() => setAsking('delete')}
          >
            Delete topic
          </Button>
        </span>
      </Card>
      {asking === 'empty' && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={`Empty ${topic.name}?`}
          name={topic.name}
          action="Empty topic"
          pending={empty.isPending}
          error={empty.error && sentence(empty.error)}
          onConfirm={() => empty.mutate()}
        >
          All its messages are lost, those not yet read by a group too.
        </ConfirmDialog>
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={`Delete ${topic.name}?`}
          name={topic.name}
          action="Delete topic"
          pending={remove.isPending}
          error={remove.error && sentence(remove.error)}
          onConfirm={() => remove.mutate()}
        >
          The topic and all its messages are lost. Programs that write to it fail: it is not created by itself.
        </ConfirmDialog>
      )}
    </Section>
  )
}
