import { numberIn } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, flag, refuse, syntaxError, type Reply } from '#platform/redis/reply.ts'
import { encodingOf } from '#platform/redis/values.ts'
import { choose } from './choose.ts'
import { commandsOf, type Command } from './command.ts'
import { scan } from './scan.ts'

const set = commandsOf('sets')

const membersOf = (keys: Keyspace, key: string): readonly string[] => keys.value(key, 'set') ?? []

/** Sets of numbers are kept in order, as the engine does. */
function put(keys: Keyspace, key: string, members: Iterable<string>, name: string): void {
  const data = [...members]
  const value = { type: 'set', data } as const
  const sorted = encodingOf(value) === 'intset' ? data.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)) : data
  keys.set(key, { type: 'set', data: sorted }, ['s', name])
}

function add(keys: Keyspace, [key = '', ...more]: readonly string[]): Reply {
  const members = new Set(membersOf(keys, key))
  const before = members.size
  for (const member of more) members.add(member)
  if (members.size > before) put(keys, key, members, 'sadd')
  return members.size - before
}

function remove(keys: Keyspace, key: string, gone: readonly string[], name: string): number {
  const members = new Set(membersOf(keys, key))
  const before = members.size
  for (const member of gone) members.delete(member)
  if (members.size < before) put(keys, key, members, name)
  return before - members.size
}

/** Goes through the members of one set after the other. */
type Combine = (keys: Keyspace, names: readonly string[]) => readonly string[]

const union: Combine = (keys, names) => {
  const all = new Set<string>()
  for (const name of names) for (const member of membersOf(keys, name)) all.add(member)
  return [...all]
}

/** Those of the first set that each of the others has, or has not. */
const among =
  (wanted: boolean): Combine =>
  (keys, [first = '', ...names]) =>
    names.reduce<readonly string[]>(
      (left, name) => {
        const other = new Set(membersOf(keys, name))
        return left.filter((member) => other.has(member) === wanted)
      },
      membersOf(keys, first),
    )

const intersection = among(true)
const difference = among(false)

const combining = (combine: Combine, what: string) =>
  set(-2, 'reads', 'key [key ...]', `Answers ${what}.`, (keys, names) => bulks(combine(keys, names)))

const storing = (combine: Combine, name: string, what: string) =>
  set(-3, 'grows', 'destination key [key ...]', `Keeps ${what} as a set.`, (keys, [to = '', ...names]) => {
    const members = combine(keys, names)
    keys.delete(to)
    if (members.length > 0) put(keys, to, members, name)
    return members.length
  })

function countIntersection(keys: Keyspace, [count = '', ...rest]: readonly string[]): Reply {
  const number = numberIn(count, 'ERR numkeys should be greater than 0')
  if (number < 1) throw refuse('ERR numkeys should be greater than 0')
  if (number > rest.length) throw refuse("ERR Number of keys can't be greater than number of args")
  const [word, most, ...more] = rest.slice(number)
  if (word !== undefined && (word.toLowerCase() !== 'limit' || most === undefined || more.length > 0)) throw syntaxError()
  const limit = numberIn(most ?? '0', "ERR LIMIT can't be negative")
  if (limit < 0) throw refuse("ERR LIMIT can't be negative")
  const { length } = intersection(keys, rest.slice(0, number))
  return limit === 0 ? length : Math.min(limit, length)
}

function pop(keys: Keyspace, [key = '', count, ...more]: readonly string[]): Reply {
  if (more.length > 0) throw syntaxError()
  if (count !== undefined && numberIn(count, 'ERR value is out of range, must be positive') < 0)
    throw refuse('ERR value is out of range, must be positive')
  const chosen = choose(keys, membersOf(keys, key), count)
  remove(keys, key, chosen, 'spop')
  return count === undefined ? bulk(chosen[0]) : bulks(chosen)
}

export const sets: Readonly<Record<string, Command>> = {
  sadd: set(-3, 'grows', 'key member [member ...]', 'Adds members to a set.', add),
  srem: set(-3, 'writes', 'key member [member ...]', 'Removes members from a set.', (keys, [key = '', ...members]) =>
    remove(keys, key, members, 'srem'),
  ),
  smembers: set(2, 'reads', 'key', 'Answers all members of a set.', (keys, [key = '']) => bulks(membersOf(keys, key))),
  sismember: set(3, 'reads', 'key member', 'Says whether a set has a member.', (keys, [key = '', member = '']) =>
    flag(membersOf(keys, key).includes(member)),
  ),
  smismember: set(-3, 'reads', 'key member [member ...]', 'Says which of these a set has.', (keys, [key = '', ...members]) => {
    const there = new Set(membersOf(keys, key))
    return members.map((member) => flag(there.has(member)))
  }),
  scard: set(2, 'reads', 'key', 'Counts the members of a set.', (keys, [key = '']) => membersOf(keys, key).length),
  spop: set(-2, 'writes', 'key [count]', 'Takes some members out of a set.', pop),
  srandmember: set(-2, 'reads', 'key [count]', 'Answers some members of a set.', (keys, [key = '', count, ...more]) => {
    if (more.length > 0) throw syntaxError()
    const chosen = choose(keys, membersOf(keys, key), count)
    return count === undefined ? bulk(chosen[0]) : bulks(chosen)
  }),
  smove: set(
    4,
    'grows',
    'source destination member',
    'Moves a member from one set to another.',
    (keys, [from = '', to = '', member = '']) => {
      const members = keys.value(from, 'set')
      if (!members) return 0
      membersOf(keys, to)
      if (!members.includes(member)) return 0
      if (from === to) return 1
      remove(keys, from, [member], 'srem')
      add(keys, [to, member])
      return 1
    },
  ),
  sunion: combining(union, 'what is in any of these sets'),
  sinter: combining(intersection, 'what is in all of these sets'),
  sdiff: combining(difference, 'what is in the first set and in none of the others'),
  sunionstore: storing(union, 'sunionstore', 'what is in any of these sets'),
  sinterstore: storing(intersection, 'sinterstore', 'what is in all of these sets'),
  sdiffstore: storing(difference, 'sdiffstore', 'what is in the first set and in none of the others'),
  sintercard: set(-3, 'reads', 'numkeys key [key ...] [LIMIT limit]', 'Counts what is in all of these sets.', countIntersection),
  sscan: set(
    -3,
    'reads',
    'key cursor [MATCH pattern] [COUNT count]',
    'Answers members of a set, part by part.',
    (keys, [key = '', ...args]) =>
      scan(
        membersOf(keys, key),
        (member) => member,
        args,
        (members) => members,
      ),
  ),
}
