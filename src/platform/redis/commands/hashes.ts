import { decimalSum, floatIn, integerIn } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, flag, integerReply, OK, refuse, wrongArity, type Reply } from '#platform/redis/reply.ts'
import { arg, commandsOf, type Command } from './command.ts'
import { choose } from './choose.ts'
import { scan } from './scan.ts'

const hash = commandsOf('hashes')

type Field = readonly [field: string, value: string]

const fieldsOf = (keys: Keyspace, key: string): readonly Field[] => keys.value(key, 'hash') ?? []
const valueOf = (keys: Keyspace, key: string, field: string) => fieldsOf(keys, key).find(([name]) => name === field)?.[1] ?? null
const put = (keys: Keyspace, key: string, data: readonly Field[], name: string) =>
  keys.set(key, { type: 'hash', data }, ['h', name])

/** Sets fields. Answers how many of them are new. */
function set(keys: Keyspace, [key = '', ...words]: readonly string[], name: string, event = 'hset'): number {
  if (words.length % 2 === 1) throw wrongArity(name)
  const fields = new Map(fieldsOf(keys, key))
  const before = fields.size
  for (let at = 0; at < words.length; at += 2) fields.set(arg(words, at), arg(words, at + 1))
  put(keys, key, [...fields], event)
  return fields.size - before
}

function remove(keys: Keyspace, [key = '', ...names]: readonly string[]): Reply {
  const fields = fieldsOf(keys, key)
  const rest = fields.filter(([name]) => !names.includes(name))
  if (rest.length < fields.length) put(keys, key, rest, 'hdel')
  return fields.length - rest.length
}

function increase(keys: Keyspace, [key = '', field = '', by = '']: readonly string[]): Reply {
  const step = integerIn(by)
  const sum = integerIn(valueOf(keys, key, field) ?? '0', 'ERR hash value is not an integer') + step
  if (BigInt.asIntN(64, sum) !== sum) throw refuse('ERR increment or decrement would overflow')
  set(keys, [key, field, sum.toString()], 'hincrby', 'hincrby')
  return integerReply(sum)
}

export const hashes: Readonly<Record<string, Command>> = {
  hset: hash(-4, 'grows', 'key field value [field value ...]', 'Sets fields of a hash.', (keys, args) => set(keys, args, 'hset')),
  hmset: hash(
    -4,
    'grows',
    'key field value [field value ...]',
    'Sets fields of a hash; HSET is its newer name.',
    (keys, args) => {
      set(keys, args, 'hmset')
      return OK
    },
  ),
  hsetnx: hash(4, 'grows', 'key field value', 'Sets a field that there is not.', (keys, args) => {
    const [key = '', field = ''] = args
    return valueOf(keys, key, field) === null ? set(keys, args, 'hsetnx') : 0
  }),
  hget: hash(3, 'reads', 'key field', 'Answers a field of a hash.', (keys, [key = '', field = '']) =>
    bulk(valueOf(keys, key, field)),
  ),
  hmget: hash(-3, 'reads', 'key field [field ...]', 'Answers several fields of a hash.', (keys, [key = '', ...names]) => {
    const fields = new Map(fieldsOf(keys, key))
    return bulks(names.map((name) => fields.get(name) ?? null))
  }),
  hgetall: hash(2, 'reads', 'key', 'Answers all fields of a hash with their values.', (keys, [key = '']) =>
    bulks(fieldsOf(keys, key).flat()),
  ),
  hkeys: hash(2, 'reads', 'key', 'Answers the fields of a hash.', (keys, [key = '']) =>
    bulks(fieldsOf(keys, key).map(([name]) => name)),
  ),
  hvals: hash(2, 'reads', 'key', 'Answers the values of a hash.', (keys, [key = '']) =>
    bulks(fieldsOf(keys, key).map(([, value]) => value)),
  ),
  hlen: hash(2, 'reads', 'key', 'Counts the fields of a hash.', (keys, [key = '']) => fieldsOf(keys, key).length),
  hexists: hash(3, 'reads', 'key field', 'Says whether a hash has a field.', (keys, [key = '', field = '']) =>
    flag(valueOf(keys, key, field) !== null),
  ),
  hstrlen: hash(
    3,
    'reads',
    'key field',
    'Answers how many bytes a field has.',
    (keys, [key = '', field = '']) => (valueOf(keys, key, field) ?? '').length,
  ),
  hdel: hash(-3, 'writes', 'key field [field ...]', 'Deletes fields of a hash.', remove),
  hincrby: hash(4, 'grows', 'key field increment', 'Adds to a number in a hash.', increase),
  hincrbyfloat: hash(
    4,
    'grows',
    'key field increment',
    'Adds to a number with a fraction in a hash.',
    (keys, [key = '', field = '', by = '']) => {
      floatIn(by)
      const sum = decimalSum(valueOf(keys, key, field) ?? '0', by, 'ERR hash value is not a float')
      set(keys, [key, field, sum], 'hincrbyfloat', 'hincrbyfloat')
      return bulk(sum)
    },
  ),
  hrandfield: hash(
    -2,
    'reads',
    'key [count [WITHVALUES]]',
    'Answers some fields of a hash.',
    (keys, [key = '', count, ...more]) => {
      const withValues = more[0]?.toLowerCase() === 'withvalues'
      if (more.length > (withValues ? 1 : 0)) throw refuse('ERR syntax error')
      const chosen = choose(keys, fieldsOf(keys, key), count)
      if (count === undefined) return bulk(chosen[0]?.[0])
      return bulks(chosen.flatMap((field) => (withValues ? field : [field[0]])))
    },
  ),
  hscan: hash(
    -3,
    'reads',
    'key cursor [MATCH pattern] [COUNT count]',
    'Answers fields of a hash, part by part.',
    (keys, [key = '', ...args]) =>
      scan(
        fieldsOf(keys, key),
        ([name]) => name,
        args,
        (fields) => fields.flat(),
      ),
  ),
}
