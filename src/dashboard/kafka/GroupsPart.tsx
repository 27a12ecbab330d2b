import { useQuery } from '@tanstack/react-query'
import { Plus, Users } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { NameDialog } from '#dashboard/shared/NameDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { kafka } from '#platform/kafka/contract.ts'
import { kafkaControl } from '#platform/kafka/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useCluster } from './useCluster.ts'
import { groupLook, kafkaNameProblem } from './words.ts'

/** Who reads, and how far behind they are. */
export function GroupsPart() {
  return (
    <Ready>
      <Groups />
    </Ready>
  )
}

function Groups() {
  const { cluster, whyNot } = useCluster()
  const { data, error, refetch } = useQuery(ofKafka.groups(cluster))
  const { data: info } = useQuery(ofKafka.cluster(cluster))
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title="Consumer groups"
      description="Consumers of one group share the partitions of its topics. Lag is how many messages they have yet to read."
      actions={
        <Button icon={<Plus size={14} />} variant="primary" reason={whyNot} onClick={() => setAdding(true)}>
          Create group
        </Button>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={5} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No consumer groups" icon={<Users size={18} />}>
            {info?.shared_cluster === false
              ? 'A group comes about when its first consumer joins.'
              : 'On a shared cluster a group is created before consumers can join it.'}
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Consumer groups">
            <thead>
              <tr>
                <Th>Group</Th>
                <Th>State</Th>
                <Th numeric className="max-sm:hidden">
                  Lag
                </Th>
                <Th numeric className="max-sm:hidden">
                  Consumers
                </Th>
                <Th className="max-sm:hidden">Topics</Th>
              </tr>
            </thead>
            <tbody>
              {data.map((group) => {
                const { tone, word } = groupLook(group)
                const topics = group.topics.join(', ') || 'none yet'
                return (
                  <Tr key={group.name}>
                    <Td className="max-sm:w-full max-sm:max-w-0">
                      <Link
                        look="quiet"
                        className="stretched font-medium break-words"
                        to={paths.addon(cluster, `consumers/${group.name}`)}
                      >
                        {group.name}
                      </Link>
                      <p className="truncate text-xs text-muted sm:hidden">
                        {formatNumber(group.lag)} behind, {group.topics.length === 0 ? 'no topic yet' : topics}
                      </p>
                    </Td>
                    <Td className="whitespace-nowrap">
                      <Status tone={tone}>{word}</Status>
                    </Td>
                    <Td numeric className="max-sm:hidden">
                      {formatNumber(group.lag)}
                    </Td>
                    <Td numeric className="max-sm:hidden">
                      {group.members}
                    </Td>
                    <Td className="text-muted max-sm:hidden">{topics}</Td>
                  </Tr>
                )
              })}
            </tbody>
          </Table>
        )}
      </Card>
      {adding && <NewGroup shared={info?.shared_cluster ?? true} close={() => setAdding(false)} />}
    </Section>
  )
}

function NewGroup({ shared, close }: { shared: boolean; close: () => void }) {
  const { cluster } = useCluster()
  const asked = (name: string) => ({ params: { cluster }, body: { consumer_group: { name } } })
  // On a dedicated cluster a group comes about when it is joined.
  const joined = (name: string) => ({ params: { cluster, group: name }, body: { members: 0 } })
  return (
    <NameDialog
      title="Create a consumer group"
      action="Create group"
      placeholder="order-mailer"
      problem={kafkaNameProblem}
      create={async (name) => {
        if (shared) await call(kafka.createGroup, asked(name))
        else await call(kafkaControl.consume, joined(name))
      }}
      calls={(name) => [shared ? shown(kafka.createGroup, asked(name)) : shown(kafkaControl.consume, joined(name))]}
      close={close}
    />
  )
}
