import { useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { keyOf } from '#client/query.ts'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Topic } from '#platform/kafka/contract.ts'
import { kafkaControl } from '#platform/kafka/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input, Textarea } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'

import { useCluster } from './useCluster.ts'

interface Header {
  readonly name: string
  readonly value: string
}

/** Writes a message to a topic by hand. */
export function Produce({ topic }: { topic: Topic }) {
  const { cluster } = useCluster()
  const client = useQueryClient()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [headers, setHeaders] = useState<readonly Header[]>([])
  const [partition, setPartition] = useState('')
  const [tombstone, setTombstone] = useState(false)
  const args = {
    params: { cluster, topic: topic.name },
    body: {
      key: key === '' ? null : key,
      value: tombstone ? null : value,
      headers: Object.fromEntries(headers.filter(({ name }) => name !== '').map(({ name, value: text }) => [name, text])),
      partition: partition === '' ? null : Number(partition),
    },
  }
  const produce = useAction({
    run: () => call(kafkaControl.produce, args),
    failed: 'The message was not written',
    quiet: true,
    done: (message) => {
      toast({ title: `Written to partition ${message.partition} at offset ${message.offset}`, tone: 'ok' })
      setValue('')
      void client.invalidateQueries({ queryKey: keyOf(kafkaControl.messages) })
    },
  })
  const needsKey = topic.compaction && key === '' ? 'Messages of a compacted topic need a key.' : null
  const reason =
    topic.status === 'pending'
      ? 'The topic is still being created'
      : topic.status === 'deleted'
        ? 'The topic is being deleted'
        : (needsKey ?? (!tombstone && value === '' ? 'Write a value first' : null))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) produce.mutate()
  }
  const header = (nth: number, patch: Partial<Header>) =>
    setHeaders(headers.map((each, index) => (index === nth ? { ...each, ...patch } : each)))
  return (
    <Section title="Produce a message">
      <Card>
        <form onSubmit={submit} className="grid gap-3" noValidate>
          <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
            <Field label="Key" optional={!topic.compaction} hint="Equal keys go to the same partition.">
              <Input code value={key} placeholder="customer-10412" onChange={(event) => setKey(event.target.value)} />
            </Field>
            <Field label="Partition" optional>
              <NativeSelect value={partition} onChange={(event) => setPartition(event.target.value)}>
                <option value="">by the key</option>
                {Array.from({ length: topic.partitions }, (_, id) => (
                  <option key={id} value={id}>
                    {id}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </div>
          {!tombstone && (
            <Field label="Value">
              <Textarea
                code
                rows={3}
                value={value}
                placeholder='{"order": "F-1"}'
                onChange={(event) => setValue(event.target.value)}
              />
            </Field>
          )}
          {topic.compaction && (
            <Checkbox
              label="Delete the key"
              hint="Writes a message without a value: once compacted, nothing is left of the key."
              checked={tombstone}
              onChange={(event) => setTombstone(event.target.checked)}
            />
          )}
          {headers.map((each, nth) => (
            <div key={nth} className="flex items-center gap-2">
              <Input
                code
                aria-label={`Name of header ${nth + 1}`}
                placeholder="header"
                value={each.name}
                onChange={(event) => header(nth, { name: event.target.value })}
              />
              <Input
                code
                aria-label={`Value of header ${nth + 1}`}
                placeholder="value"
                value={each.value}
                onChange={(event) => header(nth, { value: event.target.value })}
              />
              <IconButton
                size="sm"
                label={`Remove header ${nth + 1}`}
                icon={<Trash2 size={14} />}
                onClick={() => setHeaders(headers.filter((_, index) => index !== nth))}
              />
            </div>
          ))}
          <FormError attempt={produce.error}>{produce.error && sentence(produce.error)}</FormError>
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="primary" pending={produce.isPending} reason={reason}>
              Produce
            </Button>
            <Button
              variant="ghost"
              icon={<Plus size={14} />}
              reason={headers.length >= 10 ? 'A message has at most 10 headers' : null}
              onClick={() => setHeaders([...headers, { name: '', value: '' }])}
            >
              Header
            </Button>
            <ShowAs what="Produce a message" calls={[shown(kafkaControl.produce, args)]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}
