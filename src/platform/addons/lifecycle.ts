import { integer } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { appFor } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { countAddon } from '#platform/billing/meters.ts'
import { invalid } from '#platform/http/errors.ts'
import { beginAs, checkRoom, copyTime, sourceOf } from '#platform/postgres/copies.ts'
import { checkNamespace } from '#platform/postgres/credentials.ts'
import { beginStore } from '#platform/redis/store.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { deleteWebhook } from '#platform/webhooks/model.ts'
import { dataKind, findOffer, offerOf, provisionTime } from './catalog.ts'
import { addAddon, attach, destroyAddon, detach, release } from './model.ts'
import {
  addonName,
  allowAddons,
  attachmentCalled,
  checkAllowlist,
  checkAttachmentName,
  checkOffer,
  confirmed,
  freeAttachmentName,
  moveProblem,
  takenVars,
} from './rules.ts'
import { keysOf, type Addon, type Attachment } from './vars.ts'

interface Asked {
  readonly plan: string
  readonly name?: string | null | undefined
  readonly as?: string | null | undefined
  readonly config?: Readonly<Record<string, string>> | undefined
  readonly confirm?: string | null | undefined
}

/** Adds an add-on of a plan to an app. Databases and clusters take their time (heroku-facts E.1). */
export function create(world: PlatformWorld, app: App, asked: Asked, actor: Account): Addon {
  const { tables, now, seed } = world
  const offer = findOffer(asked.plan)
  const { service, plan } = offer
  allowAddons(tables, app, actor, offer)
  checkOffer(tables, app, offer)
  checkAllowlist(tables, app, offer, actor)
  if (asked.confirm) confirmed(asked.confirm, [app.name], `The add-on is billed to ${app.name}.`)
  const planned = { service: service.name, plan: plan.name }
  const source = service.name === 'heroku-postgresql' ? sourceOf(world, app, planned, asked.config ?? {}) : null
  const keys = service.keys.filter((key) => key !== 'PREFIX' || plan.name.startsWith('basic'))
  const as = asked.as ?? freeAttachmentName(world, app, { service: service.name, keys })
  checkFree(world, app, as, keys)
  const name = addonName(world, asked.name, service.name)
  const time = provisionTime(offer)
  const fields = { name, service: service.name, plan: plan.name, keys, config: asked.config ?? {}, userId: actor.id }
  const readyAt = time && now + integer(...time, seed, 'provision', name, now) + copyTime(world, source)
  const addon = addAddon(world, app, fields, as, readyAt)
  if (service.name === 'heroku-postgresql') beginAs(world, addon, source)
  if (service.name === 'heroku-redis') beginStore(world, addon)
  return addon
}

/** Refuses with 422 a name that cannot be had on this app. */
function checkFree(world: PlatformWorld, app: App, name: string, keys: readonly string[]): void {
  checkAttachmentName(name)
  const there = attachmentCalled(world.tables, app, name)
  if (there) throw invalid(`${app.name} has an attachment ${name} already (${world.tables.addons.must(there.addonId).name}).`)
  const taken = takenVars(app, keys, name)
  if (taken.length > 0)
    throw invalid(`${taken.join(', ')} is set on ${app.name}. Remove it first, or choose another name for the attachment.`)
}

/** What happens once a database is there: its config vars appear, in a release on every app that uses it. */
export function provisioned(world: PlatformWorld, addonId: string): void {
  const { addons, attachments } = world.tables
  const before = addons.get(addonId)
  if (before?.state !== 'provisioning') return
  world.cancelAlarm('addon', addonId)
  const addon = addons.update(addonId, { state: 'provisioned', updatedAt: world.now })
  const byApp = Map.groupBy(attachments.by('addon', addonId), (row) => row.appId)
  for (const [appId, rows] of byApp) {
    const vars = rows.flatMap((row) => keysOf(row, addon)).join(', ')
    const description = `@ref:${addon.name} completed provisioning, setting ${vars}.`
    release(world, appId, [], description, `saw ${addon.name} provisioned, setting ${vars}`, addon.userId)
  }
}

/** Gives an add-on another plan or name, or both. */
export function update(
  world: PlatformWorld,
  app: App,
  addon: Addon,
  asked: { readonly plan?: string | undefined; readonly name?: string | undefined },
  actor: Account,
): Addon {
  const { tables, now } = world
  const before = offerOf(addon)
  let changed = addon
  if (asked.plan !== undefined) {
    const to = findOffer(asked.plan)
    allowAddons(tables, app, actor, before, to)
    const problem = moveProblem(addon, to)
    if (problem !== null) throw invalid(problem)
    if (addon.service === 'heroku-postgresql') checkRoom(world, addon, { service: addon.service, plan: to.plan.name })
    changed = tables.addons.update(addon.id, {
      plan: to.plan.name,
      plans: [...addon.plans, { plan: to.plan.name, from: now }],
      updatedAt: now,
    })
    countAddon(world, addon, changed)
    tell(world, addon, `changed the plan of ${addon.name} from ${addon.plan} to ${to.plan.name}`, actor)
  }
  if (asked.name !== undefined && asked.name !== addon.name) {
    allowAddons(tables, app, actor, before)
    changed = tables.addons.update(addon.id, { name: addonName(world, asked.name, addon.service), updatedAt: now })
    tell(world, addon, `renamed ${addon.name} to ${asked.name}`, actor)
  }
  return changed
}

