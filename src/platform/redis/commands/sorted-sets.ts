import { floatIn, floatText, numberIn } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, refuse, syntaxError, type Reply } from '#platform/redis/reply.ts'
import { scoreOf, toScore } from '#platform/redis/values.ts'
import { arg, commandsOf, type Command } from './command.ts'
import { rangeIn, rangeOptions, type By, type Ranked } from './ranges.ts'
import { scan } from './scan.ts'

const zset = commandsOf('sorted sets')

const byScore = ([a, x]: Ranked, [b, y]: Ranked) => x - y || (a < b ? -1 : a > b ? 1 : 0)

/** The members of a sorted set in their order. */
const rankedOf = (keys: Keyspace, key: string): Ranked[] =>
  (keys.value(key, 'zset') ?? []).map(([member, score]) => [member, scoreOf(score)])

function put(keys: Keyspace, key: string, ranked: readonly Ranked[], name: string): void {
  // Infinity less infinity is no order: equal scores are compared first.
  const data = ranked.toSorted((a, b) => (a[1] === b[1] ? byScore([a[0], 0], [b[0], 0]) : byScore(a, b)))
  keys.set(key, { type: 'zset', data: data.map(([member, score]) => [member, toScore(score)]) }, ['z', name])
}

const scored = (ranked: readonly Ranked[], withScores: boolean): Reply =>
  bulks(ranked.flatMap(([member, score]) => (withScores ? [member, floatText(score)] : [member])))

const FLAGS = ['nx', 'xx', 'gt', 'lt', 'ch', 'incr']

function add(keys: Keyspace, [key = '', ...words]: readonly string[]): Reply {
  const from = words.findIndex((word) => !FLAGS.includes(word.toLowerCase()))
  const flags = new Set(words.slice(0, Math.max(0, from)).map((word) => word.toLowerCase()))
  const pairs = from < 0 ? [] : words.slice(from)
  if (pairs.length === 0 || pairs.length % 2 === 1) throw syntaxError()
  if (flags.has('nx') && flags.has('xx')) throw refuse('ERR XX and NX options at the same time are not compatible')
  if ([...flags].filter((each) => ['nx', 'gt', 'lt'].includes(each)).length > 1)
    throw refuse('ERR GT, LT, and/or NX options at the same time are not compatible')
  const increases = flags.has('incr')
  if (increases && pairs.length > 2) throw refuse('ERR INCR option supports a single increment-element pair')
  const given = pairs.flatMap((word, at) => (at % 2 === 0 ? [[arg(pairs, at + 1), floatIn(word)] as const] : []))
  const scores = new Map(rankedOf(keys, key))
  const before = scores.size
  let [changed, last] = [0, null as number | null]
  for (const [member, number] of given) {
    const old = scores.get(member)
    const score = increases && old !== undefined ? old + number : number
    if (Number.isNaN(score)) throw refuse('ERR resulting score is not a number (NaN)')
    last = null
    if (old === undefined ? flags.has('xx') : flags.has('nx')) continue
    if (old !== undefined && ((flags.has('gt') && score <= old) || (flags.has('lt') && score >= old))) continue
    if (old !== undefined && old !== score) changed += 1
    scores.set(member, (last = score))
  }
  const added = scores.size - before
  if (added + changed > 0) put(keys, key, [...scores], increases ? 'zincr' : 'zadd')
  if (increases) return last === null ? null : bulk(floatText(last))
  return flags.has('ch') ? added + changed : added
}

function remove(keys: Keyspace, key: string, gone: readonly string[], name: string): Reply {
  const names = new Set(gone)
  const ranked = rankedOf(keys, key)
  const rest = ranked.filter(([member]) => !names.has(member))
  if (rest.length < ranked.length) put(keys, key, rest, name)
  return ranked.length - rest.length
}

function pop(keys: Keyspace, [key = '', count = '1', ...more]: readonly string[], highest: boolean): Reply {
  if (more.length > 0) throw syntaxError()
  const wanted = numberIn(count, 'ERR value is out of range, must be positive')
  if (wanted < 0) throw refuse('ERR value is out of range, must be positive')
  const ranked = rankedOf(keys, key)
  const taken = (highest ? ranked.toReversed() : ranked).slice(0, wanted)
  remove(
    keys,
    key,
    taken.map(([member]) => member),
    highest ? 'zpopmax' : 'zpopmin',
  )
  return scored(taken, true)
}

function rank(keys: Keyspace, [key = '', member = '']: readonly string[], reverse: boolean): Reply {
  const ranked = rankedOf(keys, key)
  const at = ranked.findIndex(([name]) => name === member)
  return at < 0 ? null : reverse ? ranked.length - 1 - at : at
}

function range(keys: Keyspace, [key = '', first = '', second = '', ...words]: readonly string[]): Reply {
  const { by, reverse, withScores, limit } = rangeOptions(words, ['byscore', 'bylex', 'rev', 'limit', 'withscores'])
  const [from, to] = reverse && by !== 'rank' ? [second, first] : [first, second]
  const take = rangeIn({ by, from, to, reverse, limit })
  return scored(take(rankedOf(keys, key)), withScores)
}

