import { hash } from '#kernel/random.ts'
import { fits } from '#platform/redis/bytes.ts'
import type { Entry, Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, OK, refuse, syntaxError, type Reply } from '#platform/redis/reply.ts'
import { encodingOf } from '#platform/redis/values.ts'
import { arg, commandsOf, type Command } from './command.ts'
import { timeOf, type Expiry } from './expiry.ts'
import { scan } from './scan.ts'

const key = commandsOf('keys')

const count = (args: readonly string[], of: (key: string) => boolean) => args.reduce((sum, each) => sum + (of(each) ? 1 : 0), 0)

/** Sets when a key expires; at once where the time is over. */
function expire(
  keys: Keyspace,
  [name = '', amount = '', ...flags]: readonly string[],
  unit: Expiry['unit'],
  command: string,
): Reply {
  const wanted = flags.map((each) => each.toLowerCase())
  const odd = wanted.findIndex((each) => !['nx', 'xx', 'gt', 'lt'].includes(each))
  if (odd >= 0) throw refuse(`ERR Unsupported option ${flags[odd]}`)
  if (wanted.includes('nx') && wanted.some((each) => each !== 'nx'))
    throw refuse('ERR NX and XX, GT or LT options at the same time are not compatible')
  if (wanted.includes('gt') && wanted.includes('lt')) throw refuse('ERR GT and LT options at the same time are not compatible')
  const at = timeOf({ unit, amount }, keys.now, command)
  const entry = keys.get(name)
  if (!entry) return 0
  const before = entry.expiresAt
  if (wanted.includes('nx') && before !== null) return 0
  if (wanted.includes('xx') && before === null) return 0
  if (wanted.includes('gt') && at <= (before ?? Infinity)) return 0
  if (wanted.includes('lt') && at >= (before ?? Infinity)) return 0
  if (at <= keys.now) keys.delete(name)
  else keys.set(name, entry.value(), ['g', 'expire'], at)
  return 1
}

/** How long a key has: -1 for ever, -2 where there is none. */
function left(keys: Keyspace, name: string, of: (expiresAt: number) => number): Reply {
  const entry = keys.get(name)
  if (!entry) return -2
  return entry.expiresAt === null ? -1 : of(entry.expiresAt)
}

const seconds = (ms: number) => Math.floor((ms + 500) / 1000)

function move(keys: Keyspace, entry: Entry, to: string): void {
  if (entry.key === to) return
  keys.delete(entry.key, ['g', 'rename_from'])
  keys.set(to, entry.value(), ['g', 'rename_to'], entry.expiresAt)
}

function found(keys: Keyspace, name: string): Entry {
  const entry = keys.get(name)
  if (!entry) throw refuse('ERR no such key')
  return entry
}

function copy(keys: Keyspace, [from = '', to = '', ...flags]: readonly string[]): Reply {
  const replace = flags[0]?.toLowerCase() === 'replace'
  if (flags.length > (replace ? 1 : 0)) throw syntaxError()
  if (from === to) throw refuse('ERR source and destination objects are the same')
  const entry = keys.get(from)
  if (!entry || (keys.get(to) && !replace)) return 0
  keys.set(to, entry.value(), ['g', 'copy_to'], entry.expiresAt)
  return 1
}

const UNKNOWN_OBJECT = 'ERR Unknown subcommand or wrong number of arguments for'

function object(keys: Keyspace, [what = '', name]: readonly string[]): Reply {
  if (name === undefined) throw refuse(`${UNKNOWN_OBJECT} '${what}'. Try OBJECT HELP.`)
  const { policy } = keys.store
  const entry = keys.get(name)
  const byUse = policy.endsWith('lfu')
  switch (what.toLowerCase()) {
    case 'encoding':
      return entry ? bulk(encodingOf(entry.value())) : null
    case 'refcount':
      return entry ? 1 : null
    case 'idletime':
      if (!entry) return null
      if (byUse)
        throw refuse(
          'ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
        )
      return Math.floor((keys.now - entry.touchedAt) / 1000)
    case 'freq':
      if (!entry) return null
      if (!byUse)
        throw refuse(
          'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
        )
      return entry.uses
    default:
      throw refuse(`${UNKNOWN_OBJECT} '${what}'. Try OBJECT HELP.`)
  }
}

const expiring = (unit: Expiry['unit'], name: string, amount: string, summary: string) =>
  key(-3, 'writes', `key ${amount} [NX | XX | GT | LT]`, summary, (keys, args) => expire(keys, args, unit, name))

