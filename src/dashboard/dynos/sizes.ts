import type * as z from 'zod/mini'
import type { DynoSize as Schema } from '#platform/dynos/contract.ts'

export type DynoSize = z.infer<typeof Schema>

export type Tier = 'eco' | 'basic' | 'standard' | 'performance'

/** The tier of a size by its name: 'Standard-1X' is of 'standard'. */
export function tierOf(size: string): Tier {
  const name = size.toLowerCase()
  if (name === 'eco' || name === 'basic') return name
  return name.startsWith('performance') ? 'performance' : 'standard'
}

/** Sizes that one app may use together: all Eco, all Basic, or any of Standard and Performance (heroku-facts B.3). */
export function family(size: string): 'eco' | 'basic' | 'professional' {
  const tier = tierOf(size)
  return tier === 'eco' || tier === 'basic' ? tier : 'professional'
}

/** How many dynos of one process type there can be, by tier (heroku-facts B.4). */
export const largestQuantity: Readonly<Record<Tier, number>> = { eco: 1, basic: 1, standard: 100, performance: 10 }

/** What a tier means beyond memory and CPU. */
export const tierWords: Readonly<Record<Tier, string>> = {
  eco: 'Sleeps after 30 minutes without a request. One dyno a process type, no metrics.',
  basic: 'Never sleeps. One dyno a process type, 24 hours of metrics.',
  standard: 'Up to 100 dynos a process type, preboot, a week of metrics.',
  performance: 'Up to 10 dynos, each on a machine of its own.',
}

/** The list price in cents a month of so many dynos of a size. Eco dynos cost nothing each. */
export function monthlyCents(sizes: readonly DynoSize[], size: string, quantity: number): number {
  return (sizes.find(({ name }) => name === size)?.cost?.cents ?? 0) * quantity
}

/** Memory in words: '512 MB', '2.5 GB'. */
export function memoryWords(gigabytes: number): string {
  return gigabytes < 1 ? `${gigabytes * 1024}\u00a0MB` : `${gigabytes}\u00a0GB`
}
