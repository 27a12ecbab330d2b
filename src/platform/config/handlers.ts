import { notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { config } from './contract.ts'
import { updateConfig } from './model.ts'

export const configRoutes = implement(config, {
  info: ({ app }) => ({ ...app.config }),
  ofRelease: ({ tables, app, params }) => {
    const release =
      tables.releases.get(params.release) ??
      tables.releases.by('app', app.id).find((row) => `v${row.version}` === `v${params.release.replace(/^v/, '')}`)
    if (!release || release.appId !== app.id) throw notFound('release')
    return { ...release.config }
  },
  update: ({ world, actor, app, body }) => ({ ...updateConfig(world, app, body, actor.id).config }),
})
