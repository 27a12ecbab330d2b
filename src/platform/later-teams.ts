import type { Route } from './http/routes.ts'
import { pipelineRoutes } from './pipelines/handlers.ts'

// Teams and pipelines; loaded as later.ts says.

export const teamsRoutes: readonly Route[] = [...pipelineRoutes]
