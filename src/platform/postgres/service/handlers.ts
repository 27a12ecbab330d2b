import { attachTo } from '#platform/addons/lifecycle.ts'
import { postgresUrl, type Addon } from '#platform/addons/vars.ts'
import { appFor } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import type { Account } from '#platform/account/model.ts'
import type { App } from '#platform/apps/model.ts'
import { clientFrom } from '#platform/http/client.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement, type Route } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { addressOf, backupOf } from '#platform/postgres/backup-address.ts'
import { createCredential, destroyCredential, rotate } from '#platform/postgres/credentials.ts'
import { diagnose } from '#platform/postgres/diagnose.ts'
import { infoOf, statusOf, urlOf } from '#platform/postgres/info.ts'
import type { Transfer } from '#platform/postgres/model.ts'
import { dedicated } from '#platform/postgres/plans.ts'
import { databaseFor, openFor, ownedBy, readyFor, usedBy } from '#platform/postgres/rules.ts'
import { configure, settingsOf } from '#platform/postgres/settings.ts'
import { change, databaseOf, databasesOf, transfersOf } from '#platform/postgres/state.ts'
import * as transfers from '#platform/postgres/transfers.ts'
import * as upkeep from '#platform/postgres/upgrades.ts'
import { usageOf } from '#platform/postgres/usage.ts'
import { idInUrl, wireCredential, wireLink, wireReport, wireSchedule, wireTransfer } from '#platform/postgres/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { backups, databaseCredentials, databases, diagnoses, upgrades } from './contract.ts'

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

function tell(world: PlatformWorld, { appId }: Addon, text: string, actor: Account): void {
  const line = `${text.charAt(0).toUpperCase()}${text.slice(1)} by user ${actor.email}`
  record(world, { appId, kind: 'addon', text, line, actorId: actor.id })
}

const said = (message: string) => ({ message })

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

