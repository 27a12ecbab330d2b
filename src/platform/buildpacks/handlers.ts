import { record } from '#platform/apps/activity.ts'
import { buildpackOf } from '#platform/apps/catalog.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { buildpacks } from './contract.ts'
import { readmeOf, referenceTo, registered, revisionsOf, searchRegistry } from './registry.ts'

const wire = (app: App) => app.buildpacks.map((reference, ordinal) => ({ ordinal, buildpack: buildpackOf(reference) }))

export const buildpackRoutes = implement(buildpacks, {
  search: ({ query, now }) => searchRegistry(query, now),
  registered: ({ params, now }) => registered(params.buildpack, now),
  revisions: ({ params, now }) => revisionsOf(params.buildpack, now),
  readme: ({ params, now }) => ({ content: readmeOf(params.buildpack, now), encoding: 'utf8' }),
  list: ({ app }) => wire(app),
  set: ({ world, actor, app, body }) => {
    const wanted = body.updates.map((update) => referenceTo(update.buildpack))
    if (new Set(wanted).size < wanted.length) throw invalid('The same buildpack is named twice.')
    record(world, {
      appId: app.id,
      kind: 'app',
      text: wanted.length > 0 ? `set the buildpacks to ${wanted.join(', ')}` : 'cleared the buildpacks',
      line: `Update buildpacks by user ${actor.email}`,
      actorId: actor.id,
    })
    return wire(world.tables.apps.update(app.id, { buildpacks: wanted, updatedAt: world.now }))
  },
})
