import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { addons, type Addon } from '#platform/addons/contract.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Card.tsx'
import { formatMoney } from '#ui/format.ts'
import { FormError } from '#ui/FormError.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StickyBar } from '#ui/StickyBar.tsx'
import { toast } from '#ui/toast.ts'
import { PlanTable } from './PlanTable.tsx'
import { useAddon, useListing, useWhyNotAddons } from './useAddon.ts'
import { planOf, priceWords, tierOf } from './words.ts'

/** The plan it is on among the others, and the way to another. */
export function PlanPart() {
  const addon = useAddon()
  const listing = useListing(addon)
  if (!listing) return <Skeleton height={240} />
  return <Plans key={addon.plan.id} addon={addon} listing={listing} />
}

function Plans({ addon, listing }: { addon: Addon; listing: Listing }) {
  const now = planOf(addon)
  const why = useWhyNotAddons()
  const [tier, setTier] = useState(tierOf(now))
  const [wanted, setWanted] = useState<string | null>(null)
  const plan = listing.plans.find(({ name }) => name === wanted)
  const cents = addon.billed_price?.cents ?? 0
  const call_ = { params: { app: addon.app.name, addon: addon.name }, body: { plan: `${listing.name}:${wanted}` } }
  const change = useAction({
    run: () => call(addons.update, call_),
    failed: 'The plan was not changed',
    quiet: true,
    done: () => toast({ title: `${addon.name} is on ${wanted}`, tone: 'ok' }),
  })
  const reasonFor = (price: number) =>
    why(addon.app.name, Math.max(price, cents)) ?? (addon.state === 'provisioning' ? 'Wait until it is provisioned' : null)
  return (
    <Section title="Plan" description="Another plan counts at once, for what it holds and for what it costs.">
      <PlanTable
        listing={listing}
        tier={tier}
        onTier={setTier}
        marked={wanted ?? now}
        mark={wanted === null || wanted === now ? 'now' : 'chosen'}
        action={({ name, cents: price, in_spaces: inSpaces }) => (
          <Button
            size="sm"
            aria-label={`Choose ${name}`}
            reason={name === now ? 'It is on this plan' : inSpaces ? 'Only for apps in Private Spaces' : reasonFor(price)}
            onClick={() => {
              change.reset()
              setWanted(name)
            }}
          >
            Choose
          </Button>
        )}
      />
      {plan && plan.name !== now && (
        <StickyBar
          label="Unconfirmed plan"
          className="mt-3"
          actions={
            <>
              <ShowAs what="Change the plan" calls={[shown(addons.update, call_)]} />
              <Button variant="ghost" onClick={() => setWanted(null)}>
                Cancel
              </Button>
              <Button variant="primary" pending={change.isPending} onClick={() => change.mutate()}>
                Change plan
              </Button>
            </>
          }
        >
          <p className="font-medium">
            {now} to {plan.name}
          </p>
          <p className="text-muted">
            {priceWords(plan.cents)}, {difference(plan.cents - cents)}
          </p>
          <FormError attempt={change.error}>{change.error && sentence(change.error)}</FormError>
        </StickyBar>
      )}
    </Section>
  )
}

const difference = (cents: number) =>
  cents === 0 ? 'the same price' : `${formatMoney(Math.abs(cents))} ${cents > 0 ? 'more' : 'less'} a month`
