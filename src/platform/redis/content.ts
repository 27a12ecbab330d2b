import { between, draw, hash, hex, integer, pick } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Store } from './rows.ts'
import { bytesOf, LARGEST_VALUE, type Type, type Value } from './values.ts'

// What the apps of the starting world keep in their stores: a function of the seed and the time. Nothing of it is a row until
// somebody writes over it, and values are made when they are looked at. Keys that expire come back under other names, as the
// app goes on; after a flush the app fills its store again.

/** A key that an app wrote. */
export interface Written {
  readonly key: string
  readonly type: Type
  readonly bytes: number
  readonly bornAt: number
  readonly expiresAt: number | null
  readonly touchedAt: number
  readonly uses: number
  readonly value: () => Value
}

interface Family {
  readonly count: number
  /** How long a key of it lives, in ms; null: for ever. */
  readonly life: number | null
  readonly key: (id: number, nth: number) => string
  /** At the time that it was written, or now for one that stays and changes. */
  readonly value: (id: number, nth: number, at: number) => Value
  /** The size of a text that is only made when it is looked at. */
  readonly size?: (id: number) => number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** How long it takes an app to have written again what it needs. */
export const WARMING = 20 * MINUTE

const text = (value: object | string | number): Value => ({
  type: 'string',
  data: typeof value === 'object' ? JSON.stringify(value) : String(value),
})
const fields = (record: Readonly<Record<string, string | number>>): Value => ({
  type: 'hash',
  data: Object.entries(record).map(([field, value]) => [field, String(value)]),
})
const ranked = (pairs: readonly (readonly [string, number])[]): Value => ({
  type: 'zset',
  data: pairs.toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)),
})
const times = <T>(count: number, make: (nth: number) => T): T[] => Array.from({ length: count }, (_, nth) => make(nth))
const one = (key: string, value: (now: number) => Value): Family => ({
  count: 1,
  life: null,
  key: () => key,
  value: (_id, _nth, now) => value(now),
})

const SKUS = 'ridge-tent fell-jacket trail-boots river-pack summit-stove larch-lamp moss-bag heather-hat'.split(' ')

/** A page's fragment of this many bytes: one card of a product after the other. */
function fragment(id: number, size: number): string {
  const sku = pick(SKUS, id, 'sku')
  const card = `<article class="card" data-sku="${sku}"><h3>${sku}</h3><p>In stock, delivered in two days.</p></article>\n`
  return card.repeat(Math.ceil(size / card.length)).slice(0, size)
}

const sessions = (prefix: string, count: number): Family => ({
  count,
  life: 2 * HOUR,
  key: (id) => `${prefix}${hex(32, id, 'session')}`,
  value: (id) => text({ user_id: integer(1_000, 48_000, id), csrf: hex(24, id, 'csrf'), cart: integer(0, 6, id, 'cart') }),
})

/** Parts of pages of between so many bytes. */
function cached(count: number, life: number, key: (id: number) => string, from: number, to: number): Family {
  const size = (id: number) => Math.min(LARGEST_VALUE, integer(from, to, id, 'size'))
  return { count, life, key, value: (id) => ({ type: 'string', data: fragment(id, size(id)) }), size }
}

const job = (id: number, nth: number, name: string) =>
  JSON.stringify({ class: name, args: [integer(10_000, 99_999, id, nth)], retry: true, jid: hex(24, id, nth), queue: 'default' })

const JOBS = ['OrderConfirmationJob', 'ExportOrdersJob', 'ReindexProductJob', 'StockSyncJob']
const jobs = (id: number, count: number) => times(count, (nth) => job(id, nth, pick(JOBS, id, nth)))

/** How many have been done by now, at so many a second. */
const counted = (now: number, rate: number) => text(Math.floor((now / 1000 - 1_760_000_000) * rate))

