import { addonRoutes } from './addons/handlers.ts'
import { provisioned } from './addons/lifecycle.ts'
import { addonWebhookRoutes } from './addons/webhooks.ts'
import type { Route } from './http/routes.ts'
import { postgresRoutes } from './postgres/handlers.ts'
import type { Process } from './world.ts'

// Add-ons and the data services; loaded as later.ts says.

export const dataRoutes: readonly Route[] = [...addonRoutes, ...addonWebhookRoutes, ...postgresRoutes]

export const dataProcesses: Readonly<Record<string, Process>> = { addon: provisioned }
