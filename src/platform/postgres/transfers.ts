import type { Addon } from '#platform/addons/vars.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { holding, type Database, type Schedule, type Size, type Transfer } from './model.ts'
import { keptOf } from './retention.ts'
import { EMPTY } from './samples.ts'
import { change, databaseOf, namesOf, nextNum, remind, transfersOf } from './state.ts'
import { nextRun } from './time.ts'
import { measuredAs, transferTime, usageOf } from './usage.ts'

/** How a transfer stands at a time. */
export function stateOf({ startsAt, endsAt, canceledAt, failure }: Transfer, now: number) {
  if (canceledAt !== null) return 'canceled'
  if (now < endsAt) return now < startsAt + 1000 ? 'pending' : 'running'
  return failure === null ? 'succeeded' : 'failed'
}

/** Whether a backup is there to be restored. */
export const isKept = (transfer: Transfer, now: number): boolean =>
  transfer.kind === 'backup' && stateOf(transfer, now) === 'succeeded'

type Kind = Pick<Transfer, 'kind'> & Partial<Transfer>

const sizeOf = ({ bytes, rows, tables }: Size): Size => ({ bytes, rows, tables })

/** How much a database holds now. */
const heldBy = (world: PlatformWorld, addon: Addon): Size => sizeOf(usageOf(world, addon, databaseOf(world, addon)))

/** Writes down that contents are taken, or changed. */
function begin(world: PlatformWorld, addon: Addon, what: Kind): Transfer {
  const { tables, now } = world
  change(world, addon)
  const size = heldBy(world, addon)
  const row = tables.databaseTransfers.insert({
    id: world.newId('transfer'),
    appId: addon.appId,
    databaseId: addon.id,
    num: nextNum(world, addon.appId),
    scheduled: false,
    names: namesOf(world, addon),
    fromName: 'DATABASE',
    toName: 'BACKUP',
    startsAt: now,
    endsAt: now + transferTime(size.bytes),
    canceledAt: null,
    failure: null,
    ...size,
    ...what,
  })
  remind(world, addon)
  return row
}

/** Refuses with 422 while another transfer of the database runs. */
function idle(world: PlatformWorld, addon: Addon): void {
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  const running = transfersOf(world, addon).find((row) => ['pending', 'running'].includes(stateOf(row, world.now)))
  if (running) throw invalid(`A ${running.kind} of ${addon.name} is still running. Wait for it, or cancel it.`)
}

/** Takes a backup by hand; past what the plan keeps, the oldest one goes. */
export function capture(world: PlatformWorld, addon: Addon, fromName: string): Transfer {
  idle(world, addon)
  const row = begin(world, addon, { kind: 'backup', fromName })
  forget(world, addon)
  return row
}

/** Replaces what a database holds by a backup, of its own or of another one. */
export function restore(world: PlatformWorld, addon: Addon, backup: Transfer, toName: string): Transfer {
  idle(world, addon)
  writable(world, addon)
  return begin(world, addon, {
    kind: 'restore',
    names: backup.names,
    fromName: 'BACKUP',
    toName,
    ...sizeOf(backup),
    endsAt: world.now + 2_000 + transferTime(backup.bytes),
  })
}

/** Replaces what a database holds by what another one holds now. */
export function copy(world: PlatformWorld, from: Addon, to: Addon, called: Pick<Transfer, 'fromName' | 'toName'>): Transfer {
  idle(world, to)
  writable(world, to)
  const size = heldBy(world, from)
  return begin(world, to, {
    kind: 'copy',
    names: namesOf(world, from),
    ...called,
    ...size,
    endsAt: world.now + 2 * transferTime(size.bytes),
  })
}

/** A database begins with what another one holds now, or holds it for itself from now on. */
export function fork(world: PlatformWorld, from: Addon, to: Addon): void {
  change(world, to, { holds: holding(world, to.id, namesOf(world, from)) })
}

export function reset(world: PlatformWorld, addon: Addon): void {
  idle(world, addon)
  writable(world, addon)
  change(world, addon, { measured: null, empty: true, holds: holding(world, addon.id, EMPTY) })
}

/** Refuses with 422 what would change a follower. */
function writable(world: PlatformWorld, addon: Addon): void {
  if (databaseOf(world, addon).leader !== null) throw invalid(`${addon.name} is a follower, and can only be read.`)
}

export function cancel(world: PlatformWorld, addon: Addon, transfer: Transfer): void {
  const { now } = world
  if (!['pending', 'running'].includes(stateOf(transfer, now))) throw invalid('It is over, and cannot be cancelled any more.')
  change(world, addon)
  world.tables.databaseTransfers.update(transfer.id, { canceledAt: now })
}

/** Deletes a backup. What was restored of it stays as it is. */
export function remove(world: PlatformWorld, addon: Addon, { id, endsAt, canceledAt }: Transfer): void {
  if (world.now < endsAt && canceledAt === null) throw invalid('It is still running. Cancel it first.')
  change(world, addon)
  world.tables.databaseTransfers.delete(id)
}

/** Drops the backups that the plan no longer keeps. */
function forget(world: PlatformWorld, addon: Addon): void {
  const all = transfersOf(world, addon)
  const kept = keptOf(addon, all)
  for (const row of all)
    if (row.kind === 'backup' && !kept.has(row) && row.endsAt <= world.now) world.tables.databaseTransfers.delete(row.id)
}

/** Backs a database up once a day. */
export function schedule(world: PlatformWorld, addon: Addon, asked: Pick<Schedule, 'name' | 'hour' | 'timezone'>): Schedule {
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  nextRun(asked, world.now) // the time zone is one
  const { schedules } = databaseOf(world, addon)
  const created = { id: world.newId('schedule'), ...asked, createdAt: world.now }
  change(world, addon, { schedules: [...schedules.filter(({ name }) => name !== asked.name), created] })
  return created
}

export function unschedule(world: PlatformWorld, addon: Addon, id: string): void {
  const { schedules } = databaseOf(world, addon)
  change(world, addon, { schedules: schedules.filter((row) => row.id !== id) })
}

/** When an alarm of a database is due: what was to end has ended, and a backup may be scheduled for now. */
export function onDatabaseAlarm(world: PlatformWorld, addonId: string): void {
  const { tables, now } = world
  const addon = tables.addons.get(addonId)
  const row: Database | undefined = tables.databases.get(addonId)
  if (!addon || !row) return
  const ended = transfersOf(world, addon).findLast(
    (each) => each.kind !== 'backup' && each.endsAt > row.seenAt && stateOf(each, now) === 'succeeded',
  )
  if (ended) {
    const holds = holding(world, addon.id, ended.names)
    tables.databases.update(addonId, { holds, measured: measuredAs(world, addon, row, ended) })
  }
  const due = row.schedules.filter((each) => nextRun(each, Math.max(row.seenAt, each.createdAt)) <= now)
  tables.databases.update(addonId, { seenAt: now })
  for (const { name } of due) begin(world, addon, { kind: 'backup', scheduled: true, fromName: name.replace(/_URL$/, '') })
  if (due.length > 0) forget(world, addon)
  remind(world, addon)
}
