import { monthOf } from '#platform/billing/meters.ts'
import { beginOf, ranBetween } from '#platform/billing/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** heroku-facts B.4: the Eco subscription's hours a month. */
export const ECO_QUOTA_SECONDS = 1000 * 3600

/** Seconds that Eco dynos of a person's own apps were awake since the month began. */
export function ecoSecondsUsed({ tables, now }: PlatformWorld, accountId: string): { appId: string; seconds: number }[] {
  const eco = tables.meters.by('payer', accountId).filter(({ kind, sku }) => kind === 'dyno' && sku === 'Eco')
  const byApp = Map.groupBy(eco, ({ appId }) => appId)
  return [...byApp].flatMap(([appId, meters]) => {
    const ms = meters.reduce((sum, meter) => sum + ranBetween(tables, meter, beginOf(monthOf(now)), now), 0)
    return ms > 0 && tables.apps.get(appId) ? [{ appId, seconds: Math.round(ms / 1000) }] : []
  })
}
