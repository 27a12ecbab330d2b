import { reachable } from '#platform/addons/reach.ts'
import { redisLogin, type Addon } from '#platform/addons/vars.ts'
import type { DataServices } from '#platform/host.ts'
import { iso } from '#platform/http/wire.ts'
import { momentsOf } from '#platform/kafka/moments.ts'
import { runningMaintenance } from '#platform/maintenance/model.ts'
import { wireWindow } from '#platform/maintenance/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { commandsPerSecond, connectionsOf, hitRate, memoryAt } from './activity.ts'
import { fits, floatText } from './bytes.ts'
import { expiredBetween } from './content.ts'
import type { Config, Details, Key, KeyPage } from './contract.ts'
import { Keyspace, type Entry } from './keyspace.ts'
import { limitsOf, POLICIES, storeOf, VERSIONS } from './store.ts'
import { encodingOf, scoreOf, sizeOf, unpack, type Value } from './values.ts'

/** A store as the data service describes it. */
export function wireStore(world: PlatformWorld, addon: Addon, services: DataServices) {
  const { id, name, plan, createdAt } = addon
  const { url, port } = redisLogin(world.seed, addon)
  return {
    addon: { id, name },
    name,
    plan,
    created_at: iso(createdAt),
    version: storeOf(world, addon).version,
    resource_url: reachable(url, services[addon.service]),
    port,
    prefer_native_tls: true,
    formation: { id, primary: null },
    metaas_source: name,
    info: infoRows(world, addon, services[addon.service] === undefined),
  }
}

