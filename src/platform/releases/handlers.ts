import { hex } from '#kernel/random.ts'
import { findStack } from '#platform/apps/catalog.ts'
import type { App } from '#platform/apps/model.ts'
import type { Slug } from '#platform/builds/model.ts'
import { outputOf } from '#platform/dynos/output.ts'
import { stopAutomaticDeploys } from '#platform/github/link.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { emailOf } from '#platform/apps/activity.ts'
import { releases } from './contract.ts'
import { configOf, createRelease, releaseOf, releasesOf, type Release } from './model.ts'
import { canRollBackTo, outputKey, wireRelease } from './wire.ts'

function slugOf(tables: Tables, app: App, identity: string): Slug {
  const row = tables.slugs.get(identity)
  if (!row || row.appId !== app.id) throw notFound('slug')
  return row
}

function wireSlug(base: string, app: App, row: Slug) {
  const stack = findStack(row.stack)
  return {
    blob: { method: 'get', url: `${base}/apps/${app.id}/slugs/${row.id}` },
    buildpack_provided_description: row.description,
    checksum: row.checksum,
    commit: row.commit,
    commit_description: row.commitDescription,
    created_at: iso(row.createdAt),
    id: row.id,
    process_types: { ...row.processTypes },
    size: row.size,
    stack: { id: stack.id, name: stack.name },
    updated_at: iso(row.createdAt),
  }
}

export const releaseRoutes = implement(releases, {
  list: ({ world, tables, app, base }) =>
    listOf(releasesOf(world, app.id), { version: (row) => row.version, id: (row) => row.id }, (row) =>
      wireRelease(tables, base, app, row),
    ),
  info: ({ tables, app, params, base }) => wireRelease(tables, base, app, releaseOf(tables, app, params.release)),
  create: ({ world, tables, actor, app, body, base }) => {
    const who = emailOf(world, actor.id)
    if (body.release !== undefined) {
      const target = releaseOf(tables, app, String(body.release))
      if (!canRollBackTo(tables, app, target))
        throw invalid(`Cannot roll back to v${target.version}: ${reasonAgainst(app, target)}.`)
      // A rollback takes the config vars of the old release with its slug (heroku-facts D.7). What was taken back must not come
      // back with the next push.
      const restored = tables.apps.update(app.id, { config: configOf(world, target) })
      const stopped = stopAutomaticDeploys(world, restored, 'rollback')
      const text = `rolled back to v${target.version}${stopped ? ', which switched automatic deploys off' : ''}`
      const release = createRelease(world, restored, {
        description: `Rollback to v${target.version}`,
        slugId: target.slugId,
        userId: actor.id,
        text,
        line: `Rollback to v${target.version} by user ${who}`,
      })
      return wireRelease(tables, base, tables.apps.must(app.id), tables.releases.must(release.id))
    }
    if (body.slug === undefined) throw invalid('Require params: slug.')
    const slug = slugOf(tables, app, body.slug)
    const description = body.description ?? (slug.commit ? `Deploy ${slug.commit.slice(0, 8)}` : 'Deploy')
    const release = createRelease(world, app, {
      description,
      slugId: slug.id,
      userId: actor.id,
      text: description.startsWith('Retry of ')
        ? `retried ${description.slice('Retry of '.length)}`
        : `released a slug: ${description}`,
      line: `${description} by user ${who}`,
    })
    return wireRelease(tables, base, tables.apps.must(app.id), tables.releases.must(release.id))
  },
  output: ({ tables, params, query }) => {
    if (query.key !== outputKey(params.release) || !tables.releases.get(params.release)) throw notFound('release')
    return outputOf((present) => {
      const runId = present.releases.get(params.release)?.phaseRunId
      return runId ? present.runs.get(runId) : undefined
    })
  },
  slug: ({ tables, app, params, base }) => wireSlug(base, app, slugOf(tables, app, params.slug)),
  createSlug: ({ world, tables, app, body, base, now }) => {
    const id = world.newId('slug')
    const slug = tables.slugs.insert({
      id,
      appId: app.id,
      sourceId: null,
      processTypes: body.process_types,
      description: body.buildpack_provided_description ?? null,
      size: null,
      stack: findStack(body.stack ?? app.stack).name,
      commit: body.commit ?? null,
      commitDescription: body.commit_description ?? null,
      checksum: body.checksum ?? `SHA256:${hex(64, 'slug', id)}`,
      runtime: null,
      createdAt: now,
    })
    return wireSlug(base, app, slug)
  },
})

function reasonAgainst(app: App, target: Release): string {
  if (target.id === app.releaseId) return 'it is the release that runs now'
  if (target.status !== 'succeeded') return 'it did not succeed'
  return target.slugId === null ? 'it has no slug' : 'its slug is gone'
}
