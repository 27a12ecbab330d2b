import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { emailOf } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { stateOf } from '#platform/control/state.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import { judge } from '#platform/permissions/contract.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { permissionsOnPipeline } from './access.ts'
import { compare } from './compare.ts'
import type { AppCard, Board, ListedPipeline, PipelinePerson, Preview } from './contract.ts'
import { refusal, running } from './promote.ts'
import { STAGES, type Pipeline } from './rows.ts'
import { ownerName, wireCard, wirePipeline } from './wire.ts'

/** The pipelines that a person may see, by name. */
export const visiblePipelines = (tables: Tables, accountId: string): Pipeline[] =>
  tables.pipelines
    .all()
    .filter((row) => permissionsOnPipeline(tables, row, accountId).length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** The apps of a pipeline that a person may see, in the order of their names within each stage. */
export function coupledApps(tables: Tables, pipeline: Pipeline, accountId: string) {
  return tables.couplings
    .by('pipeline', pipeline.id)
    .map((coupling) => ({ coupling, app: tables.apps.must(coupling.appId) }))
    .filter(({ app }) => permissionsOn(tables, app, accountId).length > 0)
    .sort((a, b) => STAGES.indexOf(a.coupling.stage) - STAGES.indexOf(b.coupling.stage) || (a.app.name < b.app.name ? -1 : 1))
}

const BAD = ['down', 'degraded']

export function listed(world: PlatformWorld, accountId: string, pipeline: Pipeline): ListedPipeline {
  const { tables } = world
  const all = tables.couplings.by('pipeline', pipeline.id)
  const count = (stage: string) => all.filter((row) => row.stage === stage).length
  const [worst] = coupledApps(tables, pipeline, accountId)
    .map(({ app }) => ({ app, state: stateOf(world, app, accountId) }))
    .filter(({ state }) => BAD.includes(state.health))
    .sort((a, b) => BAD.indexOf(a.state.health) - BAD.indexOf(b.state.health))
  const live = all
    .filter(({ stage }) => stage === 'production')
    .flatMap(({ appId }) => running(tables, tables.apps.must(appId)) ?? [])
  return {
    id: pipeline.id,
    name: pipeline.name,
    owner: { type: pipeline.owner.type, name: ownerName(tables, pipeline.owner) },
    stages: {
      review: count('review'),
      development: count('development'),
      staging: count('staging'),
      production: count('production'),
    },
    trouble: worst ? `${worst.app.name}: ${worst.state.summary}` : null,
    released_at: isoOrNull(live.length > 0 ? Math.max(...live.map(({ release }) => release.createdAt)) : null),
  }
}

export function board(world: PlatformWorld, accountId: string, pipeline: Pipeline): Board {
  const { tables } = world
  const apps: AppCard[] = coupledApps(tables, pipeline, accountId).map(({ coupling }) => wireCard(world, accountId, coupling))
  return {
    pipeline: wirePipeline(pipeline),
    owner_name: ownerName(tables, pipeline.owner),
    permissions: [...permissionsOnPipeline(tables, pipeline, accountId)],
    repository: pipeline.repository?.fullName ?? null,
    ci: pipeline.ci,
    reviews: pipeline.reviews && {
      automatic: pipeline.reviews.automatic,
      wait_for_ci: pipeline.reviews.waitForCi,
      stale_days: pipeline.reviews.staleDays,
      base_name: pipeline.reviews.baseName,
    },
    apps,
    hidden: tables.couplings.count('pipeline', pipeline.id) - apps.length,
  }
}

/** What a promotion would bring to every other app of the pipeline that is downstream. */
export function previews(world: PlatformWorld, actor: Account, source: App): Preview[] {
  const { tables } = world
  const from = tables.couplings.first('app', source.id)
  const pipeline = from && tables.pipelines.must(from.pipelineId)
  if (!from || !pipeline) return []
  return coupledApps(tables, pipeline, actor.id)
    .filter(({ coupling }) => STAGES.indexOf(coupling.stage) > STAGES.indexOf(from.stage))
    .map(({ app }) => preview(world, actor, source, app))
}

function preview(world: PlatformWorld, actor: Account, source: App, target: App): Preview {
  const { tables } = world
  const { ahead, behind, commits } = compare(tables, source, target)
  const there = running(tables, target)
  const may = (app: App) => judge(permissionsOn(tables, app, actor.id), 'config.read').allowed
  const only = (a: App, b: App) =>
    Object.keys(a.config)
      .filter((key) => !(key in b.config))
      .sort()
  return {
    app: { id: target.id, name: target.name },
    refused: refusal(tables, actor, source, target)?.message ?? null,
    release: there && { version: there.release.version, description: there.release.description },
    ahead,
    behind,
    commits: commits.map(({ sha, message, userId, at }) => ({ sha, message, author: emailOf(world, userId), date: iso(at) })),
    config: may(source) && may(target) ? { missing: only(source, target), extra: only(target, source) } : null,
    release_command: running(tables, source)?.slug.processTypes['release'] ?? null,
  }
}

/** Who may do what with a pipeline: those of its team, its owner, and those who see it for one of its apps. */
export function peopleOf(tables: Tables, pipeline: Pipeline): PipelinePerson[] {
  return tables.accounts
    .all()
    .map((account) => ({ account, permissions: permissionsOnPipeline(tables, pipeline, account.id) }))
    .filter(({ permissions }) => permissions.length > 0)
    .sort((a, b) => b.permissions.length - a.permissions.length || (a.account.email < b.account.email ? -1 : 1))
    .map(({ account: { id, email, name }, permissions }) => ({ user: { id, email }, name, permissions: [...permissions] }))
}