function shop(id: number, rate: number, share: number): Family[] {
  const some = (count: number) => Math.round(count * Math.min(1, share * 4))
  return [
    cached(
      Math.round(190 * share),
      12 * HOUR,
      (key) => `cache:views/products/${integer(1, 2_400, key)}-${hex(8, key, 'digest')}`,
      240_000,
      460_000,
    ),
    sessions('session:', some(80)),
    {
      count: some(40),
      life: 3 * DAY,
      key: (slot) => `cart:${integer(1_000, 48_000, slot)}`,
      value: (slot) =>
        fields(Object.fromEntries(times(1 + (slot % 4), (nth) => [pick(SKUS, slot, nth), integer(1, 3, slot, nth)]))),
    },
    {
      count: some(30),
      life: MINUTE,
      key: (slot) => `rate:${[0, 1, 2, 3].map((part) => integer(1, 254, slot, part)).join('.')}`,
      value: (slot) => text(integer(1, 60, slot)),
    },
    {
      count: SKUS.length,
      life: null,
      key: (_slot, nth) => `stock:${SKUS[nth] ?? ''}`,
      value: (slot) => text(integer(0, 340, slot)),
    },
    one('queues', () => ({ type: 'set', data: ['default', 'mailers'] })),
    one('queue:default', () => ({ type: 'list', data: jobs(id, 12) })),
    one('queue:mailers', () => ({ type: 'list', data: jobs(id + 1, 4) })),
    one('retry', (now) => ranked(jobs(id + 2, 3).map((each, nth) => [each, Math.floor(now / 1000) + nth * 90]))),
    one('stat:processed', (now) => counted(now, rate)),
    one('stat:failed', (now) => counted(now, rate * 0.002)),
    one('bestsellers', () => ranked(SKUS.map((sku) => [sku, integer(20, 900, id, sku)]))),
    one('feature:flags', () => fields({ gift_wrapping: 'off', winter_catalogue: 'on', store_pickup: 'on' })),
    one('recent:orders', () => ({ type: 'list', data: times(20, (nth) => `F-${integer(100_000, 999_999, id, nth)}`) })),
  ]
}

function queues(id: number, rate: number, share: number): Family[] {
  const some = (count: number) => Math.round(count * Math.min(1, share * 3))
  const ids = (count: number, what: string) => times(count, (nth) => String(integer(20_000, 99_000, id, what, nth)))
  return [
    cached(
      Math.round(120 * share),
      6 * HOUR,
      (key) => `cache:product:${integer(1, 2_400, key)}:${hex(6, key, 'etag')}`,
      180_000,
      330_000,
    ),
    sessions('sess:', some(50)),
    {
      count: some(70),
      life: DAY,
      key: (slot) => `idempotency:${hex(8, slot)}-${hex(4, slot, 'b')}-4${hex(3, slot, 'c')}`,
      value: (slot) => text({ status: 201, order: `F-${integer(100_000, 999_999, slot)}` }),
    },
    {
      count: some(25),
      life: 2 * MINUTE,
      key: (slot) => `ratelimit:partner-${integer(1, 90, slot)}:${hex(4, slot)}`,
      value: (slot) => text(integer(1, 600, slot)),
    },
    {
      count: 24,
      life: 8 * HOUR,
      key: (slot) => `bull:orders:${integer(20_000, 99_000, slot)}`,
      value: (slot, _nth, at) =>
        fields({
          name: pick(['confirm', 'ship', 'invoice', 'notify-partner'], slot),
          data: JSON.stringify({ order: `F-${integer(100_000, 999_999, slot)}` }),
          timestamp: at,
          attemptsMade: integer(0, 2, slot, 'attempts'),
        }),
    },
    one('bull:orders:id', (now) => counted(now, rate * 0.1)),
    one('bull:orders:wait', () => ({ type: 'list', data: ids(9, 'wait') })),
    one('bull:orders:completed', (now) => ranked(ids(40, 'done').map((each, nth) => [each, now - nth * 9_000]))),
    one('bull:orders:failed', (now) => ranked(ids(2, 'failed').map((each) => [each, now - HOUR]))),
    one('bull:orders:meta', () => fields({ 'opts.maxLenEvents': 10_000, version: 'bullmq:5.61.0' })),
    one('partners:active', () => ({ type: 'set', data: ['alpenglow', 'northlight', 'pinecrest', 'driftwood'] })),
    one('stock:versions', () => fields(Object.fromEntries(SKUS.map((sku) => [sku, integer(1, 90, id, sku)])))),
  ]
}

