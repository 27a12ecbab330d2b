import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database } from './model.ts'

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
export function sampleOf({ tables }: PlatformWorld, { appId }: Addon, { empty }: Database): string {
  if (empty) return ''
  const { name } = tables.apps.must(appId)
  return Object.keys(SAMPLES).find((word) => name.includes(word)) ?? 'starter'
}

/** The largest table of a sample, and one beside it. */
export const tablesOf = (sample: string): readonly [large: string, other: string] => SAMPLES[sample] ?? STARTER
