import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { begunDatabase, begunTransfers, newDatabase } from './beginning.ts'
import type { Database, Names, Transfer } from './model.ts'
import { nextRun } from './time.ts'

/** A database's row, whether or not it was ever written down. */
export const databaseOf = (world: PlatformWorld, addon: Addon): Database =>
  world.tables.databases.get(addon.id) ?? begunDatabase(world, addon)

/** What a database holds. A follower holds what its leader does. */
export function namesOf(world: PlatformWorld, addon: Addon): Names {
  const { holds, leader } = databaseOf(world, addon)
  const followed = leader === null ? undefined : world.tables.addons.get(leader)
  return followed ? namesOf(world, followed) : holds.names
}

/** The backups of a database, and what was put in its place, the oldest first. */
export function transfersOf(world: PlatformWorld, addon: Addon): Transfer[] {
  const { databases, databaseTransfers } = world.tables
  if (!databases.get(addon.id)) return begunTransfers(world, addon, begunDatabase(world, addon))
  return databaseTransfers.by('database', addon.id).sort((a, b) => a.startsAt - b.startsAt || a.num - b.num)
}

/** The databases that are billed to an app. */
export const databasesOf = ({ tables }: PlatformWorld, app: App): Addon[] =>
  tables.addons.by('app', app.id).filter(({ service }) => service === 'heroku-postgresql')

/** Writes down the databases of an app that never were, with their past. */
function adopt(world: PlatformWorld, app: App): void {
  const { databases, databaseTransfers } = world.tables
  for (const addon of databasesOf(world, app)) {
    if (databases.get(addon.id)) continue
    const transfers = begunTransfers(world, addon, begunDatabase(world, addon))
    databases.insert(begunDatabase(world, addon))
    for (const transfer of transfers) databaseTransfers.insert(transfer)
    // The next one of the app is counted after these.
    while (nextNum(world, app.id) < (transfers.at(-1)?.num ?? 0));
    remind(world, addon)
  }
}

/** The next number of an app's backups, restores and copies. */
export const nextNum = (world: PlatformWorld, appId: string): number => world.count(`transfer ${appId}`)

/** Changes a database's row, and sets its alarm anew. */
export function change(world: PlatformWorld, addon: Addon, patch: Partial<Database> = {}): Database {
  const { apps, databases } = world.tables
  adopt(world, apps.must(addon.appId))
  const row = databases.update(addon.id, patch)
  remind(world, addon)
  return row
}

/** Writes down a database that was just added. */
export function beginDatabase(world: PlatformWorld, addon: Addon, patch: Partial<Database> = {}): void {
  const row = world.tables.databases.insert({ ...newDatabase(world, addon), ...patch })
  adopt(world, world.tables.apps.must(addon.appId))
  if (row.leader !== null) change(world, addon)
}

/** Sets the alarm for what is over or due next. */
export function remind(world: PlatformWorld, addon: Addon): void {
  const { tables, now } = world
  const row = databaseOf(world, addon)
  const { upgrade } = row
  const moments = [
    ...row.schedules.map((schedule) => nextRun(schedule, Math.max(row.seenAt, schedule.createdAt))),
    ...Object.values(row.rotating),
    ...(upgrade ? [upgrade.readyAt, upgrade.startsAt, upgrade.endsAt] : []),
    ...tables.databaseTransfers
      .by('database', addon.id)
      .flatMap(({ endsAt, canceledAt }) => (canceledAt === null ? [endsAt] : [])),
  ].filter((at) => at > row.seenAt)
  if (moments.length > 0) world.setAlarm('database', addon.id, Math.max(now, Math.min(...moments)))
  else world.cancelAlarm('database', addon.id)
}
