import { uuid } from '#kernel/random.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { emailOf } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { stateOf } from '#platform/control/state.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { compare } from './compare.ts'
import { progress, running } from './promote.ts'
import { STAGES, type Coupling, type Pipeline, type Promotion } from './rows.ts'

/** All apps are of the generation before the present one. */
const CEDAR = { id: uuid('generation', 'cedar'), name: 'cedar' }

export const wirePipeline = (row: Pipeline) => ({
  created_at: iso(row.createdAt),
  generation: CEDAR,
  id: row.id,
  name: row.name,
  owner: { id: row.owner.id, type: row.owner.type },
  updated_at: iso(row.updatedAt),
})

export const ownerName = (tables: Tables, { type, id }: Pipeline['owner']): string =>
  type === 'team' ? tables.teams.must(id).name : tables.accounts.must(id).email

export function wireCoupling(tables: Tables, row: Coupling) {
  const { id, name } = tables.pipelines.must(row.pipelineId)
  return {
    app: { id: row.appId },
    created_at: iso(row.createdAt),
    id: row.id,
    pipeline: { id, name },
    stage: row.stage,
    updated_at: iso(row.updatedAt),
  }
}

export function wirePromotion(tables: Tables, row: Promotion) {
  const ended = row.targets.every(({ releaseId }) => progress(tables, releaseId).status !== 'pending')
  const times = row.targets.map(({ releaseId }) => tables.releases.get(releaseId)?.updatedAt ?? row.createdAt)
  return {
    created_at: iso(row.createdAt),
    id: row.id,
    pipeline: { id: row.pipelineId },
    source: { app: { id: row.sourceAppId }, release: { id: row.sourceReleaseId } },
    status: ended ? ('completed' as const) : ('pending' as const),
    updated_at: iso(Math.max(...times)),
  }
}

export const wireTargets = (tables: Tables, row: Promotion) =>
  row.targets.map(({ id, appId, releaseId }) => {
    const { status, error } = progress(tables, releaseId)
    return {
      app: { id: appId },
      error_message: error,
      id,
      pipeline_promotion: { id: row.id },
      release: tables.releases.get(releaseId) ? { id: releaseId } : null,
      status,
    }
  })

/** The apps of the nearest later stage that has any. */
function downstream(tables: Tables, { pipelineId, stage }: Coupling): App[] {
  const all = tables.couplings.by('pipeline', pipelineId)
  for (const later of STAGES.slice(STAGES.indexOf(stage) + 1)) {
    const there = all.filter((row) => row.stage === later)
    if (there.length > 0) return there.map(({ appId }) => tables.apps.must(appId))
  }
  return []
}

/** An app's card on the pipeline's page, for one who may see it. */
export function wireCard(world: PlatformWorld, accountId: string, coupling: Coupling) {
  const { tables } = world
  const app = tables.apps.must(coupling.appId)
  const { health, summary, permissions } = stateOf(world, app, accountId)
  const code = running(tables, app)
  const [next] = coupling.stage === 'review' ? [] : downstream(tables, coupling)
  const { ahead, behind } = next ? compare(tables, app, next) : { ahead: null, behind: null }
  return {
    coupling: coupling.id,
    stage: coupling.stage,
    app: { id: app.id, name: app.name },
    region: app.region,
    locked: app.locked,
    health,
    summary,
    permissions,
    release: code && {
      version: code.release.version,
      description: code.release.description,
      created_at: iso(code.release.createdAt),
      user: { id: code.release.userId, email: emailOf(world, code.release.userId) },
      commit: code.slug.commit,
      message: code.slug.commitDescription,
    },
    next: next && permissionsOn(tables, next, accountId).length > 0 ? { app: next.name, ahead, behind } : null,
    promoting: tables.releases
      .by('app', app.id)
      .some(({ status, description }) => status === 'pending' && description.startsWith('Promote ')),
  }
}