const del = (summary: string) =>
  key(-2, 'writes', 'key [key ...]', summary, (keys, args) => count(args, (name) => keys.delete(name)))

export const keyCommands: Readonly<Record<string, Command>> = {
  del: del('Deletes keys.'),
  unlink: del('Deletes keys; their memory is freed later.'),
  exists: key(-2, 'reads', 'key [key ...]', 'Counts which of these keys there are.', (keys, args) =>
    count(args, (name) => keys.get(name) !== null),
  ),
  type: key(2, 'reads', 'key', 'Answers what a key holds.', (keys, args) => ({ status: keys.get(arg(args, 0))?.type ?? 'none' })),
  ttl: key(2, 'reads', 'key', 'Answers how many seconds a key has left.', (keys, args) =>
    left(keys, arg(args, 0), (at) => seconds(at - keys.now)),
  ),
  pttl: key(2, 'reads', 'key', 'Answers how many milliseconds a key has left.', (keys, args) =>
    left(keys, arg(args, 0), (at) => Math.ceil(at - keys.now)),
  ),
  expiretime: key(2, 'reads', 'key', 'Answers when a key expires, in seconds since 1970.', (keys, args) =>
    left(keys, arg(args, 0), seconds),
  ),
  pexpiretime: key(2, 'reads', 'key', 'Answers when a key expires, in milliseconds since 1970.', (keys, args) =>
    left(keys, arg(args, 0), (at) => at),
  ),
  expire: expiring('ex', 'expire', 'seconds', 'Lets a key expire after some seconds.'),
  pexpire: expiring('px', 'pexpire', 'milliseconds', 'Lets a key expire after some milliseconds.'),
  expireat: expiring('exat', 'expireat', 'unix-time-seconds', 'Lets a key expire at a time.'),
  pexpireat: expiring('pxat', 'pexpireat', 'unix-time-milliseconds', 'Lets a key expire at a time, to the millisecond.'),
  persist: key(2, 'writes', 'key', 'Lets a key stay for ever.', (keys, args) => {
    const entry = keys.get(arg(args, 0))
    if (!entry || entry.expiresAt === null) return 0
    keys.set(entry.key, entry.value(), ['g', 'persist'], null)
    return 1
  }),
  rename: key(3, 'writes', 'key newkey', 'Gives a key another name, in place of what has it.', (keys, [from = '', to = '']) => {
    move(keys, found(keys, from), to)
    return OK
  }),
  renamenx: key(3, 'writes', 'key newkey', 'Gives a key a name that no other has.', (keys, [from = '', to = '']) => {
    const entry = found(keys, from)
    if (keys.get(to)) return 0
    move(keys, entry, to)
    return 1
  }),
  copy: key(-3, 'grows', 'source destination [REPLACE]', 'Copies a key.', copy),
  touch: key(-2, 'writes', 'key [key ...]', 'Counts a use of each of these keys.', (keys, args) =>
    count(args, (name) => {
      keys.touch(name)
      return keys.get(name) !== null
    }),
  ),
  keys: key(2, 'reads', 'pattern', 'Answers all keys that fit a pattern.', (keys, args) => {
    const pattern = arg(args, 0)
    return bulks(
      keys
        .entries()
        .map((entry) => entry.key)
        .filter((name) => fits(pattern, name)),
    )
  }),
  scan: key(-2, 'reads', 'cursor [MATCH pattern] [COUNT count] [TYPE type]', 'Answers keys, part by part.', (keys, args) =>
    scan(
      keys.entries(),
      (entry) => entry.key,
      args,
      (entries, { type }) => entries.filter((entry) => type === null || entry.type === type).map((entry) => entry.key),
    ),
  ),
  randomkey: key(1, 'reads', '', 'Answers some key.', (keys) => {
    const all = keys.entries()
    return bulk(all[hash(keys.world.seed, keys.addon.id, keys.store.writes, keys.now) % Math.max(1, all.length)]?.key)
  }),
  object: key(-2, 'reads', 'ENCODING | FREQ | IDLETIME | REFCOUNT key', 'Says how a key is kept and used.', object),
  memory: key(-2, 'reads', 'USAGE key [SAMPLES count]', 'Answers how many bytes a key takes.', (keys, [what = '', name]) => {
    if (what.toLowerCase() !== 'usage' || name === undefined)
      throw refuse(`ERR unknown subcommand or wrong number of arguments for '${what}'. Try MEMORY HELP.`)
    return keys.get(name)?.bytes ?? null
  }),
  dbsize: key(1, 'reads', '', 'Counts the keys.', (keys) => keys.entries().length),
}
