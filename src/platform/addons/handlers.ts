import type { Account } from '#platform/account/model.ts'
import { appFor, permissionsOn, visibleApps } from '#platform/apps/access.ts'
import { findRegion, REGIONS } from '#platform/apps/catalog.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { judge } from '#platform/permissions/contract.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { identityOf } from '#platform/http/wire.ts'
import { hasNamespace } from '#platform/postgres/credentials.ts'
import type { Tables } from '#platform/world.ts'
import { billingOf } from './billing.ts'
import { findPlan, findService, offerOf, services, type Service } from './catalog.ts'
import { addons, attachments, promotions } from './contract.ts'
import { marketplace } from './marketplace/contract.ts'
import { attachTo, configure, create, destroy, detachFrom, provisioned, update } from './lifecycle.ts'
import { promote, promotionOf } from './promotion.ts'
import { addonFor, addonOn, allowAddons, noAddon, visibleAddons } from './rules.ts'
import { keysOf, type Addon, type Attachment } from './vars.ts'
import { ssoUrl, wanted, wireAddon, wireAttachment, wireCapability, wireListing, wirePlan, wireService } from './wire.ts'

type Headers = Readonly<Record<string, string>>

const byName = { id: (row: { id: string }) => row.id, name: (row: { name: string }) => row.name }
const listAddons = (tables: Tables, rows: readonly Addon[], headers: Headers) =>
  listOf(rows, byName, (row) => wireAddon(tables, row, wanted(headers)))
const listAttachments = (tables: Tables, rows: readonly Attachment[], headers: Headers) =>
  listOf(rows, byName, (row) => wireAttachment(tables, row, wanted(headers)))

/** The add-ons that are billed to an app, and those that it uses of others. */
function addonsOf({ addons: all, attachments: links }: Tables, app: App): Addon[] {
  const ids = new Set([...all.by('app', app.id).map((row) => row.id), ...links.by('app', app.id).map((row) => row.addonId)])
  return [...ids].sort().map((id) => all.must(id))
}

const mayRead = (tables: Tables, actor: Account, app: App) => judge(permissionsOn(tables, app, actor.id), 'addons.read').allowed

/** The attachments of all apps whose add-ons the person may see. */
const visibleAttachments = (tables: Tables, actor: Account) =>
  visibleApps(tables, actor.id)
    .filter((app) => mayRead(tables, actor, app))
    .flatMap((app) => tables.attachments.by('app', app.id))

const noAttachment = () => notFound('add_on attachment', 'add-on attachment')

/** An attachment by its id, if the person may see it. Refuses with 404. */
function attachmentFor(tables: Tables, actor: Account, id: string): Attachment {
  const row = tables.attachments.get(id)
  if (!row || !mayRead(tables, actor, tables.apps.must(row.appId))) throw noAttachment()
  return row
}

/** One of an app's attachments, by id, name, or a config var of it. */
const isCalled = (tables: Tables, row: Attachment, name: string) =>
  row.id === name || row.name === name || keysOf(row, tables.addons.must(row.addonId)).includes(name)

const settingsOf = ({ config }: Addon) => Object.entries(config).map(([name, value]) => ({ name, value }))

const sso = (addon: Addon) => ({ action: ssoUrl(addon), method: 'get' as const, params: {} })

/** An add-on that the person may change at its price, with its app. */
function owned(tables: Tables, actor: Account, identity: string): { addon: Addon; app: App } {
  const addon = addonFor(tables, actor, identity)
  const app = tables.apps.must(addon.appId)
  allowAddons(tables, app, actor, offerOf(addon))
  return { addon, app }
}

