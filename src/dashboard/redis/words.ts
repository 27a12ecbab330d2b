import type { Key } from '#platform/redis/contract.ts'
import { formatNumber } from '#ui/format.ts'

/** What keys can hold, by what people call it. */
export const typeNames: Record<Key['type'], string> = {
  string: 'String',
  list: 'List',
  hash: 'Hash',
  set: 'Set',
  zset: 'Sorted set',
}
const counted: Record<Key['type'], readonly [one: string, many: string]> = {
  string: ['byte', 'bytes'],
  list: ['element', 'elements'],
  hash: ['field', 'fields'],
  set: ['member', 'members'],
  zset: ['member', 'members'],
}

/** '12 fields' */
export const sizeWords = ({ type, size }: Pick<Key, 'type' | 'size'>): string =>
  `${formatNumber(size)}\u00a0${counted[type][size === 1 ? 0 : 1]}`

export const percent = (share: number): string =>
  formatNumber(share, { style: 'percent', maximumFractionDigits: share > 0.99 ? 2 : 1 })

export const perSecond = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0/s`

/** What the policies do, in the words of a settings page. */
export const policies = {
  noeviction: 'Refuses writes with an error. Nothing is lost.',
  'allkeys-lru': 'Removes the keys that were not used for longest.',
  'allkeys-lfu': 'Removes the keys that are used least.',
  'allkeys-random': 'Removes keys by chance.',
  'volatile-lru': 'Of those that expire, removes the keys that were not used for longest.',
  'volatile-lfu': 'Of those that expire, removes the keys that are used least.',
  'volatile-random': 'Of those that expire, removes keys by chance.',
  'volatile-ttl': 'Of those that expire, removes the keys with the least time left.',
} as const

/** Classes of keyspace notifications. */
export const eventClasses = [
  ['g', 'Commands of any type', 'DEL, EXPIRE, RENAME …'],
  ['$', 'Strings', ''],
  ['l', 'Lists', ''],
  ['s', 'Sets', ''],
  ['h', 'Hashes', ''],
  ['z', 'Sorted sets', ''],
  ['x', 'Expired', 'when the time of a key is over'],
  ['e', 'Evicted', 'when a key goes for want of memory'],
] as const
