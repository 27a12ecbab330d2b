import type { Addon } from '#platform/addons/vars.ts'
import { release } from '#platform/addons/model.ts'
import { keysOf } from '#platform/addons/vars.ts'
import { record } from '#platform/apps/activity.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { dedicated } from './plans.ts'
import { change, databaseOf } from './state.ts'

/** How long connections with a former password are let finish (the CLI's own words). */
const GRACE_MS = 30 * 60_000
const NAME = /^[a-z_][a-z0-9_$-]{0,49}$/

export const namespaceOf = (credential: string): string => (credential === 'default' ? '' : `credential:${credential}`)

/** Refuses with 404 a credential that there is not. */
export function credentialOf(world: PlatformWorld, addon: Addon, name: string): void {
  if (name !== 'default' && !databaseOf(world, addon).credentials.some((row) => row.name === name)) throw notFound('credential')
}

/** Whether a namespace is one of a database's credentials. */
export const hasNamespace = (world: PlatformWorld, addon: Addon, namespace: string): boolean =>
  databaseOf(world, addon).credentials.some(({ name }) => namespaceOf(name) === namespace)

/** Refuses with 422 what an attachment cannot open of a database. */
export function checkNamespace(world: PlatformWorld, addon: Addon, namespace: string): void {
  const [kind, name = ''] = namespace.split(':')
  if (kind === 'connection-pooling') dedicated(addon, 'pool connections')
  else if (name !== 'default' && !hasNamespace(world, addon, namespace))
    throw invalid(`${addon.name} has no credential ${name}. Create it first.`)
}

export function createCredential(world: PlatformWorld, addon: Addon, name: string): void {
  dedicated(addon, 'create a custom credential')
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  const { credentials } = databaseOf(world, addon)
  if (!NAME.test(name))
    throw invalid('Name must start with a small letter and can only contain small letters, digits, dashes and underscores.')
  if (name === 'default' || credentials.some((row) => row.name === name)) throw invalid(`There is a credential ${name} already.`)
  if (credentials.length >= 1000) throw invalid('A database can have 1000 credentials at most.')
  change(world, addon, { credentials: [...credentials, { id: world.newId('credential'), name }] })
}

export function destroyCredential(world: PlatformWorld, addon: Addon, name: string): void {
  dedicated(addon, 'destroy the default credential')
  if (name === 'default') throw invalid('Default credential cannot be destroyed.')
  credentialOf(world, addon, name)
  const { attachments, apps } = world.tables
  const used = attachments.by('addon', addon.id).filter(({ namespace }) => namespace === namespaceOf(name))
  const names = [...new Set(used.map(({ appId }) => apps.must(appId).name))].sort()
  if (names.length > 0) throw invalid(`Credential ${name} must be detached from ${names.join(', ')} before it is destroyed.`)
  const { credentials } = databaseOf(world, addon)
  change(world, addon, { credentials: credentials.filter((row) => row.name !== name) })
  const rotations = { ...addon.rotations, [namespaceOf(name)]: (addon.rotations?.[namespaceOf(name)] ?? 0) + 1 }
  world.tables.addons.update(addon.id, { rotations }) // another one of this name has another password
}

/** Gives credentials new passwords; every app that uses one gets it in a release, and restarts. */
export function rotate(world: PlatformWorld, addon: Addon, names: readonly string[], forced: boolean, userId: string): void {
  const { addons, attachments } = world.tables
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  for (const name of names) credentialOf(world, addon, name)
  const before = databaseOf(world, addon)
  const waiting = forced ? [] : names.filter((name) => name !== 'default')
  const rotations = { ...addon.rotations }
  for (const name of names) rotations[namespaceOf(name)] = (rotations[namespaceOf(name)] ?? 0) + 1
  const changed = addons.update(addon.id, { rotations, updatedAt: world.now })
  const rotating = Object.entries(before.rotating).filter(([, until]) => until > world.now)
  change(world, changed, {
    rotating: Object.fromEntries([...rotating, ...waiting.map((name) => [name, world.now + GRACE_MS] as const)]),
  })
  const uses = (namespace: string | null) =>
    names.some((name) => namespaceOf(name) === (namespace?.startsWith('connection-pooling:') ? '' : (namespace ?? '')))
  const byApp = Map.groupBy(
    attachments.by('addon', addon.id).filter(({ namespace }) => uses(namespace)),
    ({ appId }) => appId,
  )
  const text = `rotated ${names.length > 1 ? 'all credentials' : `the ${names[0]} credential`} of ${addon.name}`
  for (const [appId, rows] of byApp) {
    const vars = rows.flatMap((row) => keysOf(row, changed)).join(', ')
    release(world, appId, [], `Update ${vars} by heroku-postgresql`, text, userId)
  }
  if (!byApp.has(addon.appId)) record(world, { appId: addon.appId, kind: 'addon', text, line: null, actorId: userId })
}
