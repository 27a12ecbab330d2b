import { World, type JournalEntry, type Origin, type Snapshot } from '#kernel/world.ts'
import { accessRoutes } from './access/handlers.ts'
import { accountRoutes } from './account/handlers.ts'
import { addonRoutes } from './addons/handlers.ts'
import { appRoutes } from './apps/handlers.ts'
import { buildRoutes } from './builds/handlers.ts'
import { onBuildAlarm } from './builds/model.ts'
import { configRoutes } from './config/handlers.ts'
import { controlRoutes } from './control/handlers.ts'
import { domainRoutes } from './domains/handlers.ts'
import { dynoRoutes } from './dynos/handlers.ts'
import { onDynoAlarm } from './dynos/lifecycle.ts'
import type { PlatformHost } from './host.ts'
import { performCommand } from './http/dispatch.ts'
import { unknownEndpoint } from './http/errors.ts'
import { createNetwork, toHandler } from './http/network.ts'
import { RouteIndex, type Match, type Route } from './http/routes.ts'
import { Server, type ServerOptions } from './http/serve.ts'
import { logRoutes } from './logs/handlers.ts'
import { metricsRoutes } from './metrics/handlers.ts'
import { monitorRoutes } from './monitors/handlers.ts'
import { onMonitorAlarm } from './monitors/watch.ts'
import { pipelineRoutes } from './pipelines/handlers.ts'
import { releaseRoutes } from './releases/handlers.ts'
import { onReleaseAlarm } from './releases/model.ts'
import { beginScenario } from './scenarios/index.ts'
import { teamRoutes } from './teams/handlers.ts'
import { makeTables, type Command, type PlatformWorld } from './world.ts'

export type { PlatformHost } from './host.ts'
export type { StreamAnswer } from './http/stream.ts'
export type { Command, PlatformWorld } from './world.ts'
export { DEFAULT_ORIGIN, SCENARIOS } from './scenarios/catalog.ts'

/** Every endpoint of the platform. */
const routes: readonly Route[] = [
  ...accessRoutes,
  ...accountRoutes,
  ...addonRoutes,
  ...appRoutes,
  ...buildRoutes,
  ...configRoutes,
  ...controlRoutes,
  ...domainRoutes,
  ...dynoRoutes,
  ...logRoutes,
  ...metricsRoutes,
  ...monitorRoutes,
  ...pipelineRoutes,
  ...releaseRoutes,
  ...teamRoutes,
]

/** What happens when an alarm is due, by its kind. */
const processes = { build: onBuildAlarm, dyno: onDynoAlarm, monitor: onMonitorAlarm, release: onReleaseAlarm }

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
  return request.method === 'POST' && method && ['PUT', 'PATCH', 'DELETE'].includes(method)
    ? new Request(request, { method })
    : request
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
