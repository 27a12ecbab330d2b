import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { kafka, type Cluster } from '#platform/kafka/contract.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { formatNumber } from '#ui/format.ts'
import { Input } from '#ui/Input.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { ofKafka } from './queries.ts'
import { Cleanup, type CleanupValue } from './Cleanup.tsx'
import { useCluster } from './useCluster.ts'
import { kafkaNameProblem } from './words.ts'

/** Asks what a new topic shall be like. */
export function NewTopic({ close }: { close: () => void }) {
  const { cluster } = useCluster()
  const { data } = useQuery(ofKafka.cluster(cluster))
  if (data) return <Form info={data} close={close} />
  return (
    <Dialog open onOpenChange={close} title="Create a topic">
      <Skeleton lines={6} />
    </Dialog>
  )
}

function Form({ info, close }: { info: Cluster; close: () => void }) {
  const { cluster } = useCluster()
  const navigate = useNavigate()
  const { limits, defaults } = info
  const left = Math.floor((limits.max_partition_replica_count - info.partition_replica_count) / limits.minimum_replication)
  const [name, setName] = useState('')
  const [partitions, setPartitions] = useState<number | null>(Math.min(defaults.partition_count, Math.max(1, left)))
  const [replication, setReplication] = useState<number | null>(limits.minimum_replication)
  const [cleanup, setCleanup] = useState<CleanupValue>({ retentionMs: limits.default_retention_ms, compaction: false })
  const args = {
    params: { cluster },
    body: {
      topic: {
        name,
        partition_count: partitions,
        replication_factor: replication,
        retention_time_ms: cleanup.retentionMs,
        compaction: cleanup.compaction,
      },
    },
  }
  const create = useAction({
    run: () => call(kafka.createTopic, args),
    failed: 'The topic was not created',
    quiet: true,
    done: (topic) => {
      close()
      void navigate(paths.addon(cluster, `topics/${topic.name}`))
    },
  })
  const wrong = kafkaNameProblem(name)
  const most = Math.min(limits.max_partitions_per_topic, left)
  const tooMany =
    partitions === null || partitions < 1
      ? 'A topic has at least 1 partition.'
      : partitions > limits.max_partitions_per_topic
        ? `A topic has at most ${limits.max_partitions_per_topic} partitions.`
        : partitions > left
          ? `The plan has room for ${left} more.`
          : null
  return (
    <FormDialog
      title="Create a topic"
      description="Its partitions cannot be changed later."
      action="Create topic"
      reason={name === '' ? 'Name it first' : wrong ? 'Mend the name first' : tooMany && 'Mend the partitions first'}
      attempt={create}
      calls={[shown(kafka.createTopic, args)]}
      dismissible={false}
      onSubmit={() => create.mutate()}
      close={close}
    >
      <Field
        label="Name"
        error={wrong}
        hint={info.topic_prefix ? `Programs call it ${info.topic_prefix}${name || '…'}` : undefined}
      >
        <Input
          code
          value={name}
          placeholder="orders.placed"
          onChange={(event) => {
            setName(event.target.value)
            create.reset()
          }}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Partitions" error={tooMany} hint={`Room for ${formatNumber(left)} more on this plan.`}>
          <NumberField value={partitions} min={1} max={Math.max(1, most)} onChange={setPartitions} />
        </Field>
        <Field
          label="Replicas of each"
          hint={limits.maximum_replication === limits.minimum_replication ? 'The plan keeps 3.' : 'On as many brokers.'}
        >
          <NumberField
            value={replication}
            min={limits.minimum_replication}
            max={limits.maximum_replication}
            disabled={limits.maximum_replication === limits.minimum_replication}
            onChange={setReplication}
          />
        </Field>
      </div>
      <Cleanup info={info} value={cleanup} onChange={setCleanup} />
    </FormDialog>
  )
}
