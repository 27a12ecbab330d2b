import { attachTo } from '#platform/addons/lifecycle.ts'
import { postgresUrl } from '#platform/addons/vars.ts'
import { appFor } from '#platform/apps/access.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement, type Route } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { createCredential, destroyCredential, rotate } from '#platform/postgres/credentials.ts'
import { diagnose } from '#platform/postgres/diagnose.ts'
import { infoOf, statusOf, urlOf } from '#platform/postgres/info.ts'
import { dedicated } from '#platform/postgres/plans.ts'
import { databaseFor, openFor, ownedBy, readyFor, usedBy } from '#platform/postgres/rules.ts'
import { configure, settingsOf } from '#platform/postgres/settings.ts'
import { change, databaseOf } from '#platform/postgres/state.ts'
import { tell } from '#platform/postgres/tell.ts'
import { reset } from '#platform/postgres/transfers.ts'
import { cancelUpgrade, dryRun, prepare, runUpgrade, stageOf, unfollow, versionOf } from '#platform/postgres/upgrades.ts'
import { usageOf } from '#platform/postgres/usage.ts'
import { wireCredential, wireLink, wireReport } from '#platform/postgres/wire.ts'
import { databaseCredentials, databases, diagnoses, upgrades } from './contract.ts'

const said = (message: string) => ({ message })

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
        postgres_version: versionOf(row, world.now),
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
      reset(world, addon)
      tell(world, addon, `reset ${addon.name}: all its data is gone`, actor)
      return said(`${addon.name} was reset.`)
    },
    unfollow: ({ world, tables, actor, params }) => {
      const addon = ownedBy(tables, actor, params.database)
      unfollow(world, addon)
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
  ...implement(upgrades, {
    prepare: ({ world, tables, actor, params, body }) => {
      const { to, startsAt } = prepare(world, ownedBy(tables, actor, params.database), body.version)
      return said(
        `The upgrade to Postgres ${to} is being prepared. It runs by itself at ${iso(startsAt)}, or sooner with \`heroku pg:upgrade:run\`.`,
      )
    },
    dryRun: ({ world, tables, actor, params, body }) => {
      const { to } = dryRun(world, ownedBy(tables, actor, params.database), body.version)
      return said(`A test upgrade to Postgres ${to} has begun. Use \`heroku pg:upgrade:wait\` to follow it.`)
    },
    run: ({ world, tables, actor, params, body }) => {
      const addon = ownedBy(tables, actor, params.database)
      const { to } = runUpgrade(world, addon, body.version)
      tell(world, addon, `began to upgrade ${addon.name} to Postgres ${to}`, actor)
      return said(`The upgrade to Postgres ${to} has begun. Use \`heroku pg:upgrade:wait\` to follow it.`)
    },
    cancel: ({ world, tables, actor, params }) => {
      cancelUpgrade(world, ownedBy(tables, actor, params.database))
      return said('The upgrade was cancelled.')
    },
    wait: ({ world, tables, actor, params }) => {
      const { upgrade } = databaseOf(world, databaseFor(tables, actor, params.database))
      const stage = stageOf(upgrade, world.now)
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

function waitWords(stage: ReturnType<typeof stageOf>): { message: string; step?: string } {
  if (stage === null) return { message: 'No upgrade is under way.' }
  if (stage === 'ready') return { message: 'The upgrade is prepared. Run it with `heroku pg:upgrade:run`.', step: '2/3' }
  if (stage === 'preparing') return { message: 'Preparing the upgrade', step: '1/3' }
  return stage === 'running' ? { message: 'Upgrading', step: '3/3' } : { message: 'Trying the upgrade', step: '1/1' }
}
