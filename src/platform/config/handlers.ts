import { reachableVars } from '#platform/addons/reach.ts'
import { implement } from '#platform/http/routes.ts'
import { releaseOf } from '#platform/releases/model.ts'
import { config } from './contract.ts'
import { updateConfig } from './model.ts'

export const configRoutes = implement(config, {
  info: ({ tables, app, services }) => reachableVars(tables, app, app.config, services),
  ofRelease: ({ tables, app, params, services }) =>
    reachableVars(tables, app, releaseOf(tables, app, params.release).config, services),
  update: ({ world, tables, actor, app, body, services }) =>
    reachableVars(tables, app, updateConfig(world, app, body, actor.id).config, services),
})
