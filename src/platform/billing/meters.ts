import type { Row } from '#kernel/table.ts'
import type { App } from '#platform/apps/model.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { Dyno } from '#platform/dynos/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

// What costs money is counted as electricity is: a meter for each thing, which runs as fast as there are many of it. Written is
// only when that changes, and of each day only the last state, so that a year of an app that scales each minute is 365 rows.
// That says exactly what ran between any two midnights (UTC), and until now.

/** The dynos of one type and size of an app, or an add-on on one plan, for as long as one owner of the app pays for them. */
export interface Meter extends Row {
  /** A team, or a person. */
  readonly payerId: string
  readonly appId: string
  /** The app may be gone when the bill comes. */
  readonly appName: string
  readonly kind: 'dyno' | 'addon'
  /** The process type, or the add-on's name. */
  readonly name: string
  /** 'Standard-1X' or 'heroku-postgresql:essential-0' */
  readonly sku: string
  /** How many there are, since `at`. */
  readonly quantity: number
  readonly at: number
  /** What had run until `at`: ms, times how many. */
  readonly total: number
}

/** How a meter stood from the last change of one day until the first change of a later one. */
export interface Reading extends Row, Pick<Meter, 'quantity' | 'at' | 'total'> {
  readonly meterId: string
  readonly until: number
}

/** The present month, and a year before it. */
export const MONTHS_KEPT = 13

const DAY = 86_400_000
const dayOf = (time: number) => Math.floor(time / DAY)

/** Months since the year 0. */
export const monthOf = (time: number): number => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth()

const payerOf = ({ teamId, ownerId }: Pick<App, 'teamId' | 'ownerId'>): string => teamId ?? ownerId

/** Has a meter go on with another quantity from now on. */
function turn(world: PlatformWorld, meter: Meter, quantity: number): void {
  const { tables, now } = world
  if (dayOf(meter.at) < dayOf(now)) {
    const { id: meterId, at, total } = meter
    tables.readings.insert({ id: `${meterId} ${dayOf(at)}`, meterId, quantity: meter.quantity, at, total, until: now })
    forgetOld(world)
  }
  tables.meters.update(meter.id, { quantity, at: now, total: meter.total + meter.quantity * (now - meter.at) })
}

/** Drops what is of no month that anybody can ask for. */
function forgetOld({ tables: { readings, meters }, now }: PlatformWorld): void {
  const oldest = monthOf(now) - MONTHS_KEPT
  // Some months may have passed without a change.
  for (let month = oldest - 12; month < oldest; month++) {
    for (const { id } of readings.by('month', String(month))) readings.delete(id)
    for (const { id } of meters.by('stopped', String(month))) meters.delete(id)
  }
}

type Counted = Pick<Meter, 'kind' | 'name' | 'sku'> & { readonly subject: string }

/** One more, or one less, of something that an app's owner pays for. */
function count(world: PlatformWorld, app: App, { subject, ...counted }: Counted, by: 1 | -1): void {
  const { meters } = world.tables
  const payerId = payerOf(app)
  const id = `${app.id} ${payerId} ${subject} ${counted.sku}`
  const fresh = { ...counted, id, payerId, appId: app.id, appName: app.name, quantity: 0, at: world.now, total: 0 }
  const meter = meters.get(id) ?? meters.insert(fresh)
  turn(world, meter, Math.max(0, meter.quantity + by))
  if (meter.appName !== app.name || meter.name !== counted.name) meters.update(id, { appName: app.name, name: counted.name })
}

/** What a dyno costs by; null while it costs nothing: before it is placed, asleep, or stopped. One that crashed is kept in its place. */
const costsAs = (dyno: Dyno | null) =>
  dyno === null || dyno.state === 'down' || dyno.state === 'idle' ? null : `${dyno.type} ${dyno.size}`

/** Counts a dyno that changes, comes or goes (null). */
export function countDyno(world: PlatformWorld, before: Dyno | null, after: Dyno | null): void {
  if (costsAs(before) === costsAs(after)) return
  const one = ({ appId, type, size }: Dyno, by: 1 | -1) =>
    count(world, world.tables.apps.must(appId), { kind: 'dyno', subject: type, name: type, sku: size }, by)
  if (before && costsAs(before) !== null) one(before, -1)
  if (after && costsAs(after) !== null) one(after, 1)
}

/** Counts an add-on that comes, changes its plan, or goes (null). It costs from when it is asked for (heroku-facts E.1). */
export function countAddon(world: PlatformWorld, before: Addon | null, after: Addon | null): void {
  const one = ({ id, appId, name, service, plan }: Addon, by: 1 | -1) =>
    count(world, world.tables.apps.must(appId), { kind: 'addon', subject: id, name, sku: `${service}:${plan}` }, by)
  if (before) one(before, -1)
  if (after) one(after, 1)
}

/** Stops all that counts for an app, which has come to its end. */
export function stopCounting(world: PlatformWorld, app: App): void {
  for (const meter of world.tables.meters.by('app', app.id)) if (meter.quantity > 0) turn(world, meter, 0)
}

/** Has another owner pay for an app from now on. */
export function changePayer(world: PlatformWorld, before: App, after: App): void {
  const { meters } = world.tables
  const payerId = payerOf(after)
  if (payerId === payerOf(before)) return
  for (const meter of meters.by('app', before.id)) {
    if (meter.quantity === 0) continue
    turn(world, meter, 0)
    const id = meter.id.replace(` ${payerOf(before)} `, ` ${payerId} `)
    const theirs = meters.get(id) ?? meters.insert({ ...meter, id, payerId, quantity: 0, at: world.now, total: 0 })
    turn(world, theirs, theirs.quantity + meter.quantity)
  }
}
