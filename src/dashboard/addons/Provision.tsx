import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { everyApp, everyState } from '#dashboard/apps/list/queries.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { whyNotAddons } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { addons } from '#platform/addons/contract.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { addonNameProblem, nameProblem, priceWords } from './words.ts'

interface ProvisionProps {
  listing: Listing
  plan: Listing['plans'][number]
  app: string | null
  onApp: (app: string) => void
}

/** Adds a service to an app: which one, under what name, at what price. */
export function Provision({ listing, plan, app, onApp }: ProvisionProps) {
  const apps = useQuery(everyApp()).data?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) ?? []
  const { data: states = [] } = useQuery(everyState())
  const [name, setName] = useState('')
  const [as, setAs] = useState('')
  const navigate = useNavigate()
  const chosen = apps.find((each) => each.name === app)
  const state = states.find((each) => each.app === chosen?.id)
  const body = { plan: `${listing.name}:${plan.name}`, ...(name && { name }), ...(as && { attachment: { name: as } }) }
  const add = useAction({
    run: (to: string) => call(addons.create, { params: { app: to }, body }),
    failed: `${listing.human_name} was not added`,
    quiet: true,
    done: (made, to) => {
      toast({
        title: made.state === 'provisioning' ? `${made.name} is being provisioned` : `${made.name} was added to ${to}`,
        tone: 'ok',
      })
      void navigate(paths.addon(made.name))
    },
  })
  const wrongName = addonNameProblem(name)
  const wrongAs = nameProblem(as)
  const reason =
    listing.state === 'shutdown'
      ? `${listing.human_name} is no longer offered`
      : plan.in_spaces
        ? 'This plan is only for apps in Private Spaces'
        : !chosen || !state
          ? 'Choose an app first'
          : (whyNotAddons(state, chosen.team === null, plan.cents) ?? (wrongName || wrongAs ? 'Mend the names first' : null))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && chosen && !add.isPending) add.mutate(chosen.name)
  }
  return (
    <Section title="Add to an app" className="xl:sticky xl:top-4">
      <Card>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <Field label="App">
            <NativeSelect value={chosen?.name ?? ''} onChange={(event) => onApp(event.target.value)}>
              <option value="">Choose an app</option>
              {apps.map((each) => (
                <option key={each.id} value={each.name}>
                  {each.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label="Name" optional error={wrongName} hint="Left empty, the platform makes one up.">
            <Input code value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Attach as" optional error={wrongAs} hint="What its config vars begin with.">
            <Input code value={as} onChange={(event) => setAs(event.target.value.toUpperCase())} />
          </Field>
          <p className="flex flex-wrap items-baseline justify-between gap-2 border-t border-line pt-3">
            <span>
              <span className="font-medium">{plan.name}</span>{' '}
              {plan.cents > 0 && <span className="text-xs text-muted">about ${(plan.cents / 72_000).toFixed(3)}/hour</span>}
            </span>
            <span className="text-base font-semibold">{priceWords(plan.cents)}</span>
          </p>
          <FormError attempt={add.error}>{add.error && sentence(add.error)}</FormError>
          <div className="flex items-center gap-2">
            <Button type="submit" variant="primary" className="flex-1" pending={add.isPending} reason={reason}>
              {chosen ? `Add to ${chosen.name}` : 'Add'}
            </Button>
            <ShowAs what="Add the add-on" calls={[shown(addons.create, { params: { app: app ?? 'APP' }, body })]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}
