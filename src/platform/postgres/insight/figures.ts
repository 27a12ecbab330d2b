import { between, draw } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { expectedRps } from '#platform/metrics/traffic.ts'
import type { Database } from '#platform/postgres/model.ts'
import { isEssential, limitsOf } from '#platform/postgres/plans.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import { cacheHitAt, connectionsAt, requestsOf, sizeAt } from '#platform/postgres/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'

// How a database did at a time, for charts and for the logs of its apps.

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
export function sampleAt(world: PlatformWorld, addon: Addon, row: Database, at: number): Record<string, number | null> {
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

/** What it tells the logs of its apps, in their words (heroku-facts C.7); null on the Essential tier, which tells nothing. */
export function databaseFigures(world: PlatformWorld, addon: Addon, at: number): Record<string, string | number> | null {
  if (isEssential(addon)) return null
  const row = databaseOf(world, addon)
  const figures = sampleAt(world, addon, row, at)
  const figure = (name: string) => figures[name] ?? 0
  const memory = (limitsOf(addon).memory ?? 0) / 1024
  const free = Math.round(memory * between(0.01, 0.04, world.seed, 'database memory', addon.id, Math.floor(at / MINUTE)))
  const written = requestsOf(world.tables.apps.must(addon.appId), addon.createdAt, at) * WRITES_A_REQUEST
  return {
    current_transaction: 740 + Math.floor(written),
    db_size: `${figure('size.bytes')}bytes`,
    tables: sizeAt(world, addon, row, at).tables,
    'active-connections': figure('connections.used'),
    'waiting-connections': figure('connections.waiting'),
    'index-cache-hit-rate': figures['cache.indexes'] ?? 1,
    'table-cache-hit-rate': figures['cache.tables'] ?? 1,
    'load-avg-1m': figure('load.1m'),
    'load-avg-5m': figure('load.5m'),
    'load-avg-15m': figure('load.15m'),
    'read-iops': figure('iops.read'),
    'write-iops': figure('iops.write'),
    'tmp-disk-used': 543_633_408,
    'tmp-disk-available': 72_435_159_040,
    'memory-total': `${Math.round(memory)}kB`,
    'memory-free': `${free}kB`,
    'memory-cached': `${Math.round(memory * 0.76)}kB`,
    'memory-postgres': `${24_000 + figure('connections.used') * 9_000}kB`,
    'wal-percentage-used': between(0.05, 0.09, world.seed, 'wal', addon.id, Math.floor(at / MINUTE)).toFixed(4),
  }
}
