import type { Account } from '#platform/account/model.ts'
import { appFor, visibleApps } from '#platform/apps/access.ts'
import { defaultStack, findStack } from '#platform/apps/catalog.ts'
import type { App } from '#platform/apps/model.ts'
import { dropRuns } from '#platform/ci/model.ts'
import { wireBuild } from '#platform/builds/wire.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import type { AppAction } from '#platform/permissions/contract.ts'
import { dropReviews } from '#platform/reviews/model.ts'
import type { Release } from '#platform/releases/model.ts'
import { wireRelease } from '#platform/releases/wire.ts'
import type { Tables } from '#platform/world.ts'
import { pipelineFor } from './access.ts'
import { board, coupledApps, listed, peopleOf, previews, visiblePipelines } from './boards.ts'
import { boards, couplings, pipelines, promotions } from './contract.ts'
import {
  couple,
  createPipeline,
  deletePipeline,
  moveTo,
  renamePipeline,
  transferPipeline,
  uncouple,
  updateVars,
} from './model.ts'
import { promote } from './promote.ts'
import type { Coupling, Pipeline, Promotion } from './rows.ts'
import { wireCoupling, wirePipeline, wirePromotion, wireTargets } from './wire.ts'

const noCoupling = () => notFound('pipeline_coupling', 'pipeline coupling')
const byId = { id: (row: { readonly id: string }) => row.id }

function varStage(stage: string): keyof Pipeline['config'] {
  if (stage !== 'review' && stage !== 'test')
    throw invalid('Only the stages review and test have config vars of their own. Those of other stages are their apps’.')
  return stage
}

/** A coupling of which the person may do this with the app. */
function couplingFor(tables: Tables, actor: Account, id: string, action: AppAction): Coupling {
  const coupling = tables.couplings.get(id)
  if (!coupling) throw noCoupling()
  appFor(tables, actor, coupling.appId, action)
  return coupling
}

function promotionFor(tables: Tables, actor: Account, id: string): Promotion {
  const promotion = tables.promotions.get(id)
  if (!promotion) throw notFound('pipeline_promotion', 'pipeline promotion')
  pipelineFor(tables, actor, promotion.pipelineId, 'pipeline.view')
  return promotion
}

const couplingsOf = (tables: Tables, apps: readonly App[]) =>
  listOf(
    apps.flatMap(({ id }) => tables.couplings.first('app', id) ?? []),
    byId,
    (row) => wireCoupling(tables, row),
  )

/** The newest release of each app of a pipeline that is of this kind. */
function latest(tables: Tables, actor: Account, base: string, pipeline: Pipeline, wanted: (row: Release) => boolean) {
  return coupledApps(tables, pipeline, actor.id).flatMap(({ app }) => {
    const [newest] = tables.releases
      .by('app', app.id)
      .filter(wanted)
      .sort((a, b) => b.version - a.version)
    return newest ? [wireRelease(tables, base, app, newest)] : []
  })
}

