import { decimalSum, integerIn, numberIn, rangeOf } from '#platform/redis/bytes.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, integerReply, OK, refuse, syntaxError, wrongArity, type Reply } from '#platform/redis/reply.ts'
import { LARGEST_VALUE, pack, unpack } from '#platform/redis/values.ts'
import { arg, commandsOf, type Command } from './command.ts'
import { expiryIn, expiryOf, type Expiry } from './expiry.ts'

const string = commandsOf('strings')

/** The text of a key, which has to be a string; null if there is none. */
function textOf(keys: Keyspace, key: string): string | null {
  const data = keys.value(key, 'string')
  return data === null ? null : unpack(data)
}

const put = (keys: Keyspace, key: string, text: string, name = 'set', expiresAt?: number | null) =>
  keys.set(key, pack(text), ['$', name], expiresAt)

function increase(keys: Keyspace, key: string, by: bigint, name: string): Reply {
  const sum = integerIn(textOf(keys, key) ?? '0') + by
  if (BigInt.asIntN(64, sum) !== sum) throw refuse('ERR increment or decrement would overflow')
  put(keys, key, sum.toString(), name)
  return integerReply(sum)
}

interface SetOptions {
  readonly expiry: Expiry | 'keep' | null
  readonly only: 'nx' | 'xx' | null
  readonly get: boolean
}

function readSetOptions(words: readonly string[]): SetOptions {
  let options: SetOptions = { expiry: null, only: null, get: false }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toLowerCase() ?? ''
    if ((word === 'nx' || word === 'xx') && options.only === null) options = { ...options, only: word }
    else if (word === 'get') options = { ...options, get: true }
    else if (word === 'keepttl' && options.expiry === null) options = { ...options, expiry: 'keep' }
    else {
      const expiry = expiryIn(words, at)
      if (!expiry || options.expiry !== null) throw syntaxError()
      options = { ...options, expiry }
      at += 1
    }
  }
  return options
}

function set(keys: Keyspace, [key = '', text = '', ...words]: readonly string[]): Reply {
  const { expiry, only, get } = readSetOptions(words)
  const until = expiry === null ? null : expiry === 'keep' ? undefined : expiryOf(expiry, keys.now, 'set')
  const before = get ? textOf(keys, key) : null
  const there = keys.get(key) !== null
  if ((only === 'nx' && there) || (only === 'xx' && !there)) return get ? bulk(before) : null
  put(keys, key, text, 'set', until)
  if (typeof until === 'number') keys.note('g', 'expire', key)
  return get ? bulk(before) : OK
}

function setFor(keys: Keyspace, [key = '', amount = '', text = '']: readonly string[], unit: 'ex' | 'px', name: string): Reply {
  put(keys, key, text, 'set', expiryOf({ unit, amount }, keys.now, name))
  keys.note('g', 'expire', key)
  return OK
}

function getex(keys: Keyspace, [key = '', ...words]: readonly string[]): Reply {
  const text = textOf(keys, key)
  if (words.length === 0) return bulk(text)
  const persist = words.length === 1 && words[0]?.toLowerCase() === 'persist'
  const expiry = persist ? null : expiryIn(words, 0)
  if (!persist && (!expiry || words.length !== 2)) throw syntaxError()
  const until = expiry ? expiryOf(expiry, keys.now, 'getex') : null
  const entry = keys.get(key)
  if (!entry || text === null) return null
  if (until !== null && until <= keys.now) keys.delete(key)
  else if (entry.expiresAt !== until) keys.set(key, entry.value(), ['g', until === null ? 'persist' : 'expire'], until)
  return bulk(text)
}

function pairs(args: readonly string[], name: string): [string, string][] {
  if (args.length % 2 === 1) throw wrongArity(name)
  return args.flatMap((key, at) => (at % 2 === 0 ? [[key, arg(args, at + 1)] as [string, string]] : []))
}

function setrange(keys: Keyspace, [key = '', at = '', text = '']: readonly string[]): Reply {
  const offset = numberIn(at)
  if (offset < 0) throw refuse('ERR offset is out of range')
  const before = textOf(keys, key) ?? ''
  if (text === '') return before.length
  if (offset + text.length > LARGEST_VALUE) throw refuse(`ERR string exceeds maximum allowed size (${LARGEST_VALUE / 1024} KB)`)
  const after = before.slice(0, offset).padEnd(offset, '\0') + text + before.slice(offset + text.length)
  put(keys, key, after, 'setrange')
  return after.length
}

function getrange(keys: Keyspace, [key = '', start = '', stop = '']: readonly string[]): Reply {
  const [first, last] = [numberIn(start), numberIn(stop)]
  const text = textOf(keys, key) ?? ''
  return bulk(part(text, first, last))
}

/** The bytes from one to another. Unlike in a list, what ends before the first byte ends with it, as the engine has it. */
function part(text: string, start: number, stop: number): string {
  if (start < 0 && stop < 0 && start > stop) return ''
  return text.slice(...rangeOf(text.length, start, stop < 0 ? Math.max(0, text.length + stop) : stop))
}

const bitAt = (text: string, offset: number) => ((text.charCodeAt(offset >> 3) || 0) >> (7 - (offset & 7))) & 1

function bitOffset(text: string): number {
  const offset = numberIn(text, 'ERR bit offset is not an integer or out of range')
  if (offset < 0 || offset >= LARGEST_VALUE * 8) throw refuse('ERR bit offset is not an integer or out of range')
  return offset
}

