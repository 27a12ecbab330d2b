import { World, type JournalEntry, type Origin, type Snapshot } from '#kernel/world.ts'
import type { PlatformHost } from './host.ts'
import { performCommand } from './http/dispatch.ts'
import { unknownEndpoint } from './http/errors.ts'
import { createNetwork, toHandler } from './http/network.ts'
import { RouteIndex, type Match, type Route } from './http/routes.ts'
import { Server, type ServerOptions } from './http/serve.ts'
import { processes } from './processes.ts'
import { routes } from './routes.ts'
import { beginScenario } from './scenarios/index.ts'
import { makeTables, type Command, type PlatformWorld } from './world.ts'

export type { PlatformHost } from './host.ts'
export type { StreamAnswer } from './http/stream.ts'
export type { Command, PlatformWorld } from './world.ts'
export { DEFAULT_ORIGIN } from './scenarios/index.ts'

const index = new RouteIndex(routes)

/** A world of the platform: new, or from its journal, or from a snapshot and the journal. */
export function createWorld(origin: Origin, journal?: readonly JournalEntry<Command>[], snapshot?: Snapshot): PlatformWorld {
  return new World(
    {
      tables: makeTables,
      processes,
      perform: (world, command) => performCommand(index, world, command),
      begin: (world) => beginScenario(world, (command) => performCommand(index, world, command)),
    },
    origin,
    journal,
    snapshot,
  )
}

export interface Platform {
  /** Answers any request to the API; an unknown path with the platform's own 404. */
  readonly fetch: (request: Request) => Promise<Response>
}

/** Clients that can only POST name the method they mean in a header (heroku-facts G.1). */
function withOverride(request: Request): Request {
  const method = request.headers.get('x-http-method-override')?.toUpperCase()
  return request.method === 'POST' && method && ['PUT', 'PATCH', 'DELETE'].includes(method) ? new Request(request, { method }) : request
}

/** The platform's API on a host's world. */
export function createPlatform(options: Omit<ServerOptions, 'index'> & { readonly host: PlatformHost }): Platform {
  const server = new Server({ ...options, index })
  const respond = (match: Match, request: Request) => server.respond(match, request)
  const handlers = new Map(routes.map((route: Route) => [route, toHandler(route, respond)]))
  const answer = createNetwork([...handlers.values()])
  return {
    async fetch(request) {
      const asked = withOverride(request)
      const match = index.find(asked.method, new URL(asked.url).pathname.slice(options.basePath.length))
      const handler = match && handlers.get(match.route)
      return handler ? answer(asked, handler) : server.refuse(unknownEndpoint(), asked)
    },
  }
}
