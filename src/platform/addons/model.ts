import { hex } from '#kernel/random.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { countAddon } from '#platform/billing/meters.ts'
import { holding, type Database } from '#platform/postgres/model.ts'
import { createRelease } from '#platform/releases/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { attachedVars, keysOf, type Addon, type Attachment } from './vars.ts'

// What a starting world is made with, and what the end of an app asks for. Which services and plans there are, who may do
// what and what is refused is in files that load later.

/** Adds an add-on to an app, and attaches it. One that takes its time is provisioned at an alarm at `readyAt`. */
export function addAddon(
  world: PlatformWorld,
  app: App,
  fields: Pick<Addon, 'name' | 'service' | 'plan' | 'keys' | 'userId'> & Partial<Pick<Addon, 'config'>>,
  as: string,
  readyAt: number | null = null,
): Addon {
  const { tables, now } = world
  const addon = tables.addons.insert({
    config: {},
    ...fields,
    id: world.newId('addon'),
    appId: app.id,
    state: readyAt === null ? 'provisioned' : 'provisioning',
    plans: [{ plan: fields.plan, from: now }],
    createdAt: now,
    updatedAt: now,
  })
  countAddon(world, null, addon)
  record(world, {
    appId: app.id,
    kind: 'addon',
    text: `added ${addon.name} (${addon.service}:${addon.plan})`,
    line: `Create ${addon.name} by user ${emailOf(world, addon.userId)}`,
    actorId: addon.userId,
  })
  if (readyAt !== null) world.setAlarm('addon', addon.id, readyAt)
  attach(world, app, addon, as, null, addon.userId)
  return addon
}

/** Lets an app use an add-on, in a release of its own. The name is free on the app. */
export function attach(
  world: PlatformWorld,
  app: App,
  { id: addonId, name: ref }: Addon,
  name: string,
  namespace: string | null,
  userId: string,
): Attachment {
  const { now } = world
  const attachment = world.tables.attachments.insert({
    id: world.newId('attachment'),
    appId: app.id,
    addonId,
    name,
    namespace,
    createdAt: now,
    updatedAt: now,
  })
  release(world, app.id, [], `Attach ${name} (@ref:${ref})`, `attached ${ref} as ${name}`, userId)
  drainTo(world, app.id, addonId)
  return attachment
}

/** Services that are sent the log of each app which uses them. */
const LOG_SERVICES: readonly string[] = ['paperlane', 'logharbour']

const drainsFrom = ({ drains }: Tables, appId: string, addonId: string) =>
  drains.by('app', appId).filter(({ addon, removedAt }) => addon?.id === addonId && removedAt === null)

/** Sends an app's log to an add-on that wants it, once. */
function drainTo(world: PlatformWorld, appId: string, addonId: string): void {
  const { tables, now, seed } = world
  const { id, name, service } = tables.addons.must(addonId)
  if (!LOG_SERVICES.includes(service) || drainsFrom(tables, appId, addonId).length > 0) return
  tables.drains.insert({
    id: world.newId('drain'),
    appId,
    url: `https://${service}.example.com/drains/${hex(12, seed, 'drain of', addonId, appId)}`,
    token: `d.${world.newId('drain token')}`,
    addon: { id, name },
    createdAt: now,
    removedAt: null,
  })
}

/** Takes an add-on from an app, with its config vars, in a release. The add-on stays. */
export function detach(world: PlatformWorld, { id, appId, addonId, name }: Attachment, userId: string): void {
  const { addons, attachments } = world.tables
  const addon = addons.must(addonId)
  attachments.delete(id)
  release(
    world,
    appId,
    keysOf({ name }, addon),
    `Detach ${name} (@ref:${addon.name})`,
    `detached ${addon.name} as ${name}`,
    userId,
  )
  if (attachments.by('addon', addonId).some((row) => row.appId === appId)) return
  for (const drain of drainsFrom(world.tables, appId, addonId)) world.tables.drains.update(drain.id, { removedAt: world.now })
}

