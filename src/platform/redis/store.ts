import { offerOf } from '#platform/addons/catalog.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Store } from './rows.ts'

/** The versions that a store can run, the oldest first. */
export const VERSIONS: readonly string[] = ['7.2.11', '8.0.6', '8.1.4']
const [OLDEST = '', , NEWEST = ''] = VERSIONS

/** What can happen to keys when memory is full, in the words of the CLI's answer. */
export const POLICIES: Readonly<Record<string, string>> = {
  noeviction: 'returns errors when memory limit is reached',
  'allkeys-lfu': 'removes less frequently used keys first',
  'volatile-lfu': 'removes less frequently used keys first that have an expiry set',
  'allkeys-lru': 'removes less recently used keys first',
  'volatile-lru': 'removes less recently used keys first that have an expiry set',
  'allkeys-random': 'evicts random keys',
  'volatile-random': 'evicts random keys but only those that have an expiry set',
  'volatile-ttl': 'only evicts keys with an expiry set and a short TTL',
}

const UNITS: Readonly<Record<string, number>> = { MB: 2 ** 20, GB: 2 ** 30 }

/** What a plan allows (heroku-facts E.3). */
export function limitsOf(addon: Pick<Addon, 'service' | 'plan'>) {
  const [memory = '', connections] = offerOf(addon).plan.values
  const [amount, unit = ''] = memory.split(' ')
  const mini = addon.plan === 'mini'
  return {
    bytes: Number(amount) * (UNITS[unit] ?? 1),
    connections: Number(connections),
    /** The smallest plan keeps nothing on a disk and has no standby and no maintenance window. */
    persistent: !mini,
  }
}

function fresh({ id }: Addon): Omit<Store, 'empty' | 'version' | 'policy' | 'flushedAt' | 'resetAt'> {
  return {
    id,
    upgrade: null,
    timeout: 300,
    notify: '',
    restartedAt: null,
    writes: 0,
    bytes: 0,
    kept: 0,
    hidden: 0,
    expired: 0,
    evicted: 0,
    evictions: [],
    sizes: [],
    told: { nth: 0, events: [] },
  }
}

/** A store as it is; one of the starting world is worked out until something happens to it. */
export function storeOf(world: PlatformWorld, addon: Addon): Store {
  const { redisStores, apps } = world.tables
  const known = redisStores.get(addon.id)
  if (known) return known
  // A shop's cache may forget; queues may not.
  const policy = apps.get(addon.appId)?.name.endsWith('-shop') ? 'allkeys-lru' : 'noeviction'
  return { ...fresh(addon), empty: false, version: OLDEST, policy, flushedAt: 0, resetAt: addon.createdAt }
}

export function putStore({ tables: { redisStores } }: PlatformWorld, row: Store): void {
  if (redisStores.get(row.id)) redisStores.update(row.id, row)
  else redisStores.insert(row)
}

/** A store that has just been added holds nothing. */
export function beginStore(world: PlatformWorld, addon: Addon): void {
  const { now } = world
  const asked = addon.config['version']
  const version = VERSIONS.findLast((each) => each === asked || each.startsWith(`${asked}.`)) ?? NEWEST
  const policy = addon.config['maxmemory_policy'] ?? ''
  putStore(world, {
    ...fresh(addon),
    empty: true,
    version,
    policy: Object.hasOwn(POLICIES, policy) ? policy : 'noeviction',
    flushedAt: now,
    resetAt: now,
  })
}