function setbit(keys: Keyspace, [key = '', at = '', bit = '']: readonly string[]): Reply {
  const offset = bitOffset(at)
  if (bit !== '0' && bit !== '1') throw refuse('ERR bit is not an integer or out of range')
  const before = textOf(keys, key) ?? ''
  const index = offset >> 3
  const mask = 1 << (7 - (offset & 7))
  const byte = before.charCodeAt(index) || 0
  const changed = String.fromCharCode(bit === '1' ? byte | mask : byte & ~mask)
  put(keys, key, before.slice(0, index).padEnd(index, '\0') + changed + before.slice(index + 1), 'setbit')
  return bitAt(before, offset)
}

function bitcount(keys: Keyspace, [key = '', start, stop, ...more]: readonly string[]): Reply {
  if (more.length > 0 || (start !== undefined && stop === undefined)) throw syntaxError()
  const text = textOf(keys, key)
  if (text === null) return 0
  const counted = start === undefined ? text : part(text, numberIn(start), numberIn(stop ?? ''))
  let count = 0
  for (let at = 0; at < counted.length * 8; at++) count += bitAt(counted, at)
  return count
}

export const strings: Readonly<Record<string, Command>> = {
  get: string(2, 'reads', 'key', 'Answers the text of a key.', (keys, [key = '']) => bulk(textOf(keys, key))),
  set: string(
    -3,
    'grows',
    'key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]',
    'Sets the text of a key, whatever it held.',
    set,
  ),
  setnx: string(3, 'grows', 'key value', 'Sets the text of a key that there is not.', (keys, [key = '', text = '']) => {
    if (keys.get(key)) return 0
    put(keys, key, text, 'set', null)
    return 1
  }),
  setex: string(4, 'grows', 'key seconds value', 'Sets the text of a key for some seconds.', (keys, args) =>
    setFor(keys, args, 'ex', 'setex'),
  ),
  psetex: string(4, 'grows', 'key milliseconds value', 'Sets the text of a key for some milliseconds.', (keys, args) =>
    setFor(keys, args, 'px', 'psetex'),
  ),
  getset: string(
    3,
    'grows',
    'key value',
    'Sets the text of a key, and answers the one before.',
    (keys, [key = '', text = '']) => {
      const before = textOf(keys, key)
      put(keys, key, text, 'set', null)
      return bulk(before)
    },
  ),
  getdel: string(2, 'writes', 'key', 'Answers the text of a key, and deletes it.', (keys, [key = '']) => {
    const text = textOf(keys, key)
    keys.delete(key)
    return bulk(text)
  }),
  getex: string(
    -2,
    'writes',
    'key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]',
    'Answers the text of a key, and sets when it expires.',
    getex,
  ),
  mget: string(-2, 'reads', 'key [key ...]', 'Answers the texts of several keys.', (keys, args) =>
    args.map((key) => (keys.get(key)?.type === 'string' ? bulk(textOf(keys, key)) : null)),
  ),
  mset: string(-3, 'grows', 'key value [key value ...]', 'Sets the texts of several keys.', (keys, args) => {
    for (const [key, text] of pairs(args, 'mset')) put(keys, key, text, 'set', null)
    return OK
  }),
  msetnx: string(-3, 'grows', 'key value [key value ...]', 'Sets several keys if there is none of them.', (keys, args) => {
    const all = pairs(args, 'msetnx')
    if (all.some(([key]) => keys.get(key))) return 0
    for (const [key, text] of all) put(keys, key, text, 'set', null)
    return 1
  }),
  append: string(3, 'grows', 'key value', 'Appends to the text of a key.', (keys, [key = '', more = '']) => {
    const text = (textOf(keys, key) ?? '') + more
    put(keys, key, text, 'append')
    return text.length
  }),
  strlen: string(2, 'reads', 'key', 'Answers how many bytes a text has.', (keys, [key = '']) => (textOf(keys, key) ?? '').length),
  incr: string(2, 'grows', 'key', 'Adds 1 to a number.', (keys, [key = '']) => increase(keys, key, 1n, 'incrby')),
  decr: string(2, 'grows', 'key', 'Takes 1 from a number.', (keys, [key = '']) => increase(keys, key, -1n, 'decrby')),
  incrby: string(3, 'grows', 'key increment', 'Adds to a number.', (keys, [key = '', by = '']) =>
    increase(keys, key, integerIn(by), 'incrby'),
  ),
  decrby: string(3, 'grows', 'key decrement', 'Takes from a number.', (keys, [key = '', by = '']) =>
    increase(keys, key, -integerIn(by), 'decrby'),
  ),
  incrbyfloat: string(3, 'grows', 'key increment', 'Adds to a number with a fraction.', (keys, [key = '', by = '']) => {
    const sum = decimalSum(textOf(keys, key) ?? '0', by)
    put(keys, key, sum, 'incrbyfloat')
    return bulk(sum)
  }),
  getrange: string(4, 'reads', 'key start end', 'Answers a part of a text.', getrange),
  substr: string(4, 'reads', 'key start end', 'Answers a part of a text; GETRANGE is its newer name.', getrange),
  setrange: string(4, 'grows', 'key offset value', 'Writes over a part of a text.', setrange),
  setbit: string(4, 'grows', 'key offset value', 'Sets one bit of a text.', setbit),
  getbit: string(3, 'reads', 'key offset', 'Answers one bit of a text.', (keys, [key = '', at = '']) => {
    const offset = bitOffset(at)
    return bitAt(textOf(keys, key) ?? '', offset)
  }),
  bitcount: string(-2, 'reads', 'key [start end]', 'Counts the bits that are set.', bitcount),
}
