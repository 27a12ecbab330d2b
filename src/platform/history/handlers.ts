import type { App } from '#platform/apps/model.ts'
import { planOfBuild } from '#platform/builds/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { releaseOf, releasesOf, type Release } from '#platform/releases/model.ts'
import type { Tables } from '#platform/world.ts'
import { history, type Made } from './contract.ts'
import { configHistory, keyChanges } from './model.ts'

const userOf = (tables: Tables, release: Release) => {
  const { id, email } = tables.accounts.must(release.userId)
  return { id, email }
}

function wireMade(tables: Tables, app: App, release: Release): Made {
  const slug = release.slugId === null ? undefined : tables.slugs.get(release.slugId)
  return {
    version: release.version,
    description: release.description,
    status: release.status,
    current: app.releaseId === release.id,
    created_at: iso(release.createdAt),
    user: userOf(tables, release),
    client: release.client ?? null,
    slug: slug
      ? {
          id: slug.id,
          commit: slug.commit,
          commit_description: slug.commitDescription,
          language: slug.description,
          size: slug.size,
        }
      : null,
    stack: release.stack,
    buildpacks: release.buildpacks ? [...release.buildpacks] : null,
    process_types: { ...slug?.processTypes },
    formation: release.formation?.map((row) => ({ ...row })) ?? null,
    addons: [...(release.addons?.plans ?? [])],
  }
}

export const historyRoutes = implement(history, {
  compare: ({ world, tables, app, params, query }) => {
    const to = releaseOf(tables, app, params.release)
    const before = query.since === undefined ? releasesOf(world, app.id).findLast((row) => row.version < to.version) : null
    if (before === undefined) throw invalid(`There is no release before v${to.version}.`)
    const from = before ?? releaseOf(tables, app, query.since ?? '')
    return { from: wireMade(tables, app, from), to: wireMade(tables, app, to), config: keyChanges(from.config, to.config) }
  },
  config: ({ world, tables, app }) =>
    configHistory(releasesOf(world, app.id)).map(({ release, change }) => ({
      ...change,
      at: iso(release.createdAt),
      user: userOf(tables, release),
      version: release.version,
      client: release.client ?? null,
    })),
  lines: ({ tables, now, app, params }) => {
    const build = tables.builds.get(params.build)
    if (build?.appId !== app.id) throw notFound('build')
    const until = build.cancelledAfter ?? now - build.createdAt
    const printed = planOfBuild(tables, build).lines.filter(({ at }) => at <= until)
    return printed.flatMap(({ at, text }) => text.split('\n').map(() => at))
  },
})
