import { offerOf } from '#platform/addons/catalog.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { invalid } from '#platform/http/errors.ts'
import { DAY } from './time.ts'

const UNITS: Readonly<Record<string, number>> = { MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 }

function bytesOf(text: string): number {
  const [number, unit = ''] = text.split(' ')
  return Math.round(Number(number) * (UNITS[unit] ?? 0))
}

type Planned = Pick<Addon, 'service' | 'plan'>

const tierOf = ({ plan }: Planned) => plan.replace(/-\d+$/, '')
export const isEssential = (addon: Planned): boolean => tierOf(addon) === 'essential'
/** Where a second machine takes over (heroku-facts E.2). */
export const hasStandby = (addon: Planned): boolean => !isEssential(addon) && tierOf(addon) !== 'standard'

/** What a plan allows (heroku-facts E.2). */
export function limitsOf(addon: Planned) {
  const [storage = '', connections, memory = '', processors] = offerOf(addon).plan.values
  return {
    bytes: bytesOf(storage),
    connections: Number(connections),
    // Both are null where they are shared.
    memory: bytesOf(memory) || null,
    processors: Number(processors) || null,
  }
}

/** How far back a database can be copied as it was; 0 where it cannot. */
export const rollbackOf = (addon: Planned): number => (isEssential(addon) ? 0 : hasStandby(addon) ? 7 * DAY : 4 * DAY)

/** How many backups are kept (heroku-facts E.2 leaves the weekly, monthly and manual ones open). */
export function retentionOf(addon: Planned) {
  if (isEssential(addon)) return { manual: 5, days: 7, weeks: 1, months: 0 }
  return hasStandby(addon) ? { manual: 50, days: 7, weeks: 8, months: 12 } : { manual: 25, days: 7, weeks: 4, months: 0 }
}

/** Refuses with 422 what the Essential tier does not have. */
export function dedicated(addon: Addon, what: string): void {
  if (isEssential(addon)) throw invalid(`You can't ${what} on Essential-tier databases. ${addon.name} is on ${addon.plan}.`)
}
