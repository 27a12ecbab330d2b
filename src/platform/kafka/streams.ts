import { draw, integer, pick } from '#kernel/random.ts'
import { partitionOf } from './murmur.ts'

// What programs that cannot be seen write to a topic: a function of the seed, the topic and the time. Messages are counted in
// closed form, so any offset of any week can be asked for without making those before it.

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The share of the peak in each hour of the day (UTC). */
const SHOP = [22, 16, 12, 10, 12, 20, 34, 52, 68, 82, 90, 94, 96, 92, 88, 88, 92, 97, 100, 98, 90, 74, 52, 34]
const OFFICE = [4, 3, 3, 3, 4, 8, 22, 55, 88, 100, 98, 90, 72, 84, 94, 90, 74, 46, 22, 12, 8, 6, 5, 4]

interface Draw {
  /** A whole number within bounds. */
  readonly int: (low: number, high: number, what: string) => number
  readonly one: <T>(items: readonly T[], what: string) => T
  readonly chance: (what: string) => number
}

interface Kind {
  /** Messages a second at the busiest hour. */
  readonly peak: number
  readonly hours: readonly number[]
  /** Keys are `prefix` and a number from `first` on. */
  readonly keys: readonly [prefix: string, first: number, count: number]
  readonly program: string
  readonly bytes: number
  readonly value: (key: string, nth: number, chance: Draw) => object
}

const NAMES = ['tent', 'stove', 'rope', 'lantern', 'backpack', 'boots', 'jacket', 'kettle', 'hammock', 'compass']
const PATHS = ['/', '/sale', '/tents', '/boots', '/cart', '/checkout', '/search', '/stoves', '/guides/first-hike']
const WORDS = ['light tent', 'rain jacket', 'gas stove', 'boots 43', 'down vest', 'head lamp', 'rope 60m', 'dry bag']

const kinds: Readonly<Record<string, Kind>> = {
  orders: {
    peak: 1.6,
    hours: SHOP,
    keys: ['customer-', 10_400, 900],
    program: 'fernwood-api web',
    bytes: 230,
    value: (key, nth, { int, one }) => ({
      type: 'order.placed',
      order: `F-${200_000 + nth}`,
      customer: key,
      items: [{ sku: `${one(NAMES, 'item')}-${int(100, 139, 'sku')}`, quantity: int(1, 3, 'quantity') }],
      total: int(1900, 48_900, 'total') / 100,
      currency: one(['EUR', 'EUR', 'EUR', 'GBP', 'SEK'], 'currency'),
    }),
  },
  payments: {
    peak: 1.4,
    hours: SHOP,
    keys: ['customer-', 10_400, 900],
    program: 'fernwood-payments web',
    bytes: 150,
    value: (key, nth, { int, one }) => ({
      type: one(['payment.captured', 'payment.captured', 'payment.captured', 'payment.refused', 'payment.refunded'], 'type'),
      payment: `P-${500_000 + nth}`,
      customer: key,
      amount: int(1900, 48_900, 'amount') / 100,
      method: one(['card', 'card', 'invoice', 'wallet'], 'method'),
    }),
  },
  stock: {
    peak: 2.2,
    hours: OFFICE,
    keys: ['sku-', 100, 400],
    program: 'fernwood-inventory web',
    bytes: 120,
    value: (key, _nth, { int, one }) => ({
      sku: key,
      available: int(0, 180, 'available'),
      reserved: int(0, 12, 'reserved'),
      warehouse: one(['Leipzig', 'Malmö', 'Lyon'], 'warehouse'),
    }),
  },
  views: {
    peak: 38,
    hours: SHOP,
    keys: ['session-', 70_000, 1200],
    program: 'fernwood-shop web',
    bytes: 180,
    value: (key, _nth, { int, one, chance }) => ({
      session: key,
      path: one(PATHS, 'path'),
      ms: int(18, 420, 'ms'),
      device: chance('device') < 0.62 ? 'phone' : 'desktop',
    }),
  },
  searches: {
    peak: 4.5,
    hours: SHOP,
    keys: ['session-', 70_000, 1200],
    program: 'fernwood-search web',
    bytes: 110,
    value: (key, _nth, { int, one }) => ({ session: key, q: one(WORDS, 'words'), hits: int(0, 240, 'hits') }),
  },
  mails: {
    peak: 0.9,
    hours: SHOP,
    keys: ['customer-', 10_400, 900],
    program: 'fernwood-api worker',
    bytes: 140,
    value: (key, nth, { one }) => ({
      mail: `M-${900_000 + nth}`,
      to: key,
      template: one(['receipt', 'shipped', 'review', 'reset'], 'template'),
      locale: one(['de', 'en', 'fr', 'sv'], 'locale'),
    }),
  },
}

/** What fills a topic by itself: of which kind, since when, and over how many partitions. */
export interface Source {
  readonly id: string
  readonly stream: string | null
  readonly createdAt: number
  readonly partitions: number
}

const kindOf = ({ stream }: Source): Kind | undefined => (stream === null ? undefined : kinds[stream])

/** The ms of the peak that an hour is worth, by its share in percent. */
const worth = (share: number) => (share * HOUR) / 100

