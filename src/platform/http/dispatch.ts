import { checkOwner } from '#platform/account/access.ts'
import type { Account } from '#platform/account/model.ts'
import { appFor, permissionsOn } from '#platform/apps/access.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { onBehalfOf } from './client.ts'
import { unauthorized, unknownEndpoint } from './errors.ts'
import { isAccountAction, isPipelineAction, isTeamAction } from '#platform/permissions/contract.ts'
import { permissionsOnPipeline, pipelineFor } from '#platform/pipelines/access.ts'
import { teamFor } from '#platform/teams/access.ts'
import type { Circumstances, Match, RouteIndex, Standing } from './routes.ts'
import { checkBody, checkQuery } from './validate.ts'

/** A journal's replay has no request around it. */
const REPLAY: Circumstances = { base: '', headers: {}, host: null, services: {}, mark: null }

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

const NOWHERE: Standing = { app: null, permissions: [], pipeline: null, team: null, role: null }

/** Finds what the endpoint's action is on. Refuses with 404 or 403 unless the person may do it. */
export function standingOf({ tables }: PlatformWorld, { route, params }: Match, actor: Account | null): Standing {
  const { action } = route.endpoint
  if (!action || !actor) return NOWHERE
  if (isTeamAction(action)) return { ...NOWHERE, ...teamFor(tables, actor, params['team'] ?? '', action) }
  if (isPipelineAction(action)) {
    const pipeline = pipelineFor(tables, actor, params['pipeline'] ?? '', action)
    return { ...NOWHERE, pipeline, permissions: permissionsOnPipeline(tables, pipeline, actor.id) }
  }
  if (isAccountAction(action)) {
    checkOwner(tables, actor, params['account'] ?? '~', action)
    return NOWHERE
  }
  const app = appFor(tables, actor, params['app'] ?? '', action)
  return { ...NOWHERE, app, permissions: permissionsOn(tables, app, actor.id) }
}

/** Runs a route's handler: checks who asks, what they may, and what they ask; then does it. */
export function run(world: PlatformWorld, match: Match, call: Call, around: Circumstances): unknown {
  const { route, params } = match
  const { endpoint } = route
  const { actor } = call
  if (!actor && !endpoint.open) throw unauthorized()
  const standing = standingOf(world, match, actor)
  const query = checkQuery(endpoint, new URLSearchParams(call.path.split('?')[1] ?? ''))
  const upload = route.read ? call.body : undefined
  const body = route.read ? undefined : checkBody(endpoint, call.body)
  const { tables, now } = world
  return route.run({ world, tables, now, actor, params, body, query, ...standing, ...around }, upload)
}

/** Carries out a command of the journal. */
export function performCommand(index: RouteIndex, world: PlatformWorld, command: Command): unknown {
  const match = index.find(command.method, command.path.split('?')[0] ?? '')
  if (!match || match.route.endpoint.host) throw unknownEndpoint()
  const actor = command.actor === null ? null : (world.tables.accounts.get(command.actor) ?? null)
  const call = { actor, path: command.path, body: command.body }
  return onBehalfOf(world, command.client, () => run(world, match, call, circumstances.get(command) ?? REPLAY))
}
