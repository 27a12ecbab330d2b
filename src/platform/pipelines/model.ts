import type { Account } from '#platform/account/model.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { configSizeProblem } from '#platform/config/contract.ts'
import { conflict, forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { teamFor } from '#platform/teams/access.ts'
import { tellTeam } from '#platform/teams/events.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { Coupling, Pipeline, Stage, Vars } from './rows.ts'

const freeName = (tables: Tables, name: string): string => {
  if (tables.pipelines.first('name', name)) throw invalid(`Name ${name} is already taken`)
  return name
}

/** Refuses an owner that there is not, or a team in which the person may not have pipelines. */
function ownerFor(tables: Tables, actor: Account, { id, type }: Pipeline['owner']): Pipeline['owner'] {
  if (type === 'team') {
    return { type, id: teamFor(tables, actor, id, 'team.pipelines').team.id }
  }
  const account = tables.accounts.get(id) ?? tables.accounts.first('email', id)
  if (!account || account.closedAt !== undefined) throw notFound('user')
  return { type, id: account.id }
}

export function createPipeline(
  world: PlatformWorld,
  actor: Account,
  { name, owner }: { readonly name: string; readonly owner: Pipeline['owner'] | null },
): Pipeline {
  const { tables, now } = world
  const asked = ownerFor(tables, actor, owner ?? { type: 'user', id: actor.id })
  if (asked.type === 'user' && asked.id !== actor.id) throw forbidden('A pipeline is made for oneself or for a team.')
  return tables.pipelines.insert({
    id: world.newId('pipeline'),
    name: freeName(tables, name),
    owner: asked,
    config: { review: {}, test: {} },
    repository: null,
    ci: false,
    reviews: null,
    createdAt: now,
    updatedAt: now,
  })
}

export function renamePipeline(world: PlatformWorld, pipeline: Pipeline, name: string): Pipeline {
  if (name === pipeline.name) return pipeline
  return world.tables.pipelines.update(pipeline.id, { name: freeName(world.tables, name), updatedAt: world.now })
}

/** Gives a pipeline to a person or a team; its apps stay whose they are. */
export function transferPipeline(world: PlatformWorld, actor: Account, pipeline: Pipeline, to: Pipeline['owner']): Pipeline {
  return world.tables.pipelines.update(pipeline.id, { owner: ownerFor(world.tables, actor, to), updatedAt: world.now })
}

/** Ends a pipeline; its apps stay. */
export function deletePipeline(world: PlatformWorld, pipeline: Pipeline, actorId: string): void {
  const { tables } = world
  for (const coupling of tables.couplings.by('pipeline', pipeline.id)) uncouple(world, coupling, actorId)
  for (const promotion of tables.promotions.by('pipeline', pipeline.id)) tables.promotions.delete(promotion.id)
  world.cancelAlarm('pipeline', pipeline.id)
  tables.pipelines.delete(pipeline.id)
}

/** Writes down what happened in a pipeline, for the feed of its team if it has one. */
export function tellOwner(world: PlatformWorld, { id, owner }: Pipeline, text: string, actorId: string | null): void {
  if (owner.type === 'team') tellTeam(world, owner.id, { about: 'apps', text, actorId, pipelineId: id })
}

const tell = (world: PlatformWorld, appId: string, text: string, actorId: string) =>
  record(world, { appId, kind: 'app', text, line: null, actorId })

const nameOf = (tables: Tables, { pipelineId }: Coupling) => tables.pipelines.must(pipelineId).name

/** Puts an app into a pipeline. */
export function couple(world: PlatformWorld, pipeline: Pipeline, app: App, stage: Stage, actorId: string): Coupling {
  const { tables, now } = world
  const there = tables.couplings.first('app', app.id)
  if (there) throw conflict(`${app.name} is in the pipeline ${nameOf(tables, there)} already. Remove it from there first.`)
  tell(world, app.id, `added the app to the pipeline ${pipeline.name}, in ${stage}`, actorId)
  return tables.couplings.insert({
    id: world.newId('coupling'),
    pipelineId: pipeline.id,
    appId: app.id,
    stage,
    createdAt: now,
    updatedAt: now,
  })
}

export function moveTo(world: PlatformWorld, coupling: Coupling, stage: Stage, actorId: string): Coupling {
  if (stage === coupling.stage) return coupling
  tell(world, coupling.appId, `moved the app from ${coupling.stage} to ${stage} in ${nameOf(world.tables, coupling)}`, actorId)
  return world.tables.couplings.update(coupling.id, { stage, updatedAt: world.now })
}

export function uncouple(world: PlatformWorld, coupling: Coupling, actorId: string): void {
  tell(world, coupling.appId, `removed the app from the pipeline ${nameOf(world.tables, coupling)}`, actorId)
  world.tables.couplings.delete(coupling.id)
}

/** Sets and removes (null) config vars of a stage. What runs already keeps those that it began with. */
export function updateVars(
  world: PlatformWorld,
  pipeline: Pipeline,
  stage: keyof Pipeline['config'],
  changes: Readonly<Record<string, string | null>>,
): Pipeline {
  const vars: Record<string, string> = { ...pipeline.config[stage] }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete vars[key]
    else vars[key] = value
  }
  const tooLarge = configSizeProblem(vars)
  if (tooLarge !== null) throw invalid(tooLarge)
  const config: Record<keyof Pipeline['config'], Vars> = { ...pipeline.config, [stage]: vars }
  return world.tables.pipelines.update(pipeline.id, { config, updatedAt: world.now })
}
