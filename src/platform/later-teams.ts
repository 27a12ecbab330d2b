import type { Route } from './http/routes.ts'
import { pipelineRoutes } from './pipelines/handlers.ts'
import { peopleRoutes } from './teams/people/handlers.ts'
import { settingsRoutes } from './teams/settings/handlers.ts'

// Teams and pipelines; loaded as later.ts says.

export const teamsRoutes: readonly Route[] = [...pipelineRoutes, ...peopleRoutes, ...settingsRoutes]
