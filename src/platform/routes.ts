import { accountRoutes } from './account/handlers.ts'
import { appRoutes } from './apps/handlers.ts'
import { buildRoutes } from './builds/handlers.ts'
import { configRoutes } from './config/handlers.ts'
import { controlRoutes } from './control/handlers.ts'
import { domainRoutes } from './domains/handlers.ts'
import { dynoRoutes } from './dynos/handlers.ts'
import type { Route } from './http/routes.ts'
import { releaseRoutes } from './releases/handlers.ts'
import { teamRoutes } from './teams/handlers.ts'

/** Every endpoint of the platform. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...appRoutes,
  ...buildRoutes,
  ...configRoutes,
  ...controlRoutes,
  ...domainRoutes,
  ...dynoRoutes,
  ...releaseRoutes,
  ...teamRoutes,
]