export const addonRoutes = [
  ...implement(addons, {
    list: ({ tables, actor, headers }) => listAddons(tables, visibleAddons(tables, actor), headers),
    info: ({ tables, actor, params, headers }) => wireAddon(tables, addonFor(tables, actor, params.addon), wanted(headers)),
    ofUser: ({ tables, actor, headers }) => {
      const own = (addon: Addon) =>
        tables.apps.must(addon.appId).ownerId === actor.id && tables.apps.must(addon.appId).teamId === null
      return listAddons(tables, visibleAddons(tables, actor).filter(own), headers)
    },
    ofTeam: ({ tables, actor, team, headers }) => {
      const own = (addon: Addon) => tables.apps.must(addon.appId).teamId === team.id
      return listAddons(tables, visibleAddons(tables, actor).filter(own), headers)
    },
    listOf: ({ tables, app, headers }) => listAddons(tables, addonsOf(tables, app), headers),
    infoOf: ({ tables, app, params, headers }) => wireAddon(tables, addonOn(tables, app, params.addon), wanted(headers)),
    create: ({ world, tables, actor, app, body, headers }) => {
      const config = Object.fromEntries(Object.entries(body.config ?? {}).map(([key, value]) => [key, String(value)]))
      const asked = { plan: identityOf(body.plan), name: body.name, as: body.attachment?.name, config, confirm: body.confirm }
      return wireAddon(tables, create(world, app, asked, actor), wanted(headers))
    },
    update: ({ world, tables, actor, app, params, body, headers }) => {
      const addon = addonOn(tables, app, params.addon)
      if (addon.appId !== app.id)
        throw invalid(`${addon.name} is billed to ${tables.apps.must(addon.appId).name}, and can only be changed there.`)
      const asked = { name: body.name, plan: body.plan === undefined ? undefined : identityOf(body.plan) }
      return wireAddon(tables, update(world, app, addon, asked, actor), wanted(headers))
    },
    delete: ({ world, tables, actor, app, params, body, headers }) => {
      const addon = addonOn(tables, app, params.addon)
      const gone = wireAddon(tables, addon, wanted(headers))
      destroy(world, app, addon, body, actor)
      return { ...gone, state: 'deprovisioned' as const }
    },
    resolve: ({ tables, actor, body, headers }) => {
      const app = body.app ? appFor(tables, actor, body.app, 'addons.read') : null
      const found = app
        ? addonsOf(tables, app).filter((addon) => {
            if (addon.id === body.addon || addon.name === body.addon || addon.service === body.addon) return true
            const links = tables.attachments.by('app', app.id).filter(({ addonId }) => addonId === addon.id)
            return links.some((row) => isCalled(tables, row, body.addon))
          })
        : visibleAddons(tables, actor).filter(({ id, name }) => id === body.addon || name === body.addon)
      const rows = found.filter(({ service }) => !body.addon_service || service === body.addon_service)
      if (rows.length === 0) throw noAddon()
      return rows.map((row) => wireAddon(tables, row, wanted(headers)))
    },
    config: ({ tables, actor, params }) => settingsOf(addonFor(tables, actor, params.addon)),
    configOf: ({ world, tables, actor, params }) => {
      const addon = addonFor(tables, actor, params.addon)
      const known =
        tables.attachments.by('addon', addon.id).some((row) => row.namespace === params.namespace) ||
        (addon.service === 'heroku-postgresql' && hasNamespace(world, addon, params.namespace))
      return known || params.namespace === 'credential:default' ? [{ name: 'namespace', value: params.namespace }] : []
    },
    configure: ({ world, tables, actor, params, body }) => {
      const { addon } = owned(tables, actor, params.addon)
      const changes = (body.config ?? []).map(({ name, value }) => {
        if (!/^[\w-]{1,64}$/.test(name)) throw invalid(`${name} cannot be the name of a setting.`)
        return [name, value ?? null] as const
      })
      return settingsOf(changes.length === 0 ? addon : configure(world, addon, Object.fromEntries(changes), actor))
    },
    provision: ({ world, tables, actor, params }) => {
      const { addon } = owned(tables, actor, params.addon)
      if (addon.state !== 'provisioning') throw invalid(`${addon.name} is provisioned already.`)
      provisioned(world, addon.id)
      return wireAddon(tables, tables.addons.must(addon.id))
    },
    deprovision: ({ world, tables, actor, params }) => {
      const { addon, app } = owned(tables, actor, params.addon)
      const gone = wireAddon(tables, addon)
      destroy(world, app, addon, {}, actor)
      return { ...gone, state: 'deprovisioned' as const }
    },
    sso: ({ tables, actor, params }) => sso(addonFor(tables, actor, params.addon)),
    ssoOf: ({ tables, app, params }) => sso({ ...addonOn(tables, app, params.addon), appId: app.id }),
    billing: ({ tables, actor, params, now }) => billingOf(addonFor(tables, actor, params.addon), now),
  }),
  ...implement(attachments, {
    list: ({ tables, actor, headers }) => listAttachments(tables, visibleAttachments(tables, actor), headers),
    ofAddon: ({ tables, actor, params, headers }) =>
      listAttachments(tables, tables.attachments.by('addon', addonFor(tables, actor, params.addon).id), headers),
    ofApp: ({ tables, app, headers }) => listAttachments(tables, tables.attachments.by('app', app.id), headers),
    info: ({ tables, actor, params, headers }) =>
      wireAttachment(tables, attachmentFor(tables, actor, params.attachment), wanted(headers)),
    infoOf: ({ tables, app, params, headers }) => {
      const rows = tables.attachments.by('app', app.id)
      const named = rows.find((each) => [each.id, each.name].includes(params.attachment))
      // The Kafka plugin asks by the name of the add-on.
      const row = named ?? rows.find((each) => tables.addons.must(each.addonId).name === params.attachment)
      if (!row) throw noAttachment()
      return wireAttachment(tables, row, wanted(headers))
    },
    create: ({ world, tables, actor, body, headers }) => {
      const app = appFor(tables, actor, identityOf(body.app), 'addons.free')
      const addon = addonFor(tables, actor, identityOf(body.addon))
      return wireAttachment(tables, attachTo(world, app, addon, body, actor), wanted(headers))
    },
    delete: ({ world, tables, actor, params, headers }) => {
      const row = attachmentFor(tables, actor, params.attachment)
      const gone = wireAttachment(tables, row, wanted(headers))
      detachFrom(world, row, actor)
      return gone
    },
    resolve: ({ tables, actor, body, headers }) => {
      const rows = body.app
        ? tables.attachments.by('app', appFor(tables, actor, body.app, 'addons.read').id)
        : visibleAttachments(tables, actor)
      const [appName, name = body.addon_attachment] =
        body.addon_attachment.split('::').length === 2 ? body.addon_attachment.split('::') : []
      const found = rows.filter((row) => {
        const addon = tables.addons.must(row.addonId)
        if (appName !== undefined && tables.apps.must(row.appId).name !== appName) return false
        if (body.addon_service && addon.service !== body.addon_service) return false
        // Beyond one app only ids say which is meant.
        return body.app || appName !== undefined ? isCalled(tables, row, name) || addon.name === name : row.id === name
      })
      if (found.length === 0) throw noAttachment()
      return found.map((row) => wireAttachment(tables, row, wanted(headers)))
    },
  }),
  ...implement(promotions, {
    preview: ({ world, tables, actor, app, params }) => promotionOf(world, app, addonFor(tables, actor, params.addon)),
    promote: ({ world, tables, actor, app, params }) => promote(world, app, addonFor(tables, actor, params.addon), actor),
  }),
  ...implement(marketplace, {
    services: () => listOf(services, byName, wireService),
    service: ({ params }) => wireService(findService(params.service)),
    plans: ({ params }) => {
      const service = findService(params.service)
      return listOf(service.plans, byName, (plan) => wirePlan({ service, plan }))
    },
    planOf: ({ params }) => wirePlan(findPlan(params.plan, findService(params.service))),
    plan: ({ params }) => wirePlan(findPlan(params.plan)),
    capabilities: () => listCapabilities(services, REGIONS),
    capabilitiesOf: ({ params }) => listCapabilities([findService(params.service)], REGIONS),
    capabilitiesIn: ({ params }) => listCapabilities(services, [findRegion(params.region)]),
    listings: () => services.map(wireListing),
  }),
]

const listCapabilities = (offered: readonly Service[], regions: typeof REGIONS) => {
  const all = offered
    .filter(({ state }) => state !== 'shutdown')
    .flatMap((service) => regions.map((region) => wireCapability(service, region)))
  return listOf(all, { id: (row) => row.id }, (row) => row)
}
