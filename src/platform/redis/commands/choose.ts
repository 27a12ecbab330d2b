import { draw } from '#kernel/random.ts'
import { numberIn } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { refuse } from '#platform/redis/reply.ts'

const MOST = 10_000

/** Some of the items, by chance that depends on the world: one; so many different ones; or, for a negative count, so many with repetitions. */
export function choose<T>(keys: Keyspace, items: readonly T[], count: string | undefined): T[] {
  const chance = (nth: number) => draw(keys.world.seed, keys.addon.id, keys.store.writes, keys.now, nth)
  const wanted = count === undefined ? 1 : numberIn(count)
  if (wanted < -MOST) throw refuse('ERR value is out of range')
  if (wanted < 0)
    return Array.from({ length: -wanted }, (_, nth) => items.slice(Math.floor(chance(nth) * items.length)).slice(0, 1)).flat()
  return items
    .map((item, nth) => ({ item, order: chance(nth) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, wanted)
    .map(({ item }) => item)
}