/** What `redis:info` prints, in its order. */
function infoRows(world: PlatformWorld, addon: Addon, needsTls: boolean) {
  const store = storeOf(world, addon)
  const keys = new Keyspace(world, addon)
  const limits = limitsOf(addon)
  const { open } = connectionsOf(world, addon, store)
  const window = wireWindow(world, addon)
  const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(2)} MB`
  const rows: readonly (readonly [string, string])[] = [
    ['Plan', addon.plan.charAt(0).toUpperCase() + addon.plan.slice(1).replace('-', ' ')],
    ['Status', stateWords(world, addon) ?? 'available'],
    ['Created', new Date(addon.createdAt).toISOString().slice(0, 16).replace('T', ' ')],
    ['Version', store.version],
    ['Timeout', String(store.timeout)],
    ['Maxmemory', store.policy],
    ['Maintenance', window === null ? 'not required' : `window is ${window}`],
    ['Persistence', limits.persistent ? 'AOF' : 'None'],
    ['HA Status', limits.persistent ? 'Available' : 'Unavailable'],
    ['Requires TLS', needsTls ? 'Yes' : 'No'],
    ['Keyspace Notifications', store.notify === '' ? 'Disabled' : store.notify],
    ['Connections', `${open}/${limits.connections}`],
    ['Memory', `${mb(keys.used)} of ${mb(limits.bytes)}`],
  ]
  return rows.map(([name, value]) => ({ name, values: [value] }))
}

/** What is being done to a store; null for nothing. */
function stateWords(world: PlatformWorld, addon: Addon): string | null {
  const { upgrade } = storeOf(world, addon)
  if (addon.state === 'provisioning') return 'preparing'
  if (upgrade) return `upgrading to ${upgrade.to}`
  return runningMaintenance(world, addon) ? 'under maintenance' : null
}

/** Whether one has to wait for a store, and for what. */
export function waitOf(world: PlatformWorld, addon: Addon) {
  const words = stateWords(world, addon)
  return { message: words ?? 'available', 'waiting?': words !== null }
}

export function wireConfig(world: PlatformWorld, addon: Addon): Config {
  const { policy, notify, timeout } = storeOf(world, addon)
  return {
    maxmemory_policy: { value: policy, default: 'noeviction', desc: 'What happens when memory is full', values: { ...POLICIES } },
    notify_keyspace_events: { value: notify, default: '', desc: 'Which keyspace events are published' },
    timeout: { value: timeout, default: 300, desc: 'Seconds after which an idle connection is closed' },
  }
}

/** How a store is doing, and did in the last hours. */
export function wireDetails(world: PlatformWorld, addon: Addon, hours: number): Details {
  const { now } = world
  const keys = new Keyspace(world, addon)
  const { store } = keys
  const entries = keys.entries()
  const limits = limitsOf(addon)
  const moments = momentsOf(now, hours)
  const times = [...moments.times.slice(1, -1), now]
  const per = (at: number, of: () => number | null) => (at < addon.createdAt ? null : of())
  const evictedBy = (at: number) => store.sizes.findLast(([from]) => from <= at)?.[3] ?? 0
  return {
    version: store.version,
    versions: VERSIONS.slice(VERSIONS.indexOf(store.version) + 1),
    upgrading_to: store.upgrade?.to ?? null,
    keys: entries.length,
    expiring: entries.filter(({ expiresAt }) => expiresAt !== null).length,
    memory: { used: keys.used, limit: limits.bytes },
    connections: { ...connectionsOf(world, addon, store), limit: limits.connections },
    commands_per_second: round(commandsPerSecond(world, addon, store, now), 1),
    hit_rate: roundOrNull(hitRate(world, addon, store, now)),
    expired: store.expired + expiredBetween(world, addon, store, store.resetAt, now),
    evicted: store.evicted,
    reset_at: iso(store.resetAt),
    evictions: store.evictions.toReversed().map(({ at, key, bytes }) => ({ at: iso(at), key, bytes })),
    persistent: limits.persistent,
    window: wireWindow(world, addon),
    under_maintenance: runningMaintenance(world, addon) !== null,
    series: {
      from: iso(moments.times[0] ?? now),
      step: moments.step,
      memory: memoryAt(keys, times).map((bytes, nth) => per(times[nth] ?? now, () => bytes)),
      hit_rate: times.map((at) => per(at, () => roundOrNull(hitRate(world, addon, store, at)))),
      commands: times.map((at) => per(at, () => round(commandsPerSecond(world, addon, store, at), 1))),
      evicted: times.map((at) => per(at, () => Math.max(0, evictedBy(at) - evictedBy(at - moments.step)))),
    },
  }
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
const roundOrNull = (value: number | null) => (value === null ? null : round(value, 4))

const wireKey = ({ key, type, bytes, expiresAt, value }: Entry): Key => ({
  key,
  type,
  size: sizeOf(value()),
  bytes,
  // With the ms: a short time is worth showing to the second.
  expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
})

interface AskedKeys {
  readonly match?: string | undefined
  readonly type?: string | undefined
  readonly sort?: 'name' | 'bytes' | 'expires' | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const orders: Readonly<Record<string, (a: Entry, b: Entry) => number>> = {
  bytes: (a, b) => b.bytes - a.bytes,
  expires: (a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || 0,
}

/** Some of the keys that fit. */
export function wireKeys(world: PlatformWorld, addon: Addon, asked: AskedKeys) {
  const { match, type, sort = 'name', offset = 0, limit = 100 } = asked
  const all = new Keyspace(world, addon).entries()
  const found = all.filter(
    (entry) => (type === undefined || entry.type === type) && (match === undefined || fits(match, entry.key)),
  )
  const order = orders[sort]
  const sorted = order ? found.sort(order) : found
  return { total: all.length, found: found.length, keys: sorted.slice(offset, offset + limit).map(wireKey) }
}

/** Of a longer text only the beginning is shown. */
const LONGEST_SHOWN = 64 * 1024

/** A key with what it holds, or the beginning of that; null if there is none. */
export function wireKeyPage(world: PlatformWorld, addon: Addon, key: string, limit: number): KeyPage | null {
  const entry = new Keyspace(world, addon).get(key)
  if (!entry) return null
  const value = entry.value()
  return { ...wireKey(entry), encoding: encodingOf(value), used_at: iso(entry.touchedAt), elements: elementsOf(value, limit) }
}

function elementsOf(value: Value, limit: number): string[] {
  switch (value.type) {
    case 'string':
      return [unpack(value.data).slice(0, LONGEST_SHOWN)]
    case 'hash':
      return value.data.slice(0, limit).flat()
    case 'zset':
      return value.data.slice(0, limit).flatMap(([member, score]) => [member, floatText(scoreOf(score))])
    case 'list':
    case 'set':
      return value.data.slice(0, limit)
  }
}
