import { numberIn, rangeOf } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, OK, refuse, syntaxError, type Reply } from '#platform/redis/reply.ts'
import { commandsOf, type Command } from './command.ts'

const list = commandsOf('lists')

type Side = 'left' | 'right'

const itemsOf = (keys: Keyspace, key: string): readonly string[] => keys.value(key, 'list') ?? []
const put = (keys: Keyspace, key: string, data: readonly string[], name: string) =>
  keys.set(key, { type: 'list', data }, ['l', name])

function push(keys: Keyspace, [key = '', ...items]: readonly string[], side: Side, onlyThere = false): Reply {
  const before = itemsOf(keys, key)
  if (onlyThere && before.length === 0) return 0
  const after = side === 'left' ? [...items.toReversed(), ...before] : [...before, ...items]
  put(keys, key, after, side === 'left' ? 'lpush' : 'rpush')
  return after.length
}

function take(keys: Keyspace, key: string, side: Side, count: number): string[] {
  const items = itemsOf(keys, key)
  const taken = side === 'left' ? items.slice(0, count) : items.slice(Math.max(0, items.length - count)).toReversed()
  const rest = side === 'left' ? items.slice(count) : items.slice(0, Math.max(0, items.length - count))
  if (taken.length > 0) put(keys, key, rest, side === 'left' ? 'lpop' : 'rpop')
  return taken
}

function pop(keys: Keyspace, [key = '', count]: readonly string[], side: Side): Reply {
  if (count === undefined) return bulk(take(keys, key, side, 1)[0])
  const wanted = numberIn(count, 'ERR value is out of range, must be positive')
  if (wanted < 0) throw refuse('ERR value is out of range, must be positive')
  return keys.value(key, 'list') === null ? null : bulks(take(keys, key, side, wanted))
}

/** What a command that waits answers when it need not; whoever holds the connection waits, and asks again. */
function popFirst(keys: Keyspace, args: readonly string[], side: Side): Reply {
  const timeout = Number(args.at(-1))
  if (Number.isNaN(timeout) || args.at(-1) === '') throw refuse('ERR timeout is not a float or out of range')
  if (timeout < 0) throw refuse('ERR timeout is negative')
  for (const key of args.slice(0, -1)) {
    if (itemsOf(keys, key).length > 0) return bulks([key, ...take(keys, key, side, 1)])
  }
  return null
}

function sideIn(word: string | undefined): Side {
  const side = word?.toLowerCase()
  if (side === 'left' || side === 'right') return side
  throw syntaxError()
}

function move(keys: Keyspace, from: string, to: string, out: Side, into: Side): Reply {
  if (itemsOf(keys, from).length === 0) return null
  itemsOf(keys, to)
  const [item = ''] = take(keys, from, out, 1)
  push(keys, [to, item], into)
  return bulk(item)
}

function indexIn(items: readonly string[], word: string): number {
  const index = numberIn(word)
  return index < 0 ? items.length + index : index
}

function insert(keys: Keyspace, [key = '', where = '', pivot = '', item = '']: readonly string[]): Reply {
  const place = where.toLowerCase()
  if (place !== 'before' && place !== 'after') throw syntaxError()
  const items = itemsOf(keys, key)
  if (items.length === 0) return 0
  const at = items.indexOf(pivot)
  if (at < 0) return -1
  put(keys, key, items.toSpliced(place === 'before' ? at : at + 1, 0, item), 'linsert')
  return items.length + 1
}

function remove(keys: Keyspace, [key = '', count = '', item = '']: readonly string[]): Reply {
  const wanted = numberIn(count)
  const items = itemsOf(keys, key)
  const places = items.flatMap((each, at) => (each === item ? [at] : []))
  const gone = new Set(wanted === 0 ? places : wanted > 0 ? places.slice(0, wanted) : places.slice(wanted))
  if (gone.size > 0)
    put(
      keys,
      key,
      items.filter((_, at) => !gone.has(at)),
      'lrem',
    )
  return gone.size
}

function rankIn(word: string): number {
  const rank = numberIn(word)
  if (rank !== 0) return rank
  throw refuse(
    "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
  )
}

function notNegative(word: string, name: string): number {
  const number = numberIn(word, `ERR ${name} can't be negative`)
  if (number < 0) throw refuse(`ERR ${name} can't be negative`)
  return number
}

