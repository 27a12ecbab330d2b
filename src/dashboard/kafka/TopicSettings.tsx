import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { kafka, type Topic } from '#platform/kafka/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { Cleanup } from './Cleanup.tsx'
import { ofKafka } from './queries.ts'
import { useCluster } from './useCluster.ts'

/** What can be changed of a topic: all but its name and its partitions. */
export function TopicSettings({ topic }: { topic: Topic }) {
  const { cluster, whyNot } = useCluster()
  const { data: info } = useQuery(ofKafka.cluster(cluster))
  const [cleanup, setCleanup] = useState({ retentionMs: topic.retention_time_ms, compaction: topic.compaction })
  const [replication, setReplication] = useState<number | null>(topic.replication_factor)
  const args = {
    params: { cluster, topic: topic.name },
    body: {
      topic: {
        name: topic.name,
        replication_factor: replication,
        retention_time_ms: cleanup.retentionMs,
        compaction: cleanup.compaction,
      },
    },
  }
  const change = useAction({
    run: () => call(kafka.updateTopic, args),
    failed: 'It was not changed',
    quiet: true,
    done: () => toast({ title: `${topic.name} is being changed`, tone: 'ok' }),
  })
  const same =
    cleanup.retentionMs === topic.retention_time_ms &&
    cleanup.compaction === topic.compaction &&
    replication === topic.replication_factor
  const busy =
    topic.status === 'pending' ? 'It is still being created' : topic.status === 'deleted' ? 'It is being deleted' : null
  const reason = whyNot ?? busy ?? (same ? 'Change something first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) change.mutate()
  }
  const several = info && info.limits.maximum_replication > info.limits.minimum_replication
  return (
    <Section title="Settings">
      <Card>
        {info ? (
          <form onSubmit={submit} className="grid gap-4" noValidate>
            <Cleanup info={info} value={cleanup} onChange={setCleanup} />
            {several && (
              <Field label="Replicas of each partition" className="max-w-48">
                <NumberField
                  value={replication}
                  min={info.limits.minimum_replication}
                  max={info.limits.maximum_replication}
                  onChange={setReplication}
                />
              </Field>
            )}
            <FormError attempt={change.error}>{change.error && sentence(change.error)}</FormError>
            <div className="flex items-center gap-2">
              <Button type="submit" pending={change.isPending} reason={reason}>
                Change topic
              </Button>
              <ShowAs what="Change the topic" calls={[shown(kafka.updateTopic, args)]} />
            </div>
          </form>
        ) : (
          <Skeleton lines={3} />
        )}
      </Card>
    </Section>
  )
}
