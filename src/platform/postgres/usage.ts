import { between, draw, integer } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { isFormation } from '#platform/metrics/history.ts'
import type { Database, Measured, Size } from './model.ts'
import { isEssential, limitsOf } from './plans.ts'
import { DAY } from './time.ts'

// How large a database is: a function of the time and of its app's traffic, until the engine that keeps its tables tells.

const EMPTY_BYTES = 8_650_752
/** Of all requests, those that leave a row behind. */
const ROWS_A_REQUEST = 0.02
/** The mean of a day beside its peak. */
const MEAN_OF_PEAK = 0.55
const MINUTE = 60_000
/** After this long over its size an Essential database can no longer be written to (heroku-facts E.2). */
export const GRACE = 7 * DAY

/** How many requests an app is asked within a time, roughly. */
export function requestsOf(app: App, from: number, to: number): number {
  return app.traffic.reduce((sum, period, index) => {
    const begins = Math.max(from, index === 0 ? app.createdAt : period.from)
    const ends = Math.min(to, app.traffic[index + 1]?.from ?? to)
    return sum + (Math.max(0, ends - begins) / 1000) * period.peakRps * MEAN_OF_PEAK
  }, 0)
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
  const { now } = world
  const limits = limitsOf(addon)
  const size = sizeAt(world, addon, row, now)
  const over = fullSince(world, addon, row, 1)
  return {
    ...size,
    limits,
    ...connectionsAt(world, addon, row, now),
    cacheHit: cacheHitAt(world, addon, size, now),
    overSince: over,
    readOnly: over !== null && isEssential(addon) && now - over > GRACE,
  }
}

/** How many a process of an app keeps open. */
const CONNECTIONS_A_DYNO = 5

/** How many dynos of the apps that use an add-on are up at a time. */
export function dynosAt({ tables }: PlatformWorld, addon: Addon, at: number): number {
  const apps = new Set(
    tables.attachments.by('addon', addon.id).flatMap(({ appId, createdAt }) => (createdAt <= at ? [appId] : [])),
  )
  return [...apps]
    .flatMap((appId) => tables.runs.by('app', appId))
    .filter((run) => isFormation(run) && run.upAt !== null && run.upAt <= at && (run.end?.at ?? Infinity) > at).length
}

/** How many connections are in use at a time, and how many wait for one that is free. */
export function connectionsAt(world: PlatformWorld, addon: Addon, { measured }: Database, at: number) {
  const most = limitsOf(addon).connections
  const told = at >= (measured?.at ?? world.now + 1) ? (measured?.connections ?? 0) : 0
  const wanted = dynosAt(world, addon, at) * CONNECTIONS_A_DYNO + told
  return { connections: Math.min(wanted, most), waiting: Math.max(0, wanted - most) }
}

/** The share of reads that no disk was asked for; null where nothing was read. */
export function cacheHitAt({ seed }: PlatformWorld, addon: Addon, { bytes, tables }: Size, at: number): number | null {
  if (tables === 0) return null
  const missed = Math.min(0.06, bytes / (limitsOf(addon).memory ?? 2 ** 31) / 60)
  return 0.9995 - missed - draw(seed, 'cache', addon.id, Math.floor(at / 3_600_000)) / 400
}

/** How large a database is at a time. A follower holds what its leader does. */
export function sizeAt(world: PlatformWorld, addon: Addon, { measured, empty, leader }: Database, at: number): Size {
  const { addons, databases } = world.tables
  const [followed, row] = leader === null ? [] : [addons.get(leader), databases.get(leader)]
  if (followed && row) return sizeAt(world, followed, row, at)
  if (measured && measured.at <= at) return measured
  return empty ? { bytes: EMPTY_BYTES, rows: 0, tables: 0 } : modelSize(world, addon, at)
}

/** The share of what a plan allows from which a database is nearly full. */
export const NEARLY = 0.8

/** Since when a database is larger than this share of its plan, or on a plan that it is too large for; null if it is not. */
export function fullSince(world: PlatformWorld, addon: Addon, row: Database, share: typeof NEARLY | 1): number | null {
  const limit = limitsOf(addon).bytes * share
  const isOver = (at: number) => sizeAt(world, addon, row, at).bytes > limit
  if (!isOver(world.now)) return null
  const { measured } = row
  const planned = addon.plans.at(-1)?.from ?? addon.createdAt
  if (measured) return Math.max(planned, (share === 1 ? measured.overSince : measured.nearSince) ?? measured.at)
  // By whole minutes, so that it is the same whenever it is asked.
  let [under, over] = [Math.floor(addon.createdAt / MINUTE), Math.ceil(world.now / MINUTE)]
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2)
    if (isOver(middle * MINUTE)) over = middle
    else under = middle
  }
  return Math.max(planned, Math.min(world.now, over * MINUTE))
}

/** What is known of a database's size from now on. */
export function measuredAs(world: PlatformWorld, addon: Addon, row: Database, size: Size, connections = 0): Measured {
  const { now } = world
  const { bytes, rows, tables } = size
  const limit = limitsOf(addon).bytes
  const since = (share: typeof NEARLY | 1) => (bytes > limit * share ? (fullSince(world, addon, row, share) ?? now) : null)
  return { at: now, bytes, rows, tables, connections, overSince: since(1), nearSince: since(NEARLY) }
}

/** How long it takes to copy this much. */
export const transferTime = (bytes: number): number => 4_000 + Math.round(bytes / 150_000)