/** Sets what an add-on was asked to be like. */
export function configure(
  world: PlatformWorld,
  addon: Addon,
  changes: Readonly<Record<string, string | null>>,
  actor: Account,
): Addon {
  const config = { ...addon.config }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete config[name]
    else config[name] = value
  }
  tell(world, addon, `changed the settings ${Object.keys(changes).join(', ')} of ${addon.name}`, actor)
  return world.tables.addons.update(addon.id, { config, updatedAt: world.now })
}

function tell(world: PlatformWorld, { appId }: Addon, text: string, actor: Account): void {
  const line = `${text.charAt(0).toUpperCase()}${text.slice(1)} by user ${actor.email}`
  record(world, { appId, kind: 'addon', text, line, actorId: actor.id })
}

/** Ends an add-on; one that other apps use only by force. */
export function destroy(
  world: PlatformWorld,
  app: App,
  addon: Addon,
  { force, confirm }: { readonly force?: boolean | null | undefined; readonly confirm?: string | null | undefined },
  actor: Account,
): void {
  const { tables } = world
  if (addon.appId !== app.id)
    throw invalid(`${addon.name} is billed to ${tables.apps.must(addon.appId).name}. Detach it here, or destroy it there.`)
  allowAddons(tables, app, actor, offerOf(addon))
  if (confirm) confirmed(confirm, [app.name, addon.name], `Destroying ${addon.name} loses all that it holds.`)
  const others = [...new Set(tables.attachments.by('addon', addon.id).map((row) => tables.apps.must(row.appId).name))]
    .filter((name) => name !== app.name)
    .sort()
  if (others.length > 0 && !force)
    throw invalid(`${addon.name} is attached to ${others.join(', ')}, too. Detach it there first, or destroy it by force.`)
  for (const webhook of tables.webhooks.by('app', app.id))
    if (webhook.addonId === addon.id) deleteWebhook(world, app, webhook, actor.id)
  destroyAddon(world, addon, actor.id)
}

interface AskedAttachment {
  readonly name?: string | null | undefined
  readonly namespace?: string | null | undefined
  readonly confirm?: string | null | undefined
}

/** Lets an app use an add-on that there is; under a name that is taken, if that is confirmed, in place of the other. */
export function attachTo(world: PlatformWorld, app: App, addon: Addon, asked: AskedAttachment, actor: Account): Attachment {
  const { tables } = world
  const { service } = offerOf(addon)
  const owner = tables.apps.must(addon.appId)
  const namespace = asked.namespace ?? null
  if (namespace !== null && !/^(credential|role|connection-pooling):[\w-]{1,60}$/.test(namespace))
    throw invalid('A namespace is such as credential:reporting or role:analytics.')
  if (namespace !== null && (!dataKind(addon.service) || addon.service === 'heroku-redis'))
    throw invalid(`${addon.name} has no credentials of its own to choose from.`)
  if (namespace !== null && addon.service === 'heroku-postgresql') checkNamespace(world, addon, namespace)
  if (owner.id !== app.id) {
    if (!service.shareable) throw invalid(`${service.humanName} cannot be shared with other apps.`)
    const same = app.teamId === null ? owner.teamId === null && owner.ownerId === app.ownerId : owner.teamId === app.teamId
    if (!same) throw invalid(`${addon.name} is of another owner than ${app.name}. Only apps of the same owner can share it.`)
    // The apps that use it already have been confirmed once.
    if (!tables.attachments.by('addon', addon.id).some((row) => row.appId === app.id))
      confirmed(
        asked.confirm,
        [app.name, owner.name],
        `${addon.name} is of ${owner.name}, and ${app.name} would read and write it, too.`,
      )
  }
  const name = asked.name ?? freeAttachmentName(world, app, addon)
  const there = attachmentCalled(tables, app, name)
  if (there) {
    if (there.addonId === addon.id && there.namespace === namespace)
      throw invalid(`${addon.name} is attached as ${name} already.`)
    const other = tables.addons.must(there.addonId).name
    confirmed(asked.confirm, [app.name, owner.name], `${name} is ${other} on ${app.name}, and would be ${addon.name} instead.`)
    detach(world, there, actor.id)
  }
  const now = tables.apps.must(app.id)
  checkFree(world, now, name, addon.keys)
  return attach(world, now, addon, name, namespace, actor.id)
}

/** Takes an attachment away; whoever may do that has to be allowed to change the app. */
export function detachFrom(world: PlatformWorld, attachment: Attachment, actor: Account): void {
  appFor(world.tables, actor, attachment.appId, 'addons.free')
  detach(world, attachment, actor.id)
}
