import { uuid } from '#kernel/random.ts'
import { invalid, notFound } from '#platform/http/errors.ts'

export type Tier = 'eco' | 'basic' | 'standard' | 'performance'

export interface Size {
  readonly id: string
  /** As the API writes it: 'Standard-1X'. */
  readonly name: string
  readonly tier: Tier
  /** The memory quota. */
  readonly memoryMb: number
  /** Relative to one share; the API's `compute`. */
  readonly compute: number
  readonly dedicated: boolean
  /** List price of one dyno, cents a month, billed by the second. Eco dynos share a flat subscription. */
  readonly monthlyCents: number
  readonly dynoUnits: number
}

const size = (name: string, tier: Tier, memoryMb: number, compute: number, monthlyDollars: number, dynoUnits: number): Size => ({
  id: uuid('catalog', 'dyno-size', name),
  name,
  tier,
  memoryMb,
  compute,
  dedicated: tier === 'performance',
  monthlyCents: monthlyDollars * 100,
  dynoUnits,
})

/** The sizes of the Common Runtime (heroku-facts B.1), smallest first. */
export const SIZES: readonly Size[] = [
  size('Eco', 'eco', 512, 1, 0, 0),
  size('Basic', 'basic', 512, 1, 7, 1),
  size('Standard-1X', 'standard', 512, 1, 25, 1),
  size('Standard-2X', 'standard', 1024, 2, 50, 2),
  size('Performance-M', 'performance', 2560, 12, 250, 8),
  size('Performance-L', 'performance', 14_336, 50, 500, 16),
  size('Performance-L-RAM', 'performance', 30_720, 24, 500, 16),
  size('Performance-XL', 'performance', 63_488, 50, 750, 24),
  size('Performance-2XL', 'performance', 129_024, 100, 1500, 48),
]

export const DEFAULT_SIZE = 'Basic'

/** heroku-facts B.4: how many dynos of one process type there can be. */
export const LARGEST_QUANTITY: Readonly<Record<Tier, number>> = { eco: 1, basic: 1, standard: 100, performance: 10 }

const byName = new Map(SIZES.map((entry) => [entry.name.toLowerCase(), entry]))
// Clients also use the short names of the command line.
for (const [short, name] of [
  ['performance', 'performance-m'],
  ['1x', 'standard-1x'],
  ['2x', 'standard-2x'],
  ['pm', 'performance-m'],
  ['pl', 'performance-l'],
] as const) {
  const entry = byName.get(name)
  if (entry) byName.set(short, entry)
}

/** The size with this name, in any case, or id. Refuses with 422 and the names there are. */
export function sizeOf(identity: string): Size {
  const found = byName.get(identity.toLowerCase()) ?? SIZES.find((entry) => entry.id === identity)
  if (!found) throw invalid(`No such dyno size: ${identity}. Sizes are ${SIZES.map((entry) => entry.name).join(', ')}.`)
  return found
}

/** For a size named by a path. */
export function findSize(identity: string): Size {
  const found = byName.get(identity.toLowerCase()) ?? SIZES.find((entry) => entry.id === identity)
  if (!found) throw notFound('dyno_size')
  return found
}

/** Sizes that one app may use together: all Eco, all Basic, or any of Standard and Performance (heroku-facts B.3). */
export const sameApp = (a: Size, b: Size): boolean => a.tier === b.tier || (isProfessional(a) && isProfessional(b))

const isProfessional = ({ tier }: Size) => tier === 'standard' || tier === 'performance'

/** Whether new web dynos of this size can start before the old ones stop (heroku-facts B.3). */
export const canPreboot = isProfessional