function positions(keys: Keyspace, [key = '', item = '', ...options]: readonly string[]): Reply {
  let [rank, most, length] = [1, null as number | null, 0]
  for (let at = 0; at < options.length; at += 2) {
    const option = options[at]?.toLowerCase()
    const value = options[at + 1]
    if (value === undefined) throw syntaxError()
    if (option === 'rank') rank = rankIn(value)
    else if (option === 'count') most = notNegative(value, 'COUNT')
    else if (option === 'maxlen') length = notNegative(value, 'MAXLEN')
    else throw syntaxError()
  }
  const items = itemsOf(keys, key)
  const order = items.map((_, at) => (rank > 0 ? at : items.length - 1 - at)).slice(0, length || undefined)
  const found = order.filter((at) => items[at] === item).slice(Math.abs(rank) - 1)
  if (most === null) return found[0] ?? null
  return found.slice(0, most || undefined)
}

export const lists: Readonly<Record<string, Command>> = {
  lpush: list(-3, 'grows', 'key element [element ...]', 'Adds elements at the head of a list.', (keys, args) =>
    push(keys, args, 'left'),
  ),
  rpush: list(-3, 'grows', 'key element [element ...]', 'Adds elements at the tail of a list.', (keys, args) =>
    push(keys, args, 'right'),
  ),
  lpushx: list(-3, 'grows', 'key element [element ...]', 'Adds at the head of a list that there is.', (keys, args) =>
    push(keys, args, 'left', true),
  ),
  rpushx: list(-3, 'grows', 'key element [element ...]', 'Adds at the tail of a list that there is.', (keys, args) =>
    push(keys, args, 'right', true),
  ),
  lpop: list(-2, 'writes', 'key [count]', 'Takes elements from the head of a list.', (keys, args) => pop(keys, args, 'left')),
  rpop: list(-2, 'writes', 'key [count]', 'Takes elements from the tail of a list.', (keys, args) => pop(keys, args, 'right')),
  blpop: list(-3, 'writes', 'key [key ...] timeout', 'Takes from the head of the first list with any, or waits.', (keys, args) =>
    popFirst(keys, args, 'left'),
  ),
  brpop: list(-3, 'writes', 'key [key ...] timeout', 'Takes from the tail of the first list with any, or waits.', (keys, args) =>
    popFirst(keys, args, 'right'),
  ),
  llen: list(2, 'reads', 'key', 'Counts the elements of a list.', (keys, [key = '']) => itemsOf(keys, key).length),
  lrange: list(4, 'reads', 'key start stop', 'Answers a part of a list.', (keys, [key = '', start = '', stop = '']) => {
    const [first, last] = [numberIn(start), numberIn(stop)]
    const items = itemsOf(keys, key)
    return bulks(items.slice(...rangeOf(items.length, first, last)))
  }),
  lindex: list(3, 'reads', 'key index', 'Answers one element of a list.', (keys, [key = '', index = '']) => {
    const items = itemsOf(keys, key)
    return items.length === 0 ? null : bulk(items[indexIn(items, index)])
  }),
  lset: list(4, 'grows', 'key index element', 'Writes over one element of a list.', (keys, [key = '', index = '', item = '']) => {
    if (keys.value(key, 'list') === null) throw refuse('ERR no such key')
    const items = itemsOf(keys, key)
    const at = indexIn(items, index)
    if (items[at] === undefined) throw refuse('ERR index out of range')
    put(keys, key, items.with(at, item), 'lset')
    return OK
  }),
  linsert: list(5, 'grows', 'key BEFORE | AFTER pivot element', 'Adds an element beside another.', insert),
  lrem: list(4, 'writes', 'key count element', 'Removes elements that are like this.', remove),
  ltrim: list(4, 'writes', 'key start stop', 'Keeps a part of a list.', (keys, [key = '', start = '', stop = '']) => {
    const [first, last] = [numberIn(start), numberIn(stop)]
    const items = itemsOf(keys, key)
    if (items.length > 0) put(keys, key, items.slice(...rangeOf(items.length, first, last)), 'ltrim')
    return OK
  }),
  lmove: list(
    5,
    'grows',
    'source destination LEFT | RIGHT LEFT | RIGHT',
    'Moves an element from one list to another.',
    (keys, [from = '', to = '', out, into]) => move(keys, from, to, sideIn(out), sideIn(into)),
  ),
  rpoplpush: list(
    3,
    'grows',
    'source destination',
    'Moves the last element of a list to the head of another.',
    (keys, [from = '', to = '']) => move(keys, from, to, 'right', 'left'),
  ),
  lpos: list(-3, 'reads', 'key element [RANK rank] [COUNT count] [MAXLEN length]', 'Finds an element in a list.', positions),
}
