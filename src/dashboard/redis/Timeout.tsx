import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { redis } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { toast } from '#ui/toast.ts'
import { useStore } from './useStore.ts'

/** After how long an idle connection is closed. */
export function Timeout({ seconds }: { seconds: number }) {
  const { store, whyNot, typed } = useStore()
  const [value, setValue] = useState<number | null>(seconds)
  const args = { params: { database: store }, body: { timeout: value ?? 0 } }
  const save = useAction({
    run: () => call(redis.configure, args),
    failed: 'The timeout was not changed',
    quiet: true,
    done: () => toast({ title: 'The timeout was changed', tone: 'ok' }),
  })
  const wrong = value === null ? 'Say how many seconds; 0 for never.' : save.error && sentence(save.error)
  const reason = whyNot ?? (value === seconds ? 'Type another number first' : value === null ? 'Say how many seconds' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) save.mutate()
  }
  return (
    <Section title="Idle connections">
      <Card>
        <form onSubmit={submit} className="flex flex-wrap items-start gap-2" noValidate>
          <Field label="Closed after seconds" hint="0: they stay open." error={wrong} className="w-52">
            <NumberField
              value={value}
              min={0}
              onChange={(next) => {
                setValue(next)
                save.reset()
              }}
            />
          </Field>
          <div className="flex items-center gap-2 pt-6">
            <Button type="submit" pending={save.isPending} reason={reason}>
              Change timeout
            </Button>
            <ShowAs what="Change the timeout" calls={[typed(shown(redis.configure, args))]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}
