import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Slug } from '#platform/builds/model.ts'
import { presentClient } from '#platform/http/client.ts'
import { ApiError } from '#platform/http/errors.ts'
import { judge } from '#platform/permissions/contract.ts'
import { createRelease, type Release } from '#platform/releases/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { STAGES, type Pipeline, type Promotion } from './rows.ts'

// A promotion releases the code of one app to others, as it was built; their config vars stay (heroku-facts A.12).

/** The release of an app that runs code, if it does. */
export function running(tables: Tables, app: App): { release: Release; slug: Slug } | null {
  const release = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  const slug = release?.slugId ? tables.slugs.get(release.slugId) : undefined
  return release && slug ? { release, slug } : null
}

/** Why a person may not promote one app to another; null if they may. */
export function refusal(tables: Tables, actor: Account, source: App, target: App): ApiError | null {
  const no = (message: string) => new ApiError(422, 'invalid_params', message)
  const [from, to] = [tables.couplings.first('app', source.id), tables.couplings.first('app', target.id)]
  if (source.id === target.id) return no(`Cannot promote from an app to itself: ${target.name}. Specify a different target app.`)
  if (!from) return no(`${source.name} is not in a pipeline.`)
  if (to?.pipelineId !== from.pipelineId)
    return no(`${target.name} is not in the pipeline ${tables.pipelines.must(from.pipelineId).name}.`)
  if (from.stage === 'review') return no(`Cannot promote ${source.name} from 'review' stage: merge its pull request instead.`)
  if (STAGES.indexOf(to.stage) <= STAGES.indexOf(from.stage))
    return no(`Cannot promote from ${from.stage} to ${to.stage}: ${target.name} is not downstream of ${source.name}.`)
  const verdict = judge(permissionsOn(tables, target, actor.id), 'app.promote')
  if (!verdict.allowed) return new ApiError(403, 'forbidden', `${target.name}: ${verdict.reason}`)
  const code = running(tables, source)
  if (!code) return no(`${source.name} has no code to promote. Deploy to it first.`)
  if (code.slug.stack !== target.buildStack)
    return no(
      `Cannot promote ${source.name} to ${target.name}: it was built for ${code.slug.stack}, and ${target.name} is on ${target.buildStack}. Change the stack of one of them first.`,
    )
  return null
}

/** Releases what an app runs to others, all of them or none. */
export function promote(
  world: PlatformWorld,
  actor: Account,
  pipeline: Pipeline,
  source: App,
  targets: readonly App[],
): Promotion {
  const { tables, now } = world
  for (const target of targets) {
    const refused = refusal(tables, actor, source, target)
    if (refused) throw refused
  }
  const code = running(tables, source)
  if (!code) throw new Error('a promotion without code has not been refused')
  const { release, slug } = code
  const what = `${source.name} v${release.version}${slug.commit === null ? '' : ` ${slug.commit.slice(0, 7)}`}`
  const made = targets.map((target) => {
    const copy = copySlug(world, slug, target)
    const { id: releaseId } = createRelease(world, target, {
      description: `Promote ${what}`,
      slugId: copy.id,
      userId: actor.id,
      text: `promoted ${what} to this app`,
      line: `Promote ${what} by user ${actor.email}`,
      ...(release.buildpacks ? { buildpacks: release.buildpacks } : {}),
    })
    return { id: world.newId('promotion target'), appId: target.id, releaseId }
  })
  record(world, {
    appId: source.id,
    kind: 'release',
    text: `promoted v${release.version} to ${targets.map(({ name }) => name).join(', ')}`,
    line: null,
    actorId: actor.id,
    version: release.version,
  })
  return tables.promotions.insert({
    id: world.newId('promotion'),
    pipelineId: pipeline.id,
    sourceAppId: source.id,
    sourceReleaseId: release.id,
    targets: made,
    userId: actor.id,
    client: presentClient(world),
    createdAt: now,
  })
}

/** The same code for another app: with its source, so that it lives on when the first app is deleted. */
function copySlug(world: PlatformWorld, slug: Slug, target: App): Slug {
  const { tables, now } = world
  const source = slug.sourceId === null ? undefined : tables.sources.get(slug.sourceId)
  const sourceId = source ? tables.sources.insert({ ...source, id: world.newId('source') }).id : null
  return tables.slugs.insert({ ...slug, id: world.newId('slug'), appId: target.id, sourceId, createdAt: now })
}

/** How far a promotion has come at one of its targets. */
export function progress(
  { releases }: Tables,
  releaseId: string,
): { readonly status: Release['status']; readonly error: string | null } {
  const release = releases.get(releaseId)
  if (!release) return { status: 'failed', error: 'The app was deleted.' }
  return { status: release.status, error: release.status === 'failed' ? 'The release command failed.' : null }
}
