import type { Account } from '#platform/account/model.ts'
import { appFor, permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { onBehalfOf } from './client.ts'
import { unauthorized, unknownEndpoint } from './errors.ts'
import type { Permission } from '#platform/permissions/contract.ts'
import type { Circumstances, Match, RouteIndex } from './routes.ts'
import { checkBody, checkQuery } from './validate.ts'

/** A journal's replay has no request around it. */
const REPLAY: Circumstances = { base: '', headers: {}, host: null, services: {} }

// The journal keeps a command, and nothing of the request that brought it.
const circumstances = new WeakMap<Command, Circumstances>()

/** Remembers the request that a command came with, for addresses in its answer. */
export function setCircumstances(command: Command, around: Circumstances): void {
  circumstances.set(command, around)
}

interface Call {
  readonly actor: Account | null
  readonly path: string
  readonly body: unknown
}

/** Runs a route's handler: checks who asks, what they may, and what they ask; then does it. */
export function run(world: PlatformWorld, { route, params }: Match, call: Call, around: Circumstances): unknown {
  const { endpoint } = route
  const { actor } = call
  if (!actor && !endpoint.open) throw unauthorized()
  let app: App | null = null
  let permissions: readonly Permission[] = []
  if (endpoint.action && actor) {
    app = appFor(world.tables, actor, params['app'] ?? '', endpoint.action)
    permissions = permissionsOn(world.tables, app, actor.id)
  }
  const query = checkQuery(endpoint, new URLSearchParams(call.path.split('?')[1] ?? ''))
  const upload = route.read ? call.body : undefined
  const body = route.read ? undefined : checkBody(endpoint, call.body)
  const { tables, now } = world
  return route.run({ world, tables, now, actor, params, body, query, app, permissions, ...around }, upload)
}

/** Carries out a command of the journal. */
export function performCommand(index: RouteIndex, world: PlatformWorld, command: Command): unknown {
  const match = index.find(command.method, command.path.split('?')[0] ?? '')
  if (!match || match.route.endpoint.host) throw unknownEndpoint()
  const actor = command.actor === null ? null : (world.tables.accounts.get(command.actor) ?? null)
  const call = { actor, path: command.path, body: command.body }
  return onBehalfOf(world, command.client, () => run(world, match, call, circumstances.get(command) ?? REPLAY))
}
