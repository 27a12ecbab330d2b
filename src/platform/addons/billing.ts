import { monthOf } from '#platform/billing/meters.ts'
import { beginOf, costOf, nameOf } from '#platform/billing/usage.ts'
import { iso } from '#platform/http/wire.ts'
import { findOffer, offerOf } from './catalog.ts'
import type { Addon } from './vars.ts'

/** What an add-on costs, and has cost since the month of `now` began (UTC), whether or not anything runs. */
export function billingOf(addon: Addon, now: number) {
  const begins = beginOf(monthOf(now))
  const priceOf = (plan: string) => findOffer(`${addon.service}:${plan}`).plan.cents
  const soFar = addon.plans.reduce((sum, { plan, from }, i) => {
    const until = Math.min(now, addon.plans[i + 1]?.from ?? now)
    return sum + costOf(priceOf(plan), Math.max(0, until - Math.max(from, begins)), now)
  }, 0)
  return {
    monthly_cents: offerOf(addon).plan.cents,
    so_far_cents: Math.round(soFar),
    month: nameOf(monthOf(now)),
    plans: addon.plans.map(({ plan, from }) => ({ name: plan, cents: priceOf(plan), from: iso(from) })).reverse(),
  }
}
