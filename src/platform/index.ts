import type { RequestHandler } from 'msw'
import { World, type JournalEntry, type Origin, type Snapshot } from '#kernel/world.ts'
import { accessRoutes } from './access/handlers.ts'
import { appRoutes } from './apps/handlers.ts'
import { buildRoutes } from './builds/handlers.ts'
import { onBuildAlarm } from './builds/model.ts'
import { configRoutes } from './config/handlers.ts'
import { controlRoutes } from './control/handlers.ts'
import { dynoRoutes } from './dynos/handlers.ts'
import { onDynoAlarm } from './dynos/lifecycle.ts'
import type { PlatformHost } from './host.ts'
import type { Endpoint } from './http/contract.ts'
import { performCommand } from './http/dispatch.ts'
import { ApiError, unknownEndpoint } from './http/errors.ts'
import { createNetwork, toHandler } from './http/network.ts'
import { RouteIndex, type Match, type Route } from './http/routes.ts'
import { Server, type ServerOptions } from './http/serve.ts'
import { logRoutes } from './logs/handlers.ts'
import { releaseRoutes } from './releases/handlers.ts'
import { onReleaseAlarm } from './releases/model.ts'
import { beginScenario } from './scenarios/index.ts'
import { teamRoutes } from './teams/handlers.ts'
import { noteChanges } from './webhooks/outbox.ts'
import { makeTables, type Command, type PlatformWorld, type Process } from './world.ts'

export type { Databases, PlatformHost } from './host.ts'
export type { StreamAnswer } from './http/stream.ts'
export type { Command, PlatformWorld } from './world.ts'
export { DEFAULT_ORIGIN, SCENARIOS } from './scenarios/catalog.ts'

// Only what the first page asks for and what a starting world is made with is here. The other areas load with the first
// request that is none of these: see later.ts.

const index = new RouteIndex([
  ...accessRoutes,
  ...appRoutes,
  ...buildRoutes,
  ...configRoutes,
  ...controlRoutes,
  ...dynoRoutes,
  ...logRoutes,
  ...releaseRoutes,
  ...teamRoutes,
])

/** What happens when an alarm is due, by its kind. */
const processes: Record<string, Process> = { build: onBuildAlarm, dyno: onDynoAlarm, release: onReleaseAlarm }

let everything: Promise<void> | undefined

/** Loads the areas that come later. A journal or a snapshot may be of any of them, so that comes before opening a kept world. */
export function loadEverything(): Promise<void> {
  everything ??= Promise.all([
    import('./later.ts'),
    import('./later-account.ts'),
    import('./later-data.ts'),
    import('./later-redis.ts'),
    import('./later-teams.ts'),
  ]).then(
    ([
      { laterRoutes, laterProcesses },
      { personalRoutes },
      { dataRoutes, dataProcesses },
      { storeRoutes, storeProcesses },
      { teamsRoutes, teamsProcesses },
    ]) => {
      index.add([...laterRoutes, ...personalRoutes, ...dataRoutes, ...storeRoutes, ...teamsRoutes])
      Object.assign(processes, laterProcesses, dataProcesses, storeProcesses, teamsProcesses)
    },
    (error: unknown) => {
      everything = undefined // the next request tries again
      throw error
    },
  )
  return everything
}

/** Looks databases up, for a host on which they listen, and loads what it tells the world of them. */
export async function loadDatabases() {
  await loadEverything()
  return import('./postgres/lookup.ts')
}

/** Every endpoint that the platform answers. */
export async function everyEndpoint(): Promise<Endpoint[]> {
  await loadEverything()
  return index.routes().map(({ endpoint }) => endpoint)
}

/** A world of the platform: new, or from its journal, or from a snapshot and the journal. */
export function createWorld(origin: Origin, journal?: readonly JournalEntry<Command>[], snapshot?: Snapshot): PlatformWorld {
  return new World(
    {
      tables: makeTables,
      processes,
      perform: (world, command) => performCommand(index, world, command),
      settle: noteChanges,
      begin: (world) => beginScenario(world, (command) => performCommand(index, world, command)),
    },
    origin,
    journal,
    snapshot,
  )
}

const NOT_LOADED = 'This part of the platform could not be loaded. Check the connection, then try again.'

export interface Platform {
  /** Answers any request to the API; an unknown path with the platform's own 404. */
  readonly fetch: (request: Request) => Promise<Response>
}

/** Clients that can only POST name the method they mean in a header (heroku-facts G.1). */
function withOverride(request: Request): Request {
  const method = request.headers.get('x-http-method-override')?.toUpperCase()
  return request.method === 'POST' && method && ['PUT', 'PATCH', 'DELETE'].includes(method)
    ? new Request(request, { method })
    : request
}

/** The platform's API on a host's world. */
export function createPlatform(options: Omit<ServerOptions, 'index'> & { readonly host: PlatformHost }): Platform {
  const server = new Server({ ...options, index })
  const respond = (match: Match, request: Request) => server.respond(match, request)
  const handlers = new Map<Route, RequestHandler>()
  const answer = createNetwork()
  const find = (request: Request) =>
    index.find(request.method, new URL(request.url).pathname.slice(options.basePath.length))?.route
  return {
    async fetch(request) {
      const asked = withOverride(request)
      let route = find(asked)
      if (!route) {
        try {
          await loadEverything()
        } catch {
          return server.refuse(new ApiError(503, 'unavailable', NOT_LOADED), asked)
        }
        route = find(asked)
      }
      if (!route) return server.refuse(unknownEndpoint(), asked)
      const handler = handlers.get(route) ?? toHandler(route, respond)
      handlers.set(route, handler)
      return answer(asked, handler)
    },
  }
}
