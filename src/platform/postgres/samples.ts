import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database, Names } from './model.ts'

/** Which tables a database of the starting world holds, by what its app is called: the largest of them, and one beside it. */
const SAMPLES: Readonly<Record<string, readonly [large: string, other: string]>> = {
  shop: ['order_items', 'orders'],
  api: ['requests', 'api_keys'],
  blog: ['comments', 'posts'],
  payments: ['charges', 'cards'],
  recommend: ['events', 'visitors'],
  trail: ['hikes', 'trails'],
  inventory: ['movements', 'parts'],
  search: ['clicks', 'queries'],
}
const STARTER = ['visits', 'users'] as const

/** What it begins with: 'shop', 'api', …, or 'starter'; '' begins empty. */
export function sampleOf({ tables }: PlatformWorld, { appId }: Addon, { empty }: Pick<Database, 'empty'>): string {
  if (empty) return ''
  const { name } = tables.apps.must(appId)
  return Object.keys(SAMPLES).find((word) => name.includes(word)) ?? 'starter'
}

/** The name of what holds nothing. */
export const EMPTY: Names = ['empty']

/** The names of what a database of the starting world begins with. */
export const sampleNames = (world: PlatformWorld, addon: Addon): Names => [
  `sample ${sampleOf(world, addon, { empty: false })} ${addon.id}`,
]

/** The largest table of a sample, and one beside it. */
export const tablesOf = (sample: string): readonly [large: string, other: string] => SAMPLES[sample] ?? STARTER