export const serviceRoutes: readonly Route[] = [
  ...implement(databases, {
    info: ({ world, tables, actor, params, services }) => {
      const addon = readyFor(tables, actor, params.database)
      const row = databaseOf(world, addon)
      const usage = usageOf(world, addon, row)
      const leader = row.leader === null ? undefined : tables.addons.get(row.leader)
      return {
        addon_id: addon.id,
        name: addon.name,
        plan: addon.plan,
        created_at: iso(addon.createdAt),
        resource_url: urlOf(world, addon, services),
        database_name: postgresUrl(world.seed, addon, '').split('/').at(-1) ?? '',
        postgres_version: upkeep.versionOf(row, world.now),
        'available_for_ingress?': statusOf(world, addon, row).state === 'available',
        num_bytes: usage.bytes,
        num_tables: usage.tables,
        num_connections: usage.connections,
        num_connections_waiting: usage.waiting,
        following: leader ? urlOf(world, leader, services) : null,
        leader: leader?.name ?? null,
        'standalone?': !leader,
        info: infoOf(world, addon, services),
      }
    },
    wait: ({ world, tables, actor, params }) => {
      const addon = databaseFor(tables, actor, params.database)
      const { state, message } = statusOf(world, addon, databaseOf(world, addon))
      return { 'waiting?': state !== 'available', 'error?': false, message: state === 'available' ? 'available' : message }
    },
    bastion: ({ tables, actor, params }) => {
      databaseFor(tables, actor, params.database)
      return {}
    },
    metrics: ({ tables, actor, params }) => {
      readyFor(tables, actor, params.database)
      return []
    },
    burst: ({ tables, actor, params }) => {
      readyFor(tables, actor, params.database)
      return {}
    },
    reset: ({ world, tables, actor, params }) => {
      const addon = ownedBy(tables, actor, params.database)
      transfers.reset(world, addon)
      tell(world, addon, `reset ${addon.name}: all its data is gone`, actor)
      return said(`${addon.name} was reset.`)
    },
    unfollow: ({ world, tables, actor, params }) => {
      const addon = ownedBy(tables, actor, params.database)
      upkeep.unfollow(world, addon)
      tell(world, addon, `made ${addon.name} stop following`, actor)
      return said(`${addon.name} follows no longer.`)
    },
    statsReset: ({ world, tables, actor, params, now }) => {
      const addon = usedBy(tables, actor, params.database)
      dedicated(addon, 'perform this operation')
      change(world, addon, { statsResetAt: now })
      return said('Statistics reset successful.')
    },
    connectionReset: ({ world, tables, actor, params }) => {
      const addon = usedBy(tables, actor, params.database)
      tell(world, addon, `ended all connections to ${addon.name}`, actor)
      return said('Connections terminated.')
    },
    pool: ({ world, tables, actor, params, body }) => {
      const addon = usedBy(tables, actor, params.database)
      dedicated(addon, 'pool connections')
      const app = appFor(tables, actor, body.app, 'addons.free')
      const name = body.name ?? 'DATABASE_CONNECTION_POOL'
      const asked = { name, namespace: `connection-pooling:${body.credential ?? 'default'}`, confirm: app.name }
      const attachment = attachTo(world, app, addon, asked, actor)
      change(world, addon)
      return { id: attachment.id, name: attachment.name }
    },
    settings: ({ world, tables, actor, params }) => settingsOf(world, databaseFor(tables, actor, params.database)),
    configure: ({ world, tables, actor, params, body }) => {
      const addon = usedBy(tables, actor, params.database)
      const changed = configure(world, addon, body)
      tell(world, addon, `set ${Object.keys(body).join(', ')} of ${addon.name}`, actor)
      return changed
    },
    links: ({ world, tables, actor, params }) => {
      const addon = databaseFor(tables, actor, params.database)
      return databaseOf(world, addon).links.map((link) => wireLink(world, addon, link))
    },
    link: ({ world, tables, actor, params, body }) => {
      const addon = usedBy(tables, actor, params.database)
      dedicated(addon, 'link data sources')
      const remote = databaseFor(tables, actor, body.target)
      dedicated(remote, 'link data sources')
      if (remote.id === addon.id) throw invalid('A database cannot be linked to itself.')
      const { links } = databaseOf(world, addon)
      const name = body.as ?? remote.name.replaceAll('-', '_')
      if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name))
        throw invalid('The name of a link is one of a schema: small letters, digits and underscores.')
      if (links.some((row) => row.name === name)) throw invalid(`There is a link ${name} already.`)
      const link = { id: world.newId('link'), name, remote: remote.id, createdAt: world.now }
      change(world, addon, { links: [...links, link] })
      return wireLink(world, addon, link)
    },
    unlink: ({ world, tables, actor, params }) => {
      const addon = usedBy(tables, actor, params.database)
      const { links } = databaseOf(world, addon)
      if (!links.some(({ name }) => name === params.link)) throw notFound('link')
      change(world, addon, { links: links.filter(({ name }) => name !== params.link) })
      return said(`The link ${params.link} was removed.`)
    },
  }),
  ...implement(databaseCredentials, {
    list: ({ world, tables, actor, params, services }) => {
      const addon = openFor(tables, actor, params.database)
      const names = ['default', ...databaseOf(world, addon).credentials.map(({ name }) => name)]
      return names.map((name) => wireCredential(world, addon, name, services))
    },
    info: ({ world, tables, actor, params, services }) =>
      wireCredential(world, openFor(tables, actor, params.database), params.name, services),
    create: ({ world, tables, actor, params, body }) => {
      const addon = ownedBy(tables, actor, params.database)
      createCredential(world, addon, body.name)
      tell(world, addon, `created the credential ${body.name} of ${addon.name}`, actor)
      return said(`The credential ${body.name} was created.`)
    },
    destroy: ({ world, tables, actor, params }) => {
      const addon = ownedBy(tables, actor, params.database)
      destroyCredential(world, addon, params.name)
      tell(world, addon, `destroyed the credential ${params.name} of ${addon.name}`, actor)
      return said(`The credential ${params.name} was destroyed.`)
    },
    rotate: ({ world, tables, actor, params, body }) => {
      rotate(world, ownedBy(tables, actor, params.database), [params.name], body.forced === true, actor.id)
      return said(`The credential ${params.name} was rotated.`)
    },
    rotateAll: ({ world, tables, actor, params, body }) => {
      const addon = ownedBy(tables, actor, params.database)
      const names = ['default', ...databaseOf(world, addon).credentials.map(({ name }) => name)]
      rotate(world, addon, names, body.forced === true, actor.id)
      return said('All credentials were rotated.')
    },
    repair: ({ world, tables, actor, params }) => {
      const addon = ownedBy(tables, actor, params.database)
      dedicated(addon, 'perform this operation')
      tell(world, addon, `repaired the default credential of ${addon.name}`, actor)
      return said('The default credential owns everything again.')
    },
  }),
  ...implement(backups, {
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
      return said('The schedule was removed.')
    },
  }),
  ...implement(upgrades, {
    prepare: ({ world, tables, actor, params, body }) => {
      const { to, startsAt } = upkeep.prepare(world, ownedBy(tables, actor, params.database), body.version)
      return said(
        `The upgrade to Postgres ${to} is being prepared. It runs by itself at ${iso(startsAt)}, or sooner with \`heroku pg:upgrade:run\`.`,
      )
    },
    dryRun: ({ world, tables, actor, params, body }) => {
      const { to } = upkeep.dryRun(world, ownedBy(tables, actor, params.database), body.version)
      return said(`A test upgrade to Postgres ${to} has begun. Use \`heroku pg:upgrade:wait\` to follow it.`)
    },
    run: ({ world, tables, actor, params, body }) => {
      const addon = ownedBy(tables, actor, params.database)
      const { to } = upkeep.runUpgrade(world, addon, body.version)
      tell(world, addon, `began to upgrade ${addon.name} to Postgres ${to}`, actor)
      return said(`The upgrade to Postgres ${to} has begun. Use \`heroku pg:upgrade:wait\` to follow it.`)
    },
    cancel: ({ world, tables, actor, params }) => {
      upkeep.cancelUpgrade(world, ownedBy(tables, actor, params.database))
      return said('The upgrade was cancelled.')
    },
    wait: ({ world, tables, actor, params }) => {
      const { upgrade } = databaseOf(world, databaseFor(tables, actor, params.database))
      const stage = upkeep.stageOf(upgrade, world.now)
      const waiting = stage !== null && stage !== 'ready'
      return { 'waiting?': waiting, 'error?': false, ...waitWords(stage) }
    },
  }),
  ...implement(diagnoses, {
    create: ({ world, tables, actor, body }) => {
      const app = appFor(tables, actor, body.app, 'addons.read')
      const name = body.database.replace(/_URL$/, '')
      const attached = tables.attachments.by('app', app.id).find((row) => row.name === name)
      const addon = openFor(tables, actor, attached?.addonId ?? body.database)
      return wireReport(world, addon, diagnose(world, addon, body.database))
    },
    info: ({ world, tables, actor, params }) => {
      const row = tables.databases.all().find(({ reports }) => reports.some(({ id }) => id === params.report))
      const report = row?.reports.find(({ id }) => id === params.report)
      if (!row || !report) throw notFound('report')
      return wireReport(world, openFor(tables, actor, row.id), report)
    },
  }),
]

function waitWords(stage: ReturnType<typeof upkeep.stageOf>): { message: string; step?: string } {
  if (stage === null) return { message: 'No upgrade is under way.' }
  if (stage === 'ready') return { message: 'The upgrade is prepared. Run it with `heroku pg:upgrade:run`.', step: '2/3' }
  if (stage === 'preparing') return { message: 'Preparing the upgrade', step: '1/3' }
  return stage === 'running' ? { message: 'Upgrading', step: '3/3' } : { message: 'Trying the upgrade', step: '1/1' }
}

/** The completed backup that an address leads to. Refuses with 422. */
function backupAt(world: PlatformWorld, actor: Account, url: string): Transfer {
  const id = idInUrl(url)
  const found = id === null ? null : backupOf(world, id)
  if (!found) throw invalid('There is no completed backup at that address, and nothing is fetched from elsewhere.')
  openFor(world.tables, actor, found.addon.id)
  return found.backup
}