function familiesOf({ tables, seed, origin }: PlatformWorld, addon: Addon, store: Store): Family[] {
  const app = tables.apps.get(addon.appId)
  if (store.empty || origin.scenario !== 'company' || !app) return []
  const id = hash(seed, addon.id, 'content')
  const rate = 0.5 * Math.max(...app.traffic.map(({ peakRps }) => peakRps), 0.05)
  // The apps on the smallest plan are stagings of the others.
  const share = addon.plans[0]?.plan === 'mini' ? 0.32 : 1
  return app.name.includes('api') ? queues(id, rate, share) : shop(id, rate, share)
}

/** What the app of a starting world's store has in it at a time. Empty for a store that was added since. */
export function contentOf(world: PlatformWorld, addon: Addon, store: Store, now: number): Written[] {
  const since = Math.max(addon.createdAt, store.flushedAt)
  return familiesOf(world, addon, store).flatMap((family, nth) => keysOf(family, hash(world.seed, addon.id, nth), since, now))
}

/** How many keys of the app have expired between two times. */
export function expiredBetween(world: PlatformWorld, addon: Addon, store: Store, from: number, to: number): number {
  const share = familiesOf(world, addon, store).reduce((sum, { count, life }) => sum + (life === null ? 0 : count / life), 0)
  return Math.floor(share * Math.max(0, to - from))
}

/** The keys of a family that there are. Each place is taken by one key after the other, and not all of them change at once. */
function keysOf(family: Family, seed: number, since: number, now: number): Written[] {
  const { count, life } = family
  return times(count, (nth) => {
    const phase = life === null ? 0 : draw(seed, nth) * life
    const turn = life === null ? 0 : Math.floor((now - phase) / life)
    const first = since + Math.floor(draw(seed, nth, 'warming') * WARMING)
    const bornAt = life === null ? first : Math.max(first, Math.floor(turn * life + phase))
    const expiresAt = life === null ? null : Math.floor((turn + 1) * life + phase)
    return { bornAt, expiresAt, nth, id: hash(seed, nth, turn) }
  }).flatMap(({ bornAt, expiresAt, nth, id }) =>
    bornAt > now || (expiresAt !== null && (bornAt >= expiresAt || expiresAt <= now))
      ? []
      : {
          ...(life === null ? written(family, id, nth, now) : remembered(family, id, nth, bornAt)),
          bornAt,
          expiresAt,
          touchedAt: Math.max(bornAt, now - Math.floor(between(1, 60, id, Math.floor(now / (10 * MINUTE))) * MINUTE)),
          uses: 1 + integer(0, 200, id, 'uses'),
        },
  )
}

/** What was written and stays as it is until it expires: made once, as each command asks for all of it. */
const made = new Map<string, ReturnType<typeof written>>()
const MOST_MADE = 10_000

function remembered(family: Family, id: number, nth: number, bornAt: number) {
  const name = `${id} ${nth} ${bornAt}`
  const found = made.get(name) ?? written(family, id, nth, bornAt)
  if (made.size >= MOST_MADE) made.clear()
  made.set(name, found)
  return found
}

function written({ key, value, size, life }: Family, id: number, nth: number, at: number) {
  const name = key(id, nth)
  const length = size?.(id)
  if (length !== undefined)
    return {
      key: name,
      type: 'string' as const,
      bytes: Math.ceil((80 + name.length + length) / 8) * 8,
      value: () => value(id, nth, at),
    }
  const sample = value(id, nth, at)
  return { key: name, type: sample.type, bytes: bytesOf(name, sample, life !== null), value: () => sample }
}