/** The commands from before ZRANGE could do all of it. */
const older = (by: By, reverse: boolean) => {
  const [low, high] = by === 'rank' ? ['start', 'stop'] : reverse ? ['max', 'min'] : ['min', 'max']
  const allowed = by === 'rank' ? ['withscores'] : by === 'score' ? ['withscores', 'limit'] : ['limit']
  const syntax = `key ${low} ${high}${by === 'lex' ? '' : ' [WITHSCORES]'}${by === 'rank' ? '' : ' [LIMIT offset count]'}`
  return zset(-4, 'reads', syntax, 'Answers a part of a sorted set; ZRANGE is its newer name.', (keys, args) => {
    const [key = '', first = '', second = '', ...words] = args
    const { withScores, limit } = rangeOptions(words, allowed, by)
    const [from, to] = reverse && by !== 'rank' ? [second, first] : [first, second]
    const take = rangeIn({ by, from, to, reverse, limit })
    return scored(take(rankedOf(keys, key)), withScores)
  })
}

function within(keys: Keyspace, [key = '', from = '', to = '']: readonly string[], by: By): Ranked[] {
  const take = rangeIn({ by, from, to, reverse: false, limit: null })
  return take(rankedOf(keys, key))
}

const removing = (by: By, name: string, syntax: string) =>
  zset(4, 'writes', syntax, 'Removes a part of a sorted set.', (keys, args) =>
    remove(
      keys,
      arg(args, 0),
      within(keys, args, by).map(([member]) => member),
      name,
    ),
  )

export const sortedSets: Readonly<Record<string, Command>> = {
  zadd: zset(
    -4,
    'grows',
    'key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]',
    'Adds members with their scores to a sorted set.',
    add,
  ),
  zincrby: zset(4, 'grows', 'key increment member', 'Adds to the score of a member.', (keys, [key = '', by = '', member = '']) =>
    add(keys, [key, 'incr', by, member]),
  ),
  zrem: zset(-3, 'writes', 'key member [member ...]', 'Removes members from a sorted set.', (keys, [key = '', ...members]) =>
    remove(keys, key, members, 'zrem'),
  ),
  zscore: zset(3, 'reads', 'key member', 'Answers the score of a member.', (keys, [key = '', member = '']) => {
    const found = rankedOf(keys, key).find(([name]) => name === member)
    return found ? bulk(floatText(found[1])) : null
  }),
  zmscore: zset(
    -3,
    'reads',
    'key member [member ...]',
    'Answers the scores of several members.',
    (keys, [key = '', ...members]) => {
      const scores = new Map(rankedOf(keys, key))
      return bulks(
        members.map((member) => {
          const score = scores.get(member)
          return score === undefined ? null : floatText(score)
        }),
      )
    },
  ),
  zcard: zset(2, 'reads', 'key', 'Counts the members of a sorted set.', (keys, [key = '']) => rankedOf(keys, key).length),
  zcount: zset(
    4,
    'reads',
    'key min max',
    'Counts the members with scores between two.',
    (keys, args) => within(keys, args, 'score').length,
  ),
  zlexcount: zset(
    4,
    'reads',
    'key min max',
    'Counts the members between two of equal score.',
    (keys, args) => within(keys, args, 'lex').length,
  ),
  zrank: zset(3, 'reads', 'key member', 'Answers the place of a member, from the lowest.', (keys, args) =>
    rank(keys, args, false),
  ),
  zrevrank: zset(3, 'reads', 'key member', 'Answers the place of a member, from the highest.', (keys, args) =>
    rank(keys, args, true),
  ),
  zrange: zset(
    -4,
    'reads',
    'key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]',
    'Answers a part of a sorted set.',
    range,
  ),
  zrevrange: older('rank', true),
  zrangebyscore: older('score', false),
  zrevrangebyscore: older('score', true),
  zrangebylex: older('lex', false),
  zrevrangebylex: older('lex', true),
  zremrangebyrank: removing('rank', 'zremrangebyrank', 'key start stop'),
  zremrangebyscore: removing('score', 'zremrangebyscore', 'key min max'),
  zremrangebylex: removing('lex', 'zremrangebylex', 'key min max'),
  zpopmin: zset(-2, 'writes', 'key [count]', 'Takes the members with the lowest scores.', (keys, args) => pop(keys, args, false)),
  zpopmax: zset(-2, 'writes', 'key [count]', 'Takes the members with the highest scores.', (keys, args) => pop(keys, args, true)),
  zscan: zset(
    -3,
    'reads',
    'key cursor [MATCH pattern] [COUNT count]',
    'Answers members of a sorted set, part by part.',
    (keys, [key = '', ...args]) =>
      scan(
        rankedOf(keys, key),
        ([member]) => member,
        args,
        (found) => found.flatMap(([member, score]) => [member, floatText(score)]),
      ),
  ),
}
