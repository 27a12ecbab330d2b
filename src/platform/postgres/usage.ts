import { between, draw, integer } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database } from './model.ts'
import { isEssential, limitsOf } from './plans.ts'
import { DAY } from './time.ts'

// How large a database is: a function of the time and of its app's traffic, until the engine that keeps its tables tells.

const EMPTY_BYTES = 8_650_752
/** Of all requests, those that leave a row behind. */
const ROWS_A_REQUEST = 0.02
/** The mean of a day beside its peak. */
const MEAN_OF_PEAK = 0.55
/** After this long over its size an Essential database can no longer be written to (heroku-facts E.2). */
const GRACE = 7 * DAY

function requestsOf(app: App, from: number, to: number): number {
  return app.traffic.reduce((sum, period, index) => {
    const begins = Math.max(from, index === 0 ? app.createdAt : period.from)
    const ends = Math.min(to, app.traffic[index + 1]?.from ?? to)
    return sum + (Math.max(0, ends - begins) / 1000) * period.peakRps * MEAN_OF_PEAK
  }, 0)
}

interface Size {
  readonly bytes: number
  readonly rows: number
  readonly tables: number
}

/** The size at a time of a database that the starting world has. Only grows. */
export function modelSize({ seed, tables }: PlatformWorld, addon: Addon, at: number): Size {
  const { id } = addon
  const share = isEssential(addon) ? between(0.1, 0.7, seed, 'share', id) : between(0.02, 0.09, seed, 'share', id)
  const rowBytes = integer(180, 420, seed, 'row', id)
  const rows = Math.round(
    (limitsOf(addon).bytes * share) / rowBytes + requestsOf(tables.apps.must(addon.appId), addon.createdAt, at) * ROWS_A_REQUEST,
  )
  return { bytes: EMPTY_BYTES + rows * rowBytes, rows, tables: integer(9, 34, seed, 'tables', id) }
}

/** How large a database is now, and how much it is used. */
export function usageOf(world: PlatformWorld, addon: Addon, row: Database) {
  const { seed, now, tables } = world
  const limits = limitsOf(addon)
  const size = sizeAt(world, addon, row, now)
  const apps = new Set(tables.attachments.by('addon', addon.id).map(({ appId }) => appId))
  const dynos = [...apps].flatMap((appId) => tables.dynos.by('app', appId)).filter(({ state }) => state === 'up')
  const wanted = dynos.length * 5 + (row.measured?.connections ?? 0)
  const over = overSince(world, addon, row, limits.bytes)
  const hour = Math.floor(now / 3_600_000)
  return {
    ...size,
    limits,
    connections: Math.min(wanted, limits.connections),
    /** How many wait for a connection that is free. */
    waiting: Math.max(0, wanted - limits.connections),
    /** The share of reads that no disk was asked for; null where nothing was read. */
    cacheHit:
      size.tables === 0
        ? null
        : 0.9995 - Math.min(0.06, size.bytes / (limits.memory || 2 ** 31) / 60) - draw(seed, 'cache', addon.id, hour) / 400,
    overSince: over,
    readOnly: over !== null && isEssential(addon) && now - over > GRACE,
  }
}

function sizeAt(world: PlatformWorld, addon: Addon, { measured, empty }: Database, at: number): Size {
  if (measured) return measured
  return empty ? { bytes: EMPTY_BYTES, rows: 0, tables: 0 } : modelSize(world, addon, at)
}

/** Since when a database is larger than its plan; null if it is not. */
function overSince(world: PlatformWorld, addon: Addon, row: Database, limit: number): number | null {
  const isOver = (at: number) => sizeAt(world, addon, row, at).bytes > limit
  if (!isOver(world.now)) return null
  if (row.measured) return row.measured.at
  let [under, over] = [addon.createdAt, world.now]
  while (over - under > 60_000) {
    const middle = Math.floor((under + over) / 2)
    if (isOver(middle)) over = middle
    else under = middle
  }
  return over
}

/** How long it takes to copy this much. */
export const transferTime = (bytes: number): number => 4_000 + Math.round(bytes / 150_000)
