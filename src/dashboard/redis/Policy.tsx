import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { redis } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Card.tsx'
import { FormError } from '#ui/FormError.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'
import { toast } from '#ui/toast.ts'
import { useStore } from './useStore.ts'
import { policies } from './words.ts'

/** What happens to keys when memory is full. */
export function Policy({ policy }: { policy: string }) {
  const { store, whyNot, typed } = useStore()
  const [chosen, setChosen] = useState(policy)
  const args = { params: { database: store }, body: { maxmemory_policy: chosen } }
  const save = useAction({
    run: () => call(redis.configure, args),
    failed: 'The policy was not changed',
    quiet: true,
    done: () => toast({ title: `The policy is ${chosen} now`, tone: 'ok' }),
  })
  const reason = whyNot ?? (chosen === policy ? 'Choose another policy first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) save.mutate()
  }
  return (
    <Section id="policy" title="When memory is full">
      <form onSubmit={submit} className="grid gap-3" noValidate>
        <RadioCards
          legend="Policy"
          hideLegend
          className="sm:grid-cols-2 xl:grid-cols-4"
          value={chosen}
          onChange={setChosen}
          cards={Object.entries(policies).map(([value, description]) => ({
            value,
            label: <code className="font-mono text-xs">{value}</code>,
            description,
          }))}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" pending={save.isPending} reason={reason}>
            Change policy
          </Button>
          <ShowAs what="Change the policy" calls={[typed(shown(redis.configure, args))]} />
          <FormError attempt={save.error}>{save.error && sentence(save.error)}</FormError>
        </div>
      </form>
    </Section>
  )
}
