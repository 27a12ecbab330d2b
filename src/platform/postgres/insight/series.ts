import { draw } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { iso } from '#platform/http/wire.ts'
import type { Series } from '#platform/metrics/contract.ts'
import { expectedRps } from '#platform/metrics/traffic.ts'
import { windowOf } from '#platform/metrics/window.ts'
import type { Database } from '#platform/postgres/model.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import { cacheHitAt, connectionsAt, sizeAt } from '#platform/postgres/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'

// How a database did over time: worked out when somebody asks, from what its apps were asked and which of their dynos ran.

type Values = (number | null)[]

/** Processes that a request keeps busy, and reads and writes that it asks of the disk, on the mean. */
const LOAD_A_REQUEST = 0.006
const READS_A_REQUEST = 2.4
const WRITES_A_REQUEST = 0.35
const MINUTE = 60_000
const MEANS = { 'load.1m': 1, 'load.5m': 5, 'load.15m': 15 } as const

/** Requests a second of all apps that use a database at a time. */
function requestsAt({ tables }: PlatformWorld, addon: Addon, at: number): number {
  const links = tables.attachments.by('addon', addon.id).filter(({ createdAt }) => createdAt <= at)
  const apps = new Set(links.map(({ appId }) => appId))
  return [...apps].reduce((sum, id) => sum + expectedRps(tables.apps.must(id), at), 0)
}

/** The mean number of busy processes over the minutes before a time. */
function loadAt(world: PlatformWorld, addon: Addon, at: number, minutes: number): number {
  const minute = Math.floor(at / MINUTE)
  let sum = 0
  for (let nth = 0; nth < minutes; nth++) {
    const wander = 0.75 + draw(world.seed, 'database load', addon.id, minute - nth) / 2
    sum += 0.03 + requestsAt(world, addon, (minute - nth) * MINUTE) * LOAD_A_REQUEST * wander
  }
  return sum / minutes
}

/** What there is to say of one moment. */
function sampleAt(world: PlatformWorld, addon: Addon, row: Database, at: number): Record<string, number | null> {
  const size = sizeAt(world, addon, row, at)
  const { connections, waiting } = connectionsAt(world, addon, row, at)
  const hit = cacheHitAt(world, addon, size, at)
  const requests = size.tables === 0 ? 0 : requestsAt(world, addon, at)
  const round = (value: number, digits: number) => Number(value.toFixed(digits))
  return {
    'size.bytes': size.bytes,
    'connections.used': connections,
    'connections.waiting': waiting,
    'cache.tables': hit === null ? null : round(hit, 5),
    'cache.indexes': hit === null ? null : round(1 - (1 - hit) / 3, 5),
    'iops.read': round(requests * READS_A_REQUEST * (1 - (hit ?? 1)) * 10, 2),
    'iops.write': round(requests * WRITES_A_REQUEST, 2),
    ...Object.fromEntries(Object.entries(MEANS).map(([name, minutes]) => [name, round(loadAt(world, addon, at, minutes), 3)])),
  }
}

/** The series of a window, bucket by bucket; null before the database was there, and after now. */
export function databaseSeries(world: PlatformWorld, addon: Addon, asked: Parameters<typeof windowOf>[0]): Series {
  const window = windowOf(asked, world.now)
  const row = databaseOf(world, addon)
  const data: Record<string, Values> = {}
  for (let bucket = 0; bucket < window.buckets; bucket++) {
    // In the middle of the bucket, or now in the last one.
    const at = Math.min(window.from + (bucket + 0.5) * window.step, world.now)
    const start = window.from + bucket * window.step
    const there = start >= addon.createdAt && start <= world.now
    for (const [name, value] of Object.entries(sampleAt(world, addon, row, at)))
      (data[name] ??= Array.from({ length: window.buckets }, () => null))[bucket] = there ? value : null
  }
  return { start_time: iso(window.from), end_time: iso(window.to), step: window.stepName, data }
}
