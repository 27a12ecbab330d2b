import { accountRoutes, twoFactorRoutes } from './account/handlers.ts'
import { settingsOfAccountRoutes } from './account/settings/handlers.ts'
import { securityRoutes } from './account/security/handlers.ts'
import { billingRoutes, teamBillingRoutes } from './billing/handlers.ts'
import type { Route } from './http/routes.ts'
import { keyRoutes } from './keys/handlers.ts'
import { notificationRoutes } from './notifications/handlers.ts'
import { authorizationRoutes, clientRoutes, tokenRoutes } from './oauth/handlers.ts'

// What a person is to the platform, beyond what the first page shows, and what they pay; loaded as later.ts says.

export const personalRoutes: readonly Route[] = [
  ...accountRoutes,
  ...authorizationRoutes,
  ...billingRoutes,
  ...clientRoutes,
  ...keyRoutes,
  ...notificationRoutes,
  ...securityRoutes,
  ...settingsOfAccountRoutes,
  ...teamBillingRoutes,
  ...tokenRoutes,
  ...twoFactorRoutes,
]