export const pipelineRoutes = [
  ...implement(pipelines, {
    list: ({ tables, actor, query }) => {
      const name = query['eq[name]']
      const rows = visiblePipelines(tables, actor.id).filter((row) => name === undefined || row.name === name)
      return listOf(rows, { ...byId, name: (row) => row.name }, wirePipeline)
    },
    create: ({ world, actor, body }) =>
      wirePipeline(createPipeline(world, actor, { name: body.name, owner: body.owner ?? null })),
    info: ({ pipeline }) => wirePipeline(pipeline),
    update: ({ world, pipeline, body }) => wirePipeline(renamePipeline(world, pipeline, body.name ?? pipeline.name)),
    delete: ({ world, actor, pipeline }) => {
      dropReviews(world, pipeline)
      dropRuns(world, pipeline)
      deletePipeline(world, pipeline, actor.id)
      return wirePipeline(pipeline)
    },
    transfer: ({ world, tables, actor, body }) => {
      const pipeline = pipelineFor(tables, actor, body.pipeline.id, 'pipeline.transfer')
      const { owner } = transferPipeline(world, actor, pipeline, body.new_owner)
      return { pipeline: { id: pipeline.id }, previous_owner: { ...pipeline.owner }, new_owner: { ...owner } }
    },
    stack: ({ tables, pipeline }) => {
      const all = tables.couplings.by('pipeline', pipeline.id)
      const main = all.find(({ stage }) => stage === 'production') ?? all[0]
      const { id, name } = findStack(main ? tables.apps.must(main.appId).buildStack : defaultStack.name)
      return { stack: { id, name } }
    },
    vars: ({ pipeline, params }) => ({ ...pipeline.config[varStage(params.stage)] }),
    updateVars: ({ world, pipeline, params, body }) => {
      const stage = varStage(params.stage)
      return { ...updateVars(world, pipeline, stage, body).config[stage] }
    },
    latestBuilds: ({ tables, actor, pipeline, base }) =>
      coupledApps(tables, pipeline, actor.id).flatMap(({ app }) => {
        const [newest] = tables.builds.by('app', app.id).sort((a, b) => b.createdAt - a.createdAt)
        return newest ? [wireBuild(tables, base, newest)] : []
      }),
    latestReleases: ({ tables, actor, pipeline, base }) => latest(tables, actor, base, pipeline, () => true),
    latestDeployments: ({ tables, actor, pipeline, base }) =>
      latest(tables, actor, base, pipeline, (row) => /^(Deploy|Promote|Rollback) /.test(row.description)),
  }),
  ...implement(couplings, {
    list: ({ tables, actor }) => couplingsOf(tables, visibleApps(tables, actor.id)),
    ofUser: ({ tables, actor }) => couplingsOf(tables, visibleApps(tables, actor.id)),
    ofTeam: ({ tables, actor, team }) =>
      couplingsOf(
        tables,
        visibleApps(tables, actor.id).filter(({ teamId }) => teamId === team.id),
      ),
    ofPipeline: ({ tables, pipeline }) =>
      listOf(tables.couplings.by('pipeline', pipeline.id), byId, (row) => wireCoupling(tables, row)),
    ofApp: ({ tables, app }) => {
      const coupling = tables.couplings.first('app', app.id)
      if (!coupling) throw noCoupling()
      return wireCoupling(tables, coupling)
    },
    create: ({ world, tables, actor, body }) => {
      const pipeline = pipelineFor(tables, actor, body.pipeline, 'pipeline.edit')
      const app = appFor(tables, actor, body.app, 'app.couple')
      return wireCoupling(tables, couple(world, pipeline, app, body.stage, actor.id))
    },
    info: ({ tables, actor, params }) => wireCoupling(tables, couplingFor(tables, actor, params.coupling, 'app.view')),
    update: ({ world, tables, actor, params, body }) => {
      const coupling = couplingFor(tables, actor, params.coupling, 'app.couple')
      return wireCoupling(tables, moveTo(world, coupling, body.stage, actor.id))
    },
    delete: ({ world, tables, actor, params }) => {
      const coupling = couplingFor(tables, actor, params.coupling, 'app.couple')
      const wired = wireCoupling(tables, coupling)
      uncouple(world, coupling, actor.id)
      return wired
    },
  }),
  ...implement(promotions, {
    create: ({ world, tables, actor, body }) => {
      const pipeline = pipelineFor(tables, actor, body.pipeline.id, 'pipeline.view')
      const source = appFor(tables, actor, body.source.app.id, 'app.view')
      if (tables.couplings.first('app', source.id)?.pipelineId !== pipeline.id)
        throw invalid(`${source.name} is not in the pipeline ${pipeline.name}.`)
      const ids = new Set(body.targets.map(({ app }) => app.id))
      const targets = [...ids].map((id) => appFor(tables, actor, id, 'app.view'))
      return wirePromotion(tables, promote(world, actor, pipeline, source, targets))
    },
    info: ({ tables, actor, params }) => wirePromotion(tables, promotionFor(tables, actor, params.promotion)),
    targets: ({ tables, actor, params }) => wireTargets(tables, promotionFor(tables, actor, params.promotion)),
  }),
  ...implement(boards, {
    all: ({ world, tables, actor }) => visiblePipelines(tables, actor.id).map((row) => listed(world, actor.id, row)),
    one: ({ world, actor, pipeline }) => board(world, actor.id, pipeline),
    preview: ({ world, actor, app }) => previews(world, actor, app),
    people: ({ tables, pipeline }) => peopleOf(tables, pipeline),
    ofApp: ({ tables, app }) => {
      const coupling = tables.couplings.first('app', app.id)
      return { coupling: coupling ? wireCoupling(tables, coupling) : null }
    },
  }),
]