/** What came before each hour of the day, and last the whole day, in ms of the peak. */
const sums = (hours: readonly number[]): readonly number[] =>
  hours.reduce<readonly number[]>((all, share) => [...all, (all.at(-1) ?? 0) + worth(share)], [0])

const totals = new Map<readonly number[], readonly number[]>([SHOP, OFFICE].map((hours) => [hours, sums(hours)] as const))
const before = (hours: readonly number[], hour: number) => totals.get(hours)?.[hour] ?? 0

/** How long the peak would take for what comes from 1970 until a time, in ms. */
function busyMs(hours: readonly number[], time: number): number {
  const hour = Math.floor((time % DAY) / HOUR)
  return Math.floor(time / DAY) * before(hours, 24) + before(hours, hour) + ((time % HOUR) * (hours[hour] ?? 0)) / 100
}

/** The time at which `busyMs` reaches a value. */
function timeOfBusyMs(hours: readonly number[], value: number): number {
  const days = Math.floor(value / before(hours, 24))
  const rest = value - days * before(hours, 24)
  const hour = Math.max(
    0,
    hours.findLastIndex((_, nth) => before(hours, nth) <= rest),
  )
  return days * DAY + hour * HOUR + ((rest - before(hours, hour)) * 100) / (hours[hour] ?? 1)
}

/** How many messages a topic's own programs have written to it up to a time, with the fraction of the next. */
export function volumeAt(source: Source, time: number): number {
  const kind = kindOf(source)
  if (!kind || time <= source.createdAt) return 0
  return ((busyMs(kind.hours, time) - busyMs(kind.hours, source.createdAt)) * kind.peak) / 1000
}

/** Messages a second that its own programs write at a time. */
export function rateAt(source: Source, time: number): number {
  const kind = kindOf(source)
  if (!kind || time < source.createdAt) return 0
  return (kind.peak * (kind.hours[Math.floor((time % DAY) / HOUR)] ?? 0)) / 100
}

/** The mean size of what its own programs write. */
export const meanBytes = (source: Source): number => kindOf(source)?.bytes ?? 0

/** The program that fills it; null for one that only fills by hand. */
export const programOf = (source: Source): string | null => kindOf(source)?.program ?? null

const spread = new Map<string, readonly (readonly string[])[]>()

/** The keys of a kind, by the partition that they belong to. */
function keysByPartition(stream: string, kind: Kind, partitions: number): readonly (readonly string[])[] {
  const name = `${stream} ${partitions}`
  let lists = spread.get(name)
  if (!lists) {
    const [prefix, first, count] = kind.keys
    const made: string[][] = Array.from({ length: partitions }, () => [])
    for (let i = 0; i < count; i++) made[partitionOf(`${prefix}${first + i}`, partitions)]?.push(`${prefix}${first + i}`)
    spread.set(name, (lists = made))
  }
  return lists
}

const keysIn = ({ stream, partitions }: Source, kind: Kind, partition: number) =>
  keysByPartition(stream ?? '', kind, partitions)[partition] ?? []

/** A partition gets what its keys get, and begins somewhere within the first message. */
function shareOf(source: Source, kind: Kind, partition: number) {
  return { share: keysIn(source, kind, partition).length / kind.keys[2], phase: draw('phase', source.id, partition) }
}

/** How many messages its own programs have written to a partition up to a time. */
export function countAt(source: Source, partition: number, time: number): number {
  const kind = kindOf(source)
  if (!kind || time <= source.createdAt) return 0
  const { share, phase } = shareOf(source, kind, partition)
  return Math.floor(volumeAt(source, time) * share + phase)
}

export interface Written {
  readonly at: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: Readonly<Record<string, string>>
}

/** The key of the nth message (from 0) that its own programs wrote to a partition. */
export function keyOf(source: Source, partition: number, nth: number): string {
  const kind = kindOf(source)
  return kind ? pick(keysIn(source, kind, partition), 'key', source.id, partition, nth) : ''
}

/** The nth message (from 0) that its own programs wrote to a partition. */
export function writtenAs(source: Source, partition: number, nth: number): Written {
  const kind = kindOf(source)
  if (!kind) throw new RangeError(`nothing writes to ${source.id}`)
  const { share, phase } = shareOf(source, kind, partition)
  const from = busyMs(kind.hours, source.createdAt)
  const when = (count: number) => timeOfBusyMs(kind.hours, from + (((count - phase) / share) * 1000) / kind.peak)
  const written = when(nth + 1)
  // The time that a producer notes is that of the event, a little before it is written.
  const early = Math.min(1500, (written - when(nth)) * 0.8) * draw('early', source.id, partition, nth)
  const key = keyOf(source, partition, nth)
  const chance: Draw = {
    int: (low, high, what) => integer(low, high, what, source.id, partition, nth),
    one: (items, what) => pick(items, what, source.id, partition, nth),
    chance: (what) => draw(what, source.id, partition, nth),
  }
  return {
    at: Math.max(source.createdAt, Math.floor(written - early)),
    key,
    value: JSON.stringify(kind.value(key, nth * source.partitions + partition, chance)),
    headers: { program: kind.program },
  }
}
