import { integer } from '#kernel/random.ts'
import { release } from '#platform/addons/model.ts'
import { keysOf, type Addon } from '#platform/addons/vars.ts'
import { record } from '#platform/apps/activity.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import { runningMaintenance } from '#platform/maintenance/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Store } from './rows.ts'
import { POLICIES, putStore, storeOf, VERSIONS } from './store.ts'

const change = (world: PlatformWorld, addon: Addon, patch: Partial<Store>) =>
  putStore(world, { ...storeOf(world, addon), ...patch })

function tell(world: PlatformWorld, { appId }: Addon, text: string, actorId: string | null): void {
  record(world, { appId, kind: 'addon', text, line: null, actorId })
}

export interface Settings {
  readonly maxmemory_policy?: string | undefined
  readonly notify_keyspace_events?: string | undefined
  readonly timeout?: number | undefined
}

/** The classes of events, in the order in which the engine names them: `A` stands for those of `ALIAS`. */
const LETTERS = 'A g $ l s h z t x e d K E m n'.split(' ')
const ALIAS = 'g $ l s h z t x e d'.split(' ')
const YEAR = 365 * 24 * 3600

/** Changes a store's settings. Refuses with 422 what they cannot be. */
export function configure(world: PlatformWorld, addon: Addon, asked: Settings, actorId: string): void {
  const { maxmemory_policy: policy, notify_keyspace_events: notify, timeout } = asked
  if (policy !== undefined && !Object.hasOwn(POLICIES, policy))
    throw invalid(`There is no policy ${policy}. Choose one of ${Object.keys(POLICIES).join(', ')}.`)
  const odd = notify?.split('').find((letter) => !LETTERS.includes(letter))
  if (odd !== undefined)
    throw invalid(`${odd} is no class of events. Use the letters ${LETTERS.join(' ')}, or none to switch them off.`)
  if (timeout !== undefined && (!Number.isInteger(timeout) || timeout < 0 || timeout > YEAR))
    throw invalid('A timeout is a whole number of seconds, up to a year; 0 lets connections stay open.')
  const before = storeOf(world, addon)
  const letters = notify === undefined ? before.notify : ordered(notify)
  change(world, addon, { policy: policy ?? before.policy, notify: letters, timeout: timeout ?? before.timeout })
  const what = [
    policy !== undefined && `the maxmemory policy to ${policy}`,
    notify !== undefined && `the keyspace notifications to '${letters}'`,
    timeout !== undefined && `the timeout to ${timeout} seconds`,
  ].filter((text) => text !== false)
  if (what.length > 0) tell(world, addon, `set ${what.join(' and ')} of ${addon.name}`, actorId)
}

function ordered(notify: string): string {
  const all = notify.includes('A')
  return LETTERS.filter((letter) => notify.includes(letter) && !(all && ALIAS.includes(letter))).join('')
}

/** Makes a new password, and sets it on every app that uses the store, in a release of each. */
export function rotate(world: PlatformWorld, addon: Addon, actorId: string): void {
  const { tables, now } = world
  const rotations = { ...addon.rotations, '': (addon.rotations?.[''] ?? 0) + 1 }
  const changed = tables.addons.update(addon.id, { rotations, updatedAt: now })
  const byApp = Map.groupBy(tables.attachments.by('addon', addon.id), ({ appId }) => appId)
  for (const [appId, rows] of byApp) {
    const vars = rows.flatMap((row) => keysOf(row, changed)).join(', ')
    release(world, appId, [], `Update ${vars} by heroku-redis`, `new credentials of ${addon.name}`, actorId)
  }
  if (!byApp.has(addon.appId)) tell(world, addon, `made new credentials of ${addon.name}`, actorId)
}

/** Puts a newer version in place of a store's, which takes some minutes. */
export function upgrade(world: PlatformWorld, addon: Addon, asked: string, actorId: string): string {
  const { version, upgrade: underWay } = storeOf(world, addon)
  const to = VERSIONS.findLast((each) => each === asked || each.startsWith(`${asked}.`))
  if (to === undefined) throw invalid(`There is no version ${asked}. Choose one of ${VERSIONS.join(', ')}.`)
  if (underWay) throw conflict(`${addon.name} is being upgraded to ${underWay.to} already.`)
  if (runningMaintenance(world, addon)) throw conflict(`${addon.name} is under maintenance. Wait until that is over.`)
  if (VERSIONS.indexOf(to) <= VERSIONS.indexOf(version))
    throw invalid(`${addon.name} runs ${version}; it can only go to a newer version.`)
  const until = world.now + integer(90_000, 240_000, world.seed, 'redis upgrade', addon.id, world.now)
  change(world, addon, { upgrade: { to, until } })
  world.setAlarm('redis upgrade', addon.id, until)
  tell(world, addon, `began the upgrade of ${addon.name} to ${to}`, actorId)
  return `Upgrading to ${to}. Clients lose their connections for a moment.`
}

export function finishUpgrade(world: PlatformWorld, addon: Addon): void {
  const { upgrade: underWay } = storeOf(world, addon)
  if (!underWay) return
  change(world, addon, { version: underWay.to, upgrade: null, restartedAt: world.now })
  tell(world, addon, `upgraded ${addon.name} to ${underWay.to}`, null)
}
