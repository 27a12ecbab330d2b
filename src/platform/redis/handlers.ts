import { hex } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { badRequest } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { changeableStore, openStore, readyStore, storeByPassword, storeFor } from './access.ts'
import { splitLine, toBytes } from './bytes.ts'
import { redis, redisControl, type Answers, type Session } from './contract.ts'
import { catalogue, converse } from './engine.ts'
import { Keyspace } from './keyspace.ts'
import { CommandError } from './reply.ts'
import { configure, rotate, upgrade } from './settings.ts'
import { resetStatistics } from './statistics.ts'
import { storeOf } from './store.ts'
import { pack } from './values.ts'
import { waitOf, wireConfig, wireDetails, wireKeyPage, wireKeys, wireStore } from './wire.ts'

interface Asked {
  readonly commands?: readonly (readonly string[])[] | undefined
  readonly line?: string | undefined
  readonly binary?: boolean | undefined
  readonly session?: Session | undefined
}

const UNBALANCED = 'ERR Protocol error: unbalanced quotes in request'

/** Carries out what was sent, as words or as a line. */
function send(world: PlatformWorld, addon: Addon, { commands = [], line, binary, session }: Asked): Answers {
  const bytes = [...(binary ? commands : []), ...(session?.queue ?? [])]
  if (bytes.flat().some((word) => /[^\0-\xff]/.test(word)))
    throw badRequest('Binary words have characters from 0 to 255 alone: each is a byte.')
  const typed = line === undefined ? [] : splitLine(toBytes(line))
  if (typed === null) return { ...converse(world, addon, [], session), replies: [{ error: UNBALANCED }] }
  const rest = binary ? commands : commands.map((each) => each.map(toBytes))
  return converse(world, addon, [...(typed.length > 0 ? [typed] : []), ...rest], session)
}

/** Writes keys that only take memory, until they are all there or are refused. */
function fill(world: PlatformWorld, addon: Addon, asked: { keys: number; bytes: number; seconds: number | null }) {
  const keys = new Keyspace(world, addon)
  const { evicted, writes } = keys.store
  const name = `test:${hex(4, world.seed, addon.id, writes)}`
  let written = 0
  let refused: string | null = null
  while (written < asked.keys && refused === null) {
    const nth = written + 1
    if (!keys.makeRoom()) refused = "OOM command not allowed when used memory > 'maxmemory'."
    else
      refused = failureOf(() =>
        keys.set(
          `${name}:${nth}`,
          pack(`Test key ${nth} `.padEnd(asked.bytes, 'x').slice(0, asked.bytes)),
          ['$', 'set'],
          asked.seconds === null ? null : keys.now + asked.seconds * 1000,
        ),
      )
    if (refused === null) written += 1
  }
  keys.makeRoom()
  keys.commit()
  return { written, refused, evicted: keys.store.evicted - evicted }
}

function failureOf(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof CommandError) return error.message
    throw error
  }
}

export const redisRoutes = [
  ...implement(redis, {
    info: ({ world, tables, actor, params, services }) => wireStore(world, openStore(tables, actor, params.database), services),
    wait: ({ world, tables, actor, params }) => waitOf(world, storeFor(tables, actor, params.database)),
    config: ({ world, tables, actor, params }) => wireConfig(world, readyStore(tables, actor, params.database)),
    configure: ({ world, tables, actor, params, body }) => {
      const addon = changeableStore(tables, actor, params.database)
      configure(world, addon, body, actor.id)
      return wireConfig(world, addon)
    },
    rotate: ({ world, tables, actor, params }) => {
      const addon = changeableStore(tables, actor, params.database)
      rotate(world, addon, actor.id)
      return { message: `${addon.name} has a new password. It is set on every app that uses it.` }
    },
    upgrade: ({ world, tables, actor, params, body }) => ({
      message: upgrade(world, changeableStore(tables, actor, params.database), body.version, actor.id),
    }),
    resetStats: ({ world, tables, actor, params }) => {
      const keys = new Keyspace(world, changeableStore(tables, actor, params.database))
      resetStatistics(keys)
      keys.commit()
      return { message: 'Stats reset successful.' }
    },
  }),
  ...implement(redisControl, {
    details: ({ world, tables, actor, params, query }) =>
      wireDetails(world, readyStore(tables, actor, params.store), query.hours ?? 24),
    keys: ({ world, tables, actor, params, query }) =>
      wireKeys(world, openStore(tables, actor, params.store), { ...query, match: query.match && toBytes(query.match) }),
    key: ({ world, tables, actor, params, query }) =>
      wireKeyPage(world, openStore(tables, actor, params.store), query.key, query.limit ?? 200),
    run: ({ world, tables, actor, params, body }) => send(world, openStore(tables, actor, params.store), body),
    fill: ({ world, tables, actor, params, body }) => fill(world, openStore(tables, actor, params.store), body),
    connection: ({ world, body }) => {
      const addon = storeByPassword(world, body.password)
      return { ...send(world, addon, body), store: addon.id, timeout: storeOf(world, addon).timeout }
    },
    catalogue: () => catalogue,
  }),
]
