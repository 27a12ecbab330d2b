import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Command } from './commands/command.ts'
import { hashes } from './commands/hashes.ts'
import { keyCommands } from './commands/keys.ts'
import { lists } from './commands/lists.ts'
import { serverCommands } from './commands/server.ts'
import { sets } from './commands/sets.ts'
import { sortedSets } from './commands/sorted-sets.ts'
import { strings } from './commands/strings.ts'
import type { Reply, Session } from './contract.ts'
import { Keyspace } from './keyspace.ts'
import { CommandError, OK, refuse, wrongArity } from './reply.ts'

/** The words between MULTI and EXEC, and those that a connection answers by itself, have no keyspace to work on. */
const TRANSACTIONS: Readonly<Record<string, { arity: number; syntax: string; summary: string }>> = {
  multi: { arity: 1, syntax: '', summary: 'Begins a transaction: what follows is kept until EXEC.' },
  exec: { arity: 1, syntax: '', summary: 'Carries out the commands since MULTI, together.' },
  discard: { arity: 1, syntax: '', summary: 'Forgets the commands since MULTI.' },
  watch: { arity: -2, syntax: 'key [key ...]', summary: 'Lets the next EXEC do nothing if one of these keys was changed.' },
  unwatch: { arity: 1, syntax: '', summary: 'Forgets what WATCH was told.' },
}

const commands = new Map<string, Command>(
  Object.entries({ ...strings, ...keyCommands, ...hashes, ...lists, ...sets, ...sortedSets, ...serverCommands }),
)

/** Every command there is, with how it is written. */
export const catalogue = [
  ...[...commands].map(([name, { group, syntax, summary, effect }]) => ({
    name: name.toUpperCase(),
    group,
    syntax,
    summary,
    writes: effect !== 'reads',
  })),
  ...Object.entries(TRANSACTIONS).map(([name, { syntax, summary }]) => ({
    name: name.toUpperCase(),
    group: 'transactions' as const,
    syntax,
    summary,
    writes: false,
  })),
].sort((a, b) => (a.name < b.name ? -1 : 1))

/** A transaction keeps no more than this. */
const MOST_QUEUED = 10_000
const MOST_WATCHED = 1_000

/** What the commands of one request may answer, in bytes. */
const MOST_SAID = 8 * 2 ** 20

const NO_SESSION: Session = { queue: null, broken: false, watched: [] }

/** What a connection has begun: the commands since MULTI, the keys that it watches. */
class Conversation {
  readonly #keys: Keyspace
  session: Session

  constructor(keys: Keyspace, session: Session) {
    this.#keys = keys
    this.session = session
  }

  answer(words: readonly string[]): Reply {
    try {
      return this.#carryOut(words)
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message }
      throw error
    }
  }

  #carryOut(words: readonly string[]): Reply {
    const [given = '', ...args] = words
    const name = given.toLowerCase()
    const { queue } = this.session
    try {
      check(name, given, words)
    } catch (error) {
      if (queue) this.session = { ...this.session, broken: true }
      throw error
    }
    if (Object.hasOwn(TRANSACTIONS, name)) return this.#control(name, args)
    if (!queue) return run(this.#keys, words)
    if (queue.length >= MOST_QUEUED) throw refuse(`ERR a transaction of this model has at most ${MOST_QUEUED} commands`)
    this.session = { ...this.session, queue: [...queue, [...words]] }
    return { status: 'QUEUED' }
  }

  #control(name: string, args: readonly string[]): Reply {
    const { queue, broken, watched } = this.session
    switch (name) {
      case 'multi':
        if (queue) throw refuse('ERR MULTI calls can not be nested')
        this.session = { ...this.session, queue: [] }
        return OK
      case 'watch':
        if (queue) throw refuse('ERR WATCH inside MULTI is not allowed')
        if (watched.length + args.length > MOST_WATCHED) throw refuse(`ERR this model watches at most ${MOST_WATCHED} keys`)
        this.session = { ...this.session, watched: [...watched, ...args.map((key) => [key, this.#keys.token(key)] as const)] }
        return OK
      case 'unwatch':
        if (!queue) {
          this.session = NO_SESSION
          return OK
        }
        this.session = { ...this.session, queue: [...queue, ['UNWATCH']] }
        return { status: 'QUEUED' }
      case 'discard':
        if (!queue) throw refuse('ERR DISCARD without MULTI')
        this.session = NO_SESSION
        return OK
      default: {
        if (!queue) throw refuse('ERR EXEC without MULTI')
        this.session = NO_SESSION
        if (broken) throw refuse('EXECABORT Transaction discarded because of previous errors.')
        if (watched.some(([key, token]) => this.#keys.token(key) !== token)) return null
        return queue.map((words) => this.answer(words))
      }
    }
  }
}

/** The beginning of a word as an error may name it: on one line. */
const quotable = (word: string) => (word.split('\0')[0] ?? '').slice(0, 128).replaceAll(/[\r\n]/g, ' ')

function check(name: string, given: string, words: readonly string[]): void {
  const arity = (commands.get(name) ?? (Object.hasOwn(TRANSACTIONS, name) ? TRANSACTIONS[name] : undefined))?.arity
  if (arity === undefined) {
    const beginning = words.slice(1).map((word) => `'${quotable(word)}' `)
    throw refuse(`ERR unknown command '${quotable(given)}', with args beginning with: ${beginning.join('').slice(0, 128)}`)
  }
  if (arity >= 0 ? words.length !== arity : words.length < -arity) throw wrongArity(name)
}

function run(keys: Keyspace, [given = '', ...args]: readonly string[]): Reply {
  const command = commands.get(given.toLowerCase())
  if (!command) throw refuse(`ERR unknown command '${given}'`)
  if (command.effect === 'grows' && !keys.makeRoom()) throw refuse("OOM command not allowed when used memory > 'maxmemory'.")
  const reply = keys.attempt(() => command.run(keys, args))
  if (command.effect === 'grows') keys.makeRoom()
  return reply
}

/** About how large a reply is, in bytes. */
function sizeOf(reply: Reply): number {
  if (reply === null || typeof reply === 'number') return 8
  if (Array.isArray(reply)) return reply.reduce<number>((sum, each) => sum + sizeOf(each), 8)
  return Object.values(reply).join('').length + 16
}

/** Carries out commands one after the other, on a store's keys, for a connection that has begun what its session says. */
export function converse(
  world: PlatformWorld,
  addon: Addon,
  asked: readonly (readonly string[])[],
  session = NO_SESSION,
): { replies: Reply[]; session: Session; evicted: number } {
  const keys = new Keyspace(world, addon, { touches: true })
  const conversation = new Conversation(keys, session)
  const { evicted } = keys.store
  let said = 0
  const replies = asked.map((words): Reply => {
    if (said > MOST_SAID) return { error: 'ERR that is too much at once for this model: send fewer commands together' }
    const reply = conversation.answer(words)
    said += sizeOf(reply)
    return reply
  })
  keys.commit()
  return { replies, session: conversation.session, evicted: Math.max(0, keys.store.evicted - evicted) }
}
