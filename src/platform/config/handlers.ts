import { implement } from '#platform/http/routes.ts'
import { releaseOf } from '#platform/releases/model.ts'
import { config } from './contract.ts'
import { updateConfig } from './model.ts'

export const configRoutes = implement(config, {
  info: ({ app }) => ({ ...app.config }),
  ofRelease: ({ tables, app, params }) => ({ ...releaseOf(tables, app, params.release).config }),
  update: ({ world, actor, app, body }) => ({ ...updateConfig(world, app, body, actor.id).config }),
})
