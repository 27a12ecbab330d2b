import { billingRoutes, teamBillingRoutes } from './billing/handlers.ts'
import type { Route } from './http/routes.ts'

// What a person is to the platform, beyond what the first page shows, and what they pay; loaded as later.ts says.

export const personalRoutes: readonly Route[] = [...billingRoutes, ...teamBillingRoutes]