/** Ends an add-on, and takes it from every app. */
export function destroyAddon(world: PlatformWorld, addon: Addon, userId: string): void {
  const { tables } = world
  for (const attachment of tables.attachments.by('addon', addon.id)) detach(world, attachment, userId)
  world.cancelAlarm('addon', addon.id)
  countAddon(world, addon, null)
  tables.addons.delete(addon.id)
  tables.upkeeps.delete(addon.id)
  world.cancelAlarm('maintenance', addon.id)
  dropCluster(world, addon.id)
  dropStore(world, addon.id)
  dropDatabase(world, addon, userId)
  record(world, {
    appId: addon.appId,
    kind: 'addon',
    text: `destroyed ${addon.name} (${addon.service}:${addon.plan})`,
    line: `Destroy ${addon.name} by user ${emailOf(world, userId)}`,
    actorId: userId,
  })
}

/** What a database held ends with it, but for its followers. */
function dropDatabase(world: PlatformWorld, { id, name }: Addon, userId: string): void {
  const { addons, databases, databaseTransfers } = world.tables
  const held = databases.get(id)
  if (held)
    for (const row of databases.all()) if (row.leader === id) goOnAlone(world, addons.must(row.id), { held, name, userId })
  databases.delete(id)
  for (const row of databaseTransfers.by('database', id)) databaseTransfers.delete(row.id)
}

interface Ended {
  readonly held: Database
  readonly name: string
  readonly userId: string
}

/** Makes the follower of a database that ends one of its own, with what that held. */
function goOnAlone(world: PlatformWorld, { id, appId, name: toName }: Addon, { held, name, userId }: Ended): void {
  const { tables, now } = world
  const { empty } = held
  // How large it was when it began to follow is the next best.
  const size = held.measured ?? (empty ? null : tables.databases.must(id).measured)
  const measured = size && { ...size, at: now, connections: 0, overSince: null }
  const holds = holding(world, id, held.holds.names)
  tables.databases.update(id, { leader: null, forkedFrom: name, empty, measured, holds })
  record(world, {
    appId,
    kind: 'addon',
    text: `made ${toName} stop following: ${name} was destroyed`,
    line: `Made ${toName} stop following: ${name} was destroyed by user ${emailOf(world, userId)}`,
    actorId: userId,
  })
}

/** What a Kafka cluster held ends with it. */
function dropCluster({ tables: { kafkaClusters, kafkaTopics, kafkaGroups, kafkaMessages } }: PlatformWorld, id: string): void {
  kafkaClusters.delete(id)
  for (const row of kafkaTopics.by('addon', id)) kafkaTopics.delete(row.id)
  for (const row of kafkaGroups.by('addon', id)) kafkaGroups.delete(row.id)
  for (const row of kafkaMessages.by('addon', id)) kafkaMessages.delete(row.id)
}

/** What a key-value store held ends with it. */
function dropStore(world: PlatformWorld, id: string): void {
  const { redisStores, redisKeys } = world.tables
  redisStores.delete(id)
  for (const row of redisKeys.by('store', id)) redisKeys.delete(row.id)
  for (const kind of ['redis expiry', 'redis upkeep', 'redis upgrade']) world.cancelAlarm(kind, id)
}

/** What the end of an app does to its add-ons, and to other apps that use them. */
export function dropAddons(world: PlatformWorld, app: App, userId: string): void {
  const { addons, attachments } = world.tables
  for (const row of attachments.by('app', app.id)) attachments.delete(row.id)
  for (const addon of addons.by('app', app.id)) destroyAddon(world, addon, userId)
}

/** Makes a release with the config vars that the app's attachments give it now, and without `gone`. */
export function release(
  world: PlatformWorld,
  appId: string,
  gone: readonly string[],
  description: string,
  text: string | null,
  userId: string,
): void {
  const { tables, now } = world
  const { config: before, releaseId } = tables.apps.must(appId)
  const rest = Object.fromEntries(Object.entries(before).filter(([key]) => !gone.includes(key)))
  const app = tables.apps.update(appId, { config: { ...rest, ...attachedVars(world, appId) }, updatedAt: now })
  const line = `${description} by user ${emailOf(world, userId)}`
  const slugId = (releaseId === null ? null : tables.releases.get(releaseId)?.slugId) ?? null
  createRelease(world, app, { description, slugId, userId, text, line })
}
