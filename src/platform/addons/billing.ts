import { iso } from '#platform/http/wire.ts'
import { findOffer, offerOf } from './catalog.ts'
import type { Addon } from './vars.ts'

/** A plan's price a month is that of 720 hours, billed by the second and never more than the month's price. */
const MONTH_MS = 720 * 3_600_000

const monthOf = (time: number) => iso(time).slice(0, 7)

/** What an add-on costs, and has cost since the month of `now` began (UTC), whether or not anything runs. */
export function billingOf(addon: Addon, now: number) {
  const month = monthOf(now)
  const begins = Date.parse(`${month}-01T00:00:00Z`)
  const priceOf = (plan: string) => findOffer(`${addon.service}:${plan}`).plan.cents
  const soFar = addon.plans.reduce((sum, { plan, from }, i) => {
    const until = Math.min(now, addon.plans[i + 1]?.from ?? now)
    return sum + (priceOf(plan) * Math.max(0, until - Math.max(from, begins))) / MONTH_MS
  }, 0)
  const most = Math.max(...addon.plans.map(({ plan }) => priceOf(plan)))
  return {
    monthly_cents: offerOf(addon).plan.cents,
    so_far_cents: Math.min(most, Math.round(soFar)),
    month,
    plans: addon.plans.map(({ plan, from }) => ({ name: plan, cents: priceOf(plan), from: iso(from) })).reverse(),
  }
}
