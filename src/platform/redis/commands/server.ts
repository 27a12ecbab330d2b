import { fits, integerIn } from '#platform/redis/bytes.ts'
import { infoText } from '#platform/redis/info.ts'
import type { Keyspace } from '#platform/redis/keyspace.ts'
import { bulk, bulks, OK, refuse, syntaxError, wrongArity, type Reply } from '#platform/redis/reply.ts'
import { resetStatistics } from '#platform/redis/statistics.ts'
import { arg, commandsOf, type Command } from './command.ts'

const server = commandsOf('server')

function flush(keys: Keyspace, args: readonly string[]): Reply {
  if (args.length > 1 || (args[0] !== undefined && !/^(a?sync)$/i.test(args[0]))) throw syntaxError()
  keys.flush()
  return OK
}

/** What CONFIG GET tells; a store's settings are set by its page and the command line. */
function settingsOf({ store, limit }: Keyspace): Readonly<Record<string, string>> {
  return {
    appendonly: 'yes',
    databases: '1',
    maxmemory: String(limit),
    'maxmemory-policy': store.policy,
    'notify-keyspace-events': store.notify,
    timeout: String(store.timeout),
  }
}

function config(keys: Keyspace, [what = '', ...names]: readonly string[]): Reply {
  switch (what.toLowerCase()) {
    case 'get': {
      if (names.length === 0) throw wrongArity('config|get')
      const wanted = names.map((name) => name.toLowerCase())
      return bulks(
        Object.entries(settingsOf(keys))
          .filter(([name]) => wanted.some((pattern) => fits(pattern, name)))
          .flat(),
      )
    }
    case 'resetstat':
      resetStatistics(keys)
      return OK
    case 'set':
    case 'rewrite':
      throw refuse(`NOPERM this user has no permissions to run the 'config|${what.toLowerCase()}' command`)
    default:
      throw refuse(`ERR unknown subcommand '${what.slice(0, 128)}'. Try CONFIG HELP.`)
  }
}

/** For those the platform keeps to itself. */
const forbidden = (name: string, summary: string) =>
  server(-1, 'reads', '', summary, () => {
    throw refuse(`NOPERM this user has no permissions to run the '${name}' command`)
  })

export const serverCommands: Readonly<Record<string, Command>> = {
  ping: server(-1, 'reads', '[message]', 'Answers PONG, or the message.', (_keys, args) => {
    if (args.length > 1) throw wrongArity('ping')
    return args[0] === undefined ? { status: 'PONG' } : bulk(args[0])
  }),
  echo: server(2, 'reads', 'message', 'Answers the message.', (_keys, args) => bulk(arg(args, 0))),
  select: server(2, 'reads', 'index', 'Chooses a database: here there is only 0.', (_keys, args) => {
    if (integerIn(arg(args, 0)) !== 0n) throw refuse('ERR DB index is out of range')
    return OK
  }),
  info: server(-1, 'reads', '[section [section ...]]', 'Tells how the store is doing.', (keys, args) =>
    bulk(infoText(keys, args)),
  ),
  time: server(1, 'reads', '', 'Answers the time: seconds since 1970, and microseconds.', ({ now }) =>
    bulks([String(Math.floor(now / 1000)), String(Math.floor(now % 1000) * 1000)]),
  ),
  config: server(
    -2,
    'writes',
    'GET parameter [parameter ...] | RESETSTAT',
    'Answers settings, or begins statistics anew.',
    config,
  ),
  flushdb: server(-1, 'writes', '[ASYNC | SYNC]', 'Deletes every key.', flush),
  flushall: server(-1, 'writes', '[ASYNC | SYNC]', 'Deletes every key.', flush),
  ...Object.fromEntries(
    ['debug', 'save', 'bgsave', 'bgrewriteaof', 'shutdown', 'replicaof', 'acl', 'module', 'migrate'].map((name) => [
      name,
      forbidden(name, 'Kept to the platform.'),
    ]),
  ),
}
