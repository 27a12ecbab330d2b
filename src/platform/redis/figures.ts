import { between } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { dynosAt } from '#platform/postgres/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { commandsPerSecond, CONNECTIONS_A_DYNO, hitRate } from './activity.ts'
import { contentOf } from './content.ts'
import { BASE_BYTES } from './keyspace.ts'
import type { Store } from './rows.ts'
import { limitsOf, storeOf } from './store.ts'

const MINUTE = 60_000
/** Of the machine that a store shares with others. */
const MACHINE_KB = 16_041_732

/** What a store tells the logs of its apps, in their words (heroku-facts C.7); null on the smallest plan, which tells nothing. */
export function storeFigures(world: PlatformWorld, addon: Addon, at: number): Record<string, string | number> | null {
  const limits = limitsOf(addon)
  if (!limits.persistent) return null
  const store = storeOf(world, addon)
  const active = store.empty ? 0 : Math.min(limits.connections, dynosAt(world, addon, at) * CONNECTIONS_A_DYNO)
  const used = bytesAt(world, addon, store, at)
  const load = (minutes: number) => {
    const rates = Array.from({ length: minutes }, (_, nth) => commandsPerSecond(world, addon, store, at - nth * MINUTE))
    return (0.02 + rates.reduce((sum, rate) => sum + rate, 0) / minutes / 2000).toFixed(3)
  }
  const free = between(0.35, 0.42, world.seed, 'store memory', addon.id, Math.floor(at / MINUTE))
  return {
    'active-connections': active,
    'max-connections': limits.connections,
    'connection-percentage-used': round(active / limits.connections),
    'load-avg-1m': load(1),
    'load-avg-5m': load(5),
    'load-avg-15m': load(15),
    'read-iops': 0,
    'write-iops': round(commandsPerSecond(world, addon, store, at) / 50),
    'memory-total': `${MACHINE_KB}kB`,
    'memory-free': `${Math.round(MACHINE_KB * free)}kB`,
    'memory-percentage-used': round(used / limits.bytes),
    'memory-cached': `${Math.round(MACHINE_KB * 0.3)}kB`,
    'memory-redis': `${used}bytes`,
    'hit-rate': round(hitRate(world, addon, store, at) ?? 0),
    'evicted-keys': sizesAt(store, at)[2],
  }
}

const round = (value: number) => Number(value.toFixed(5))

/** What others than the app had written by a time, what of the app's that had hidden, and how many keys had been evicted. */
function sizesAt({ sizes }: Store, at: number): readonly [bytes: number, hidden: number, evicted: number] {
  const [, ...found] = sizes.findLast(([from]) => from <= at) ?? [0, 0, 0, 0]
  return found
}

/** The memory in use at a time: what the app kept then, and what others wrote over it. */
function bytesAt(world: PlatformWorld, addon: Addon, store: Store, at: number): number {
  const then = at < store.flushedAt ? { ...store, flushedAt: 0 } : store
  const app = contentOf(world, addon, then, at).reduce((sum, { bytes }) => sum + bytes, 0)
  const [bytes, hidden] = sizesAt(store, at)
  return Math.min(limitsOf(addon).bytes, BASE_BYTES + app + bytes - hidden)
}
