import type { Addon } from '#platform/addons/vars.ts'
import type { Transfer } from './model.ts'
import { retentionOf } from './plans.ts'
import { DAY } from './time.ts'

/** The backups that a plan keeps: of scheduled ones the newest of the last days, weeks and months, of those by hand the last. */
export function keptOf(addon: Pick<Addon, 'service' | 'plan'>, transfers: readonly Transfer[]): ReadonlySet<Transfer> {
  const limits = retentionOf(addon)
  const newest = transfers.filter(({ kind }) => kind === 'backup').reverse()
  const automatic = newest.filter(({ scheduled }) => scheduled)
  const kept = new Set(newest.filter(({ scheduled }) => !scheduled).slice(0, limits.manual))
  const newestOfEach = (periodOf: (at: number) => string | number, count: number) => {
    const periods = new Map<string | number, Transfer>()
    for (const row of automatic) if (!periods.has(periodOf(row.startsAt))) periods.set(periodOf(row.startsAt), row)
    for (const row of [...periods.values()].slice(0, count)) kept.add(row)
  }
  newestOfEach((at) => Math.floor(at / DAY), limits.days)
  // Weeks begin on Monday; 1970-01-01 was a Thursday.
  newestOfEach((at) => Math.floor((at / DAY + 3) / 7), limits.weeks)
  newestOfEach((at) => new Date(at).toISOString().slice(0, 7), limits.months)
  return kept
}
