import { between, draw } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import { expectedRps } from '#platform/metrics/traffic.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { WARMING } from './content.ts'
import { BASE_BYTES, type Keyspace } from './keyspace.ts'
import type { Store } from './rows.ts'
import { limitsOf } from './store.ts'

// How a store is used: a function of the seed, of what comes to the apps that use it, and of what was done to it.

/** What one request to an app asks of its store. */
const COMMANDS_A_REQUEST = 4.2
/** The mean of a day beside its peak. */
const MEAN_OF_PEAK = 0.55
export const CONNECTIONS_A_DYNO = 5

/** An app whose store was filled with the starting world uses it; one that was added since is only there. */
const usersOf = ({ tables }: PlatformWorld, addon: Addon, { empty }: Store): App[] =>
  empty ? [] : [...new Set(tables.attachments.by('addon', addon.id).map(({ appId }) => appId))].map((id) => tables.apps.must(id))

/** Commands a second at a time. */
export function commandsPerSecond(world: PlatformWorld, addon: Addon, store: Store, at: number): number {
  if (at < addon.createdAt) return 0
  const rate = usersOf(world, addon, store).reduce((sum, app) => sum + expectedRps(app, at), 0) * COMMANDS_A_REQUEST
  return rate * between(0.9, 1.1, world.seed, 'commands', addon.id, Math.floor(at / 60_000))
}

/** How many commands there were between two times. */
export function commandsBetween(world: PlatformWorld, addon: Addon, store: Store, from: number, to: number): number {
  const requests = usersOf(world, addon, store).reduce(
    (sum, { traffic, createdAt }) =>
      traffic.reduce((of, period, nth) => {
        const begins = Math.max(from, nth === 0 ? createdAt : period.from)
        const ends = Math.min(to, traffic[nth + 1]?.from ?? to)
        return of + (Math.max(0, ends - begins) / 1000) * period.peakRps * MEAN_OF_PEAK
      }, sum),
    0,
  )
  return Math.round(requests * COMMANDS_A_REQUEST)
}

/** How much of what the app needs it has written again since the store was last emptied. */
const warmth = ({ flushedAt }: Store, at: number) =>
  flushedAt === 0 || at < flushedAt ? 1 : Math.min(1, (at - flushedAt) / WARMING)

/** The share of reads that found their key at a time; null where nothing was read. */
export function hitRate(world: PlatformWorld, addon: Addon, store: Store, at: number): number | null {
  if (usersOf(world, addon, store).length === 0 || at < addon.createdAt) return null
  const usual =
    between(0.9, 0.97, world.seed, 'hits', addon.id) + draw(world.seed, 'hits', addon.id, Math.floor(at / 600_000)) * 0.02
  // What was evicted lately is asked for in vain.
  const gone = store.evictions.filter((each) => each.at <= at && each.at > at - WARMING).length
  return usual * warmth(store, at) * (1 - Math.min(0.5, gone * 0.015))
}

/** Who is connected: every dyno that is up keeps some connections open, as many as the plan allows. */
export function connectionsOf(world: PlatformWorld, addon: Addon, store: Store) {
  const { dynos, attachments } = world.tables
  const apps = store.empty ? [] : [...new Set(attachments.by('addon', addon.id).map(({ appId }) => appId))]
  const up = apps.flatMap((id) => dynos.by('app', id)).filter(({ state }) => state === 'up').length
  const { connections } = limitsOf(addon)
  const wanted = up * CONNECTIONS_A_DYNO
  return { open: Math.min(wanted, connections), refused: Math.max(0, wanted - connections) }
}

/** The memory in use at some times, the last of which is now. */
export function memoryAt(keys: Keyspace, times: readonly number[]): number[] {
  const { store, world, addon, now } = keys
  const last = store.sizes.at(-1)
  const app = keys.used - BASE_BYTES - store.bytes + (last?.[2] ?? 0)
  return times.map((at) => {
    if (at >= now) return keys.used
    if (at < addon.createdAt) return 0
    const [, bytes, hidden] = store.sizes.findLast(([from]) => from <= at) ?? [0, 0, 0]
    const wave = between(0.97, 1.01, world.seed, 'memory', addon.id, Math.floor(at / 1_800_000))
    const warm = Math.max(0, app * wave * warmth(store, at) - hidden)
    return Math.round(Math.min(keys.limit, BASE_BYTES + bytes + warm))
  })
}
