import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { kafkaControl, type GroupRow } from '#platform/kafka/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { toast } from '#ui/toast.ts'
import { ofKafka } from './queries.ts'
import { useCluster } from './useCluster.ts'

/** Starts and stops simulated consumers of a group, and sets where they read on. */
export function Consumers({ group }: { group: GroupRow }) {
  const { cluster, whyNot } = useCluster()
  const { data } = useQuery(ofKafka.topics(cluster))
  const [members, setMembers] = useState<number | null>(group.members)
  const [speed, setSpeed] = useState<number | null>(group.speed)
  const [topics, setTopics] = useState<readonly string[]>(group.topics)
  const params = { cluster, group: group.name }
  const args = { params, body: { members: members ?? 0, speed: speed ?? 1, topics: [...topics] } }
  const change = useAction({
    run: () => call(kafkaControl.consume, args),
    failed: 'The consumers were not changed',
    quiet: true,
    done: (row) => toast({ title: `${row.members} consumers read as ${group.name}`, tone: 'ok' }),
  })
  const reset = useAction({
    run: (to: 'earliest' | 'latest') => call(kafkaControl.consume, { params, body: { reset: to } }),
    failed: 'The offsets were not reset',
    done: (row) => toast({ title: `${group.name} is ${row.lag} messages behind now`, tone: 'ok' }),
  })
  const wrong =
    members === null || members < 0 || members > 32
      ? 'A group has 0 to 32 consumers here.'
      : members > 0 && topics.length === 0
        ? 'Choose a topic first.'
        : null
  const tooFast = speed === null || speed < 1 || speed > 10_000 ? '1 to 10,000 messages a second.' : null
  const same =
    members === group.members && speed === group.speed && topics.toSorted().join(' ') === group.topics.toSorted().join(' ')
  const pending = group.status === 'pending' ? 'It is still being created' : null
  const reason =
    whyNot ?? pending ?? ((wrong ?? tooFast) ? 'Mend the figures first' : null) ?? (same ? 'Change something first' : null)
  const running =
    whyNot ??
    pending ??
    (group.members > 0 ? 'Stop the consumers first' : group.topics.length === 0 ? 'It has read nothing' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) change.mutate()
  }
  return (
    <Section
      title="Consumers"
      description="Simulated ones: stop them and lag grows, start enough of them and it goes down again."
      actions={
        <>
          <Button size="sm" reason={running} pending={reset.isPending} onClick={() => reset.mutate('earliest')}>
            Read from the earliest
          </Button>
          <Button size="sm" reason={running} pending={reset.isPending} onClick={() => reset.mutate('latest')}>
            Skip to the latest
          </Button>
        </>
      }
    >
      <Card>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="How many" error={wrong}>
              <NumberField value={members} min={0} max={32} onChange={setMembers} />
            </Field>
            <Field label="Messages a second that each handles" error={tooFast}>
              <NumberField value={speed} min={1} max={10_000} onChange={setSpeed} />
            </Field>
          </div>
          <fieldset className="min-w-0">
            <legend className="mb-1 text-sm font-medium">Topics they read</legend>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4">
              {data?.topics
                .filter(({ status }) => status !== 'deleted' && status !== 'pending')
                .map(({ name }) => (
                  <Checkbox
                    key={name}
                    label={<span className="break-all">{name}</span>}
                    checked={topics.includes(name)}
                    onChange={(event) =>
                      setTopics(event.target.checked ? [...topics, name] : topics.filter((each) => each !== name))
                    }
                  />
                ))}
            </div>
          </fieldset>
          <FormError attempt={change.error}>{change.error && sentence(change.error)}</FormError>
          <div className="flex items-center gap-2">
            <Button type="submit" pending={change.isPending} reason={reason}>
              Apply
            </Button>
            <ShowAs what="Change the consumers" calls={[shown(kafkaControl.consume, args)]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}
