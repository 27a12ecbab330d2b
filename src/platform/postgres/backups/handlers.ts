import type { Account } from '#platform/account/model.ts'
import { postgresUrl, type Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import { clientFrom } from '#platform/http/client.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement, type Route } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { addressOf, backupOf } from '#platform/postgres/backup-address.ts'
import type { Transfer } from '#platform/postgres/model.ts'
import { databaseFor, openFor, ownedBy, usedBy } from '#platform/postgres/rules.ts'
import { databaseOf, databasesOf, transfersOf } from '#platform/postgres/state.ts'
import { tell } from '#platform/postgres/tell.ts'
import * as transfers from '#platform/postgres/transfers.ts'
import { idInUrl, wireSchedule, wireTransfer } from '#platform/postgres/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { backups } from './contract.ts'

/** How long a public address of a backup is good for (heroku-facts A.17). */
const URL_MS = 60 * 60_000

/** One of an app's backups, restores and copies, by its number or id, with its database. Refuses with 404. */
function transferOf(world: PlatformWorld, app: App, identity: string): { addon: Addon; transfer: Transfer } {
  for (const addon of databasesOf(world, app)) {
    const transfer = transfersOf(world, addon).find(({ num, id }) => String(num) === identity || id === identity)
    if (transfer) return { addon, transfer }
  }
  throw notFound('transfer', 'backup')
}

/** What a database is called on its app: the name of its first attachment. */
const attachmentName = ({ tables }: PlatformWorld, { id, appId, name }: Addon) =>
  tables.attachments
    .by('addon', id)
    .filter((row) => row.appId === appId && row.namespace === null)
    .map((row) => row.name)
    .sort((a, b) => Number(b === 'DATABASE') - Number(a === 'DATABASE') || (a < b ? -1 : 1))[0] ?? name

/** The database that an address of one leads to, if the person may see it. */
function databaseAt(world: PlatformWorld, actor: Account, url: string): Addon {
  const path = /^postgres:\/\/[^/]+\/(\w+)/.exec(url)?.[1]
  const found = world.tables.addons
    .all()
    .find((addon) => addon.service === 'heroku-postgresql' && postgresUrl(world.seed, addon, '').endsWith(`/${path}`))
  if (path === undefined || !found)
    throw invalid('Only databases of this platform can be copied: nothing is fetched from elsewhere.')
  return databaseFor(world.tables, actor, found.id)
}

/** The completed backup that an address leads to. Refuses with 422. */
function backupAt(world: PlatformWorld, actor: Account, url: string): Transfer {
  const id = idInUrl(url)
  const found = id === null ? null : backupOf(world, id)
  if (!found) throw invalid('There is no completed backup at that address, and nothing is fetched from elsewhere.')
  openFor(world.tables, actor, found.addon.id)
  return found.backup
}

export const backupRoutes: readonly Route[] = implement(backups, {
  list: ({ world, app, now }) =>
    databasesOf(world, app)
      .flatMap((addon) => transfersOf(world, addon))
      .sort((a, b) => a.num - b.num)
      .map((row) => wireTransfer(row, now)),
  info: ({ world, app, params, query, now }) =>
    wireTransfer(transferOf(world, app, params.transfer).transfer, now, query.verbose === 'true'),
  cancel: ({ world, app, params, now }) => {
    const { addon, transfer } = transferOf(world, app, params.transfer)
    transfers.cancel(world, addon, transfer)
    return wireTransfer(transferOf(world, app, transfer.id).transfer, now)
  },
  delete: ({ world, actor, app, params, now }) => {
    const { addon, transfer } = transferOf(world, app, params.transfer)
    transfers.remove(world, addon, transfer)
    tell(world, addon, `deleted a ${transfer.kind} of ${addon.name}`, actor)
    return wireTransfer(transfer, now)
  },
  url: ({ world, app, params, host, base, headers, now }) => {
    const { addon, transfer } = transferOf(world, app, params.transfer)
    if (!transfers.isKept(transfer, now)) throw invalid('Only a backup that was completed has an address.')
    const url = addressOf(host, base, addon, transfer, now + URL_MS)
    // It downloads by TLS alone. A host that has databases answers both on one port.
    const ofCli = clientFrom(headers) === 'cli' && host.databases !== null
    return { url: ofCli ? url.replace(/^http:/, 'https:') : url, expires_at: iso(now + URL_MS) }
  },
  capture: ({ world, tables, actor, params, now }) => {
    const addon = usedBy(tables, actor, params.database)
    return wireTransfer(transfers.capture(world, addon, attachmentName(world, addon)), now)
  },
  restore: ({ world, tables, actor, params, body, now }) => {
    const addon = ownedBy(tables, actor, params.database)
    const backup = backupAt(world, actor, body.backup_url)
    const row = transfers.restore(world, addon, backup, attachmentName(world, addon))
    tell(world, addon, `began to restore a backup to ${addon.name}`, actor)
    return wireTransfer(row, now)
  },
  copy: ({ world, tables, actor, body, now }) => {
    const from = databaseAt(world, actor, body.from_url)
    const to = ownedBy(tables, actor, databaseAt(world, actor, body.to_url).id)
    if (from.id === to.id) throw invalid('Cannot copy a database onto itself.')
    const row = transfers.copy(world, openFor(tables, actor, from.id), to, { fromName: body.from_name, toName: body.to_name })
    tell(world, to, `began to copy ${from.name} to ${to.name}`, actor)
    return wireTransfer(row, now)
  },
  schedules: ({ world, tables, actor, params }) => {
    const addon = databaseFor(tables, actor, params.database)
    return databaseOf(world, addon).schedules.map((row) => wireSchedule(addon, row))
  },
  schedule: ({ world, tables, actor, params, body }) => {
    const addon = usedBy(tables, actor, params.database)
    const hour = Number(body.hour)
    if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw invalid('The hour is one from 0 to 23.')
    const name = body.schedule_name ?? `${attachmentName(world, addon)}_URL`
    const row = transfers.schedule(world, addon, { name, hour, timezone: body.timezone })
    tell(world, addon, `scheduled daily backups of ${addon.name} at ${hour}:00 ${body.timezone}`, actor)
    return wireSchedule(addon, row)
  },
  unschedule: ({ world, tables, actor, params }) => {
    const addon = usedBy(tables, actor, params.database)
    if (!databaseOf(world, addon).schedules.some(({ id }) => id === params.schedule)) throw notFound('schedule')
    transfers.unschedule(world, addon, params.schedule)
    tell(world, addon, `ended scheduled backups of ${addon.name}`, actor)
    return { message: 'The schedule was removed.' }
  },
})
