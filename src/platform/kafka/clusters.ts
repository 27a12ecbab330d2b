import { integer } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { release } from '#platform/addons/model.ts'
import { addonFor } from '#platform/addons/rules.ts'
import { prefixOf, type Addon } from '#platform/addons/vars.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import { ApiError, badRequest, conflict, invalid, notFound } from '#platform/http/errors.ts'
import { runningMaintenance } from '#platform/maintenance/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { firstVersion, limitsOf, versionCalled, VERSIONS } from './plans.ts'
import type { Cluster } from './rows.ts'

const MINUTE = 60_000

/** A cluster that the person may see, by its add-on's name or id. Refuses with 404 or 403. */
export function clusterAddon(tables: Tables, actor: Account, identity: string): Addon {
  const addon = addonFor(tables, actor, identity)
  if (addon.service !== 'heroku-kafka') throw notFound('cluster', 'Kafka cluster')
  return addon
}

/**
 * The same once it is there: before, the data service does not know it. Whoever may see it may read its credentials, and so
 * read and write messages too.
 */
export function readyCluster(tables: Tables, actor: Account, identity: string): Addon {
  const addon = clusterAddon(tables, actor, identity)
  if (addon.state === 'provisioning') throw new ApiError(404, 'not_found', `${addon.name} is not yet provisioned.`)
  return addon
}

/** The same for one who changes it: who may change config vars of the app that it is billed to. */
export function changeable(tables: Tables, actor: Account, identity: string): Addon {
  const addon = readyCluster(tables, actor, identity)
  allow(permissionsOn(tables, tables.apps.must(addon.appId), actor.id), 'addons.free')
  return addon
}

/** What names on a shared cluster begin with; null on a dedicated one. */
export const prefixOn = (seed: string, addon: Addon): string | null => (limitsOf(addon).shared ? prefixOf(seed, addon) : null)

/** What is known of a cluster beside its add-on. */
export const clusterOf = (tables: Tables, addon: Addon): Cluster =>
  tables.kafkaClusters.get(addon.id) ?? {
    id: addon.id,
    version: firstVersion(addon),
    upgrade: null,
    failure: null,
    rotations: 0,
    rotatedAt: null,
  }

function change(tables: Tables, addon: Addon, patch: Partial<Cluster>): void {
  if (tables.kafkaClusters.get(addon.id)) tables.kafkaClusters.update(addon.id, patch)
  else tables.kafkaClusters.insert({ ...clusterOf(tables, addon), ...patch })
}

/** Makes new credentials, and sets them on every app that uses the cluster, in a release of each. */
export function rotate(world: PlatformWorld, addon: Addon, userId: string): void {
  const { tables, now } = world
  change(tables, addon, { rotations: clusterOf(tables, addon).rotations + 1, rotatedAt: now })
  for (const { appId, name } of tables.attachments.by('addon', addon.id))
    release(world, appId, [], `Update ${name} (@ref:${addon.name})`, `new credentials of ${addon.name}`, userId)
}

const SHARED = 'this command is not required or enabled on shared clusters'

function unmaintained(world: PlatformWorld, addon: Addon): void {
  if (runningMaintenance(world, addon)) throw conflict(`${addon.name} is under maintenance. Wait until that is over.`)
}

/** Restarts the brokers one by one on a newer version. */
export function upgrade(world: PlatformWorld, addon: Addon, asked: string, userId: string): string {
  const { tables, now, seed } = world
  const { version, upgrade: underWay } = clusterOf(tables, addon)
  const to = versionCalled(asked)
  if (limitsOf(addon).shared) throw badRequest('Shared clusters are upgraded by the platform.')
  if (underWay) throw conflict(`${addon.name} is being upgraded to ${underWay.to} already.`)
  unmaintained(world, addon)
  if (VERSIONS.indexOf(to) <= VERSIONS.indexOf(version))
    throw invalid(`${addon.name} runs ${version}; it can only go to a newer version.`)
  const until = now + limitsOf(addon).brokers * integer(90_000, 150_000, seed, 'kafka upgrade', addon.id, now)
  change(tables, addon, { upgrade: { to, from: now, until }, failure: null })
  world.setAlarm('kafka cluster', addon.id, until)
  note(world, addon, `began the upgrade of ${addon.name} to Kafka ${to}`, userId)
  return `Upgrading to ${to}. The brokers restart one after the other.`
}

/** Lets one broker fail. It comes back, or is replaced where its machine is lost. */
export function fail(world: PlatformWorld, addon: Addon, catastrophic: boolean, userId: string): string {
  const { tables, now, seed } = world
  if (limitsOf(addon).shared) throw badRequest(SHARED)
  const { upgrade: underWay, failure } = clusterOf(tables, addon)
  if (underWay) throw conflict(`${addon.name} is being upgraded.`)
  unmaintained(world, addon)
  if (failure) throw conflict(`Broker ${failure.broker} has failed already and is not back yet.`)
  const broker = integer(0, limitsOf(addon).brokers - 1, seed, 'kafka broker', addon.id, now)
  const minutes = catastrophic ? ([8, 15] as const) : ([1, 3] as const)
  const until = now + integer(minutes[0] * MINUTE, minutes[1] * MINUTE, seed, 'kafka failure', addon.id, now)
  change(tables, addon, { failure: { broker, until, catastrophic } })
  world.setAlarm('kafka cluster', addon.id, until)
  note(world, addon, `let broker ${broker} of ${addon.name} fail`, userId)
  return catastrophic ? `The machine of broker ${broker} was terminated. It is being replaced.` : `Broker ${broker} was stopped.`
}

/** An upgrade or a failure ends. */
export function onClusterAlarm(world: PlatformWorld, id: string): void {
  const row = world.tables.kafkaClusters.get(id)
  const addon = world.tables.addons.get(id)
  if (!row || !addon) return
  if (row.upgrade) {
    change(world.tables, addon, { version: row.upgrade.to, upgrade: null })
    note(world, addon, `upgraded ${addon.name} to Kafka ${row.upgrade.to}`, null)
  } else if (row.failure) {
    change(world.tables, addon, { failure: null })
    note(world, addon, `brought broker ${row.failure.broker} of ${addon.name} back`, null)
  }
}

/** The broker that is not there now, and why; null if all are. */
export function missingBroker(world: PlatformWorld, addon: Addon) {
  const { upgrade: underWay, failure } = clusterOf(world.tables, addon)
  if (failure) return { broker: failure.broker, state: 'down' as const }
  // Both restart one after the other.
  const maintenance = runningMaintenance(world, addon)
  const restart = underWay ?? (maintenance && { from: maintenance.startsAt, until: maintenance.endsAt })
  if (!restart) return null
  const { brokers } = limitsOf(addon)
  const share = (world.now - restart.from) / (restart.until - restart.from)
  return { broker: Math.min(brokers - 1, Math.floor(share * brokers)), state: 'restarting' as const }
}

function note(world: PlatformWorld, addon: Addon, text: string, actorId: string | null): void {
  record(world, { appId: addon.appId, kind: 'addon', text, line: null, actorId })
}
