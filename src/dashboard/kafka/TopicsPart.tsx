import { useQuery } from '@tanstack/react-query'
import { MessagesSquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatBytes } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { NewTopic } from './NewTopic.tsx'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useCluster } from './useCluster.ts'
import { rate, retentionWords, topicTones } from './words.ts'

/** A cluster's topics, and the way to another. */
export function TopicsPart() {
  return (
    <Ready>
      <Topics />
    </Ready>
  )
}

function Topics() {
  const { cluster, whyNot } = useCluster()
  const { data, error, refetch } = useQuery(ofKafka.topics(cluster))
  const [search, change] = useSearch()
  const [adding, setAdding] = useState(false)
  const wanted = search.get('q') ?? ''
  const most = data?.limits.max_topics ?? Infinity
  const full = data && data.topics.length >= most ? `The plan allows ${most} topics` : null
  const found = data?.topics.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))
  return (
    <Section
      title="Topics"
      description={
        data?.prefix
          ? `Programs write ${data.prefix} before each name: the cluster is shared. ${data.topics.length} of ${most} topics.`
          : 'Programs cannot create topics by writing to them.'
      }
      actions={
        <Button icon={<Plus size={14} />} variant="primary" reason={whyNot ?? full} onClick={() => setAdding(true)}>
          Create topic
        </Button>
      }
    >
      {data && data.topics.length > 8 && (
        <SearchInput
          label="Search topics"
          className="mb-3 max-w-xs"
          value={wanted}
          onChange={({ target }) =>
            change((next) => {
              if (target.value === '') next.delete('q')
              else next.set('q', target.value)
            })
          }
        />
      )}
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data?.topics.length === 0 && (
          <EmptyState title="No topics" icon={<MessagesSquare size={18} />}>
            A topic is a log of messages, split into partitions. Create one, then produce a first message to it by hand.
          </EmptyState>
        )}
        {found?.length === 0 && data && data.topics.length > 0 && <EmptyState title="No topic is called like that" />}
        {found && found.length > 0 && (
          <Table label="Topics">
            <thead>
              <tr>
                <Th>Topic</Th>
                <Th>State</Th>
                <Th numeric className="max-sm:hidden">
                  Partitions
                </Th>
                <Th className="max-sm:hidden">Kept</Th>
                <Th numeric className="max-sm:hidden">
                  Messages in
                </Th>
                <Th numeric className="max-sm:hidden">
                  Size
                </Th>
              </tr>
            </thead>
            <tbody>
              {found.map((topic) => (
                <Tr key={topic.name}>
                  <Td className="max-sm:w-full max-sm:max-w-0">
                    <Link
                      look="quiet"
                      className="stretched font-medium break-words"
                      to={paths.addon(cluster, `topics/${topic.name}`)}
                    >
                      {topic.name}
                    </Link>
                    <p className="truncate text-xs text-muted sm:hidden">
                      {formatBytes(topic.data_size)}, {rate(topic.messages_in_per_second)} in
                    </p>
                  </Td>
                  <Td className="whitespace-nowrap">
                    <Status tone={topicTones[topic.status]}>{topic.status_label}</Status>
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {topic.partitions || '–'}
                  </Td>
                  <Td className="whitespace-nowrap max-sm:hidden">
                    {retentionWords(topic.retention_time_ms)}
                    {topic.compaction && <span className="text-muted">, compacted</span>}
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {rate(topic.messages_in_per_second)}
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {formatBytes(topic.data_size)}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {adding && <NewTopic close={() => setAdding(false)} />}
    </Section>
  )
}
