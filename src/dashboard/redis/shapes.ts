import type { Key } from '#platform/redis/contract.ts'

// What can be done to the elements of a key, as commands. Texts are bytes.

type Words = readonly string[]

interface Row {
  /** Names the element among the others. */
  readonly name: string
  /** What can be changed of it; null where there is nothing beside the name. */
  readonly value: string | null
}

interface Shape {
  readonly headings: readonly [name: string, value?: string]
  /** What a new element is asked by. */
  readonly asks: readonly [first: string, second?: string]
  readonly rows: (elements: readonly string[]) => Row[]
  readonly add: (key: string, values: Words) => Words
  readonly change: (key: string, row: Row, value: string) => Words
  readonly remove: (key: string, row: Row) => readonly Words[]
}

const inPairs = (elements: readonly string[]): Row[] =>
  elements.flatMap((name, nth) => (nth % 2 === 0 ? [{ name, value: elements[nth + 1] ?? '' }] : []))

/** In place of an element of a list that is to go: there is none like it. */
const GONE = '\0gone\0'

export const shapes: Readonly<Record<Exclude<Key['type'], 'string'>, Shape>> = {
  hash: {
    headings: ['Field', 'Value'],
    asks: ['Field', 'Value'],
    rows: inPairs,
    add: (key, values) => ['HSET', key, ...values],
    change: (key, { name }, value) => ['HSET', key, name, value],
    remove: (key, { name }) => [['HDEL', key, name]],
  },
  list: {
    headings: ['Index', 'Element'],
    asks: ['Element'],
    rows: (elements) => elements.map((value, nth) => ({ name: String(nth), value })),
    add: (key, values) => ['RPUSH', key, ...values],
    change: (key, { name }, value) => ['LSET', key, name, value],
    remove: (key, { name }) => [
      ['LSET', key, name, GONE],
      ['LREM', key, '1', GONE],
    ],
  },
  set: {
    headings: ['Member'],
    asks: ['Member'],
    rows: (elements) => elements.map((name) => ({ name, value: null })),
    add: (key, values) => ['SADD', key, ...values],
    change: (key, { name }) => ['SADD', key, name],
    remove: (key, { name }) => [['SREM', key, name]],
  },
  zset: {
    headings: ['Member', 'Score'],
    asks: ['Member', 'Score'],
    rows: inPairs,
    add: (key, [member = '', score = '']) => ['ZADD', key, score, member],
    change: (key, { name }, value) => ['ZADD', key, value, name],
    remove: (key, { name }) => [['ZREM', key, name]],
  },
}
