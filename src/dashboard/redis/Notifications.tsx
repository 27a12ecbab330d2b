import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { redis } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Code } from '#ui/Code.tsx'
import { FormError } from '#ui/FormError.tsx'
import { toast } from '#ui/toast.ts'
import { useStore } from './useStore.ts'
import { eventClasses } from './words.ts'

const channels = [
  ['K', 'By key', '__keyspace@0__:KEY tells what became of a key'],
  ['E', 'By event', '__keyevent@0__:EVENT tells which key it was'],
] as const

/** What a store publishes of what becomes of its keys. */
export function Notifications({ letters }: { letters: string }) {
  const { store, whyNot, typed } = useStore()
  const has = (letter: string) => letters.includes(letter) || (letters.includes('A') && !'KEmn'.includes(letter))
  const all = [...channels, ...eventClasses].map(([letter]) => letter)
  const before = all.filter(has)
  const [chosen, setChosen] = useState<readonly string[]>(before)
  const args = { params: { database: store }, body: { notify_keyspace_events: chosen.join('') } }
  const save = useAction({
    run: () => call(redis.configure, args),
    failed: 'The notifications were not changed',
    quiet: true,
    done: ({ notify_keyspace_events: { value } }) =>
      toast({ title: value === '' ? 'Nothing is published now' : `Notifications are set to ${value}`, tone: 'ok' }),
  })
  const heard = chosen.some((letter) => letter === 'K' || letter === 'E')
  const told = chosen.some((letter) => letter !== 'K' && letter !== 'E')
  const problem =
    chosen.length > 0 && heard !== told
      ? heard
        ? 'Choose some events, too.'
        : 'Choose by key or by event, too: otherwise nothing is published.'
      : null
  const same = chosen.toSorted().join('') === before.toSorted().join('') ? 'Change something first' : null
  const reason = whyNot ?? same ?? problem
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) save.mutate()
  }
  const box = ([letter, label, hint]: readonly [string, string, string]) => (
    <Checkbox
      key={letter}
      label={label}
      hint={hint}
      checked={chosen.includes(letter)}
      onChange={({ target }) => setChosen(target.checked ? [...chosen, letter] : chosen.filter((each) => each !== letter))}
    />
  )
  return (
    <Section title="Keyspace notifications" description="Clients that subscribe are told what becomes of keys.">
      <Card>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <fieldset className="grid gap-1 sm:grid-cols-2">
            <legend className="mb-1.5 text-sm font-medium">Channels</legend>
            {channels.map(box)}
          </fieldset>
          <fieldset className="grid gap-1 sm:grid-cols-2 lg:grid-cols-4">
            <legend className="mb-1.5 text-sm font-medium">Events</legend>
            {eventClasses.map(box)}
          </fieldset>
          <FormError attempt={save.error}>{problem ?? (save.error && sentence(save.error))}</FormError>
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" pending={save.isPending} reason={reason}>
              Change notifications
            </Button>
            <ShowAs what="Change the notifications" calls={[typed(shown(redis.configure, args))]} />
            <span className="text-muted">
              {letters === '' ? (
                'Nothing is published.'
              ) : (
                <>
                  It is set to <Code>{letters}</Code>.
                </>
              )}
            </span>
          </div>
        </form>
      </Card>
    </Section>
  )
}
