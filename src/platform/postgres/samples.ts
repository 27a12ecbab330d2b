import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Names } from './model.ts'

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

/** The name of what holds nothing. */
export const EMPTY: Names = ['empty']

/** The names of what a database of the starting world begins with: the sample 'shop', 'api', …, or 'starter'. */
export function sampleNames({ tables }: PlatformWorld, { id, appId }: Addon): Names {
  const { name } = tables.apps.must(appId)
  return [`sample ${Object.keys(SAMPLES).find((word) => name.includes(word)) ?? 'starter'} ${id}`]
}

/** The largest table of what is held under some names, and one beside it. */
export function tablesOf(names: Names): readonly [large: string, other: string] {
  const sample = names.map((name) => /^sample (\S+) /.exec(name)?.[1]).find((found) => found !== undefined)
  return SAMPLES[sample ?? ''] ?? STARTER
}
