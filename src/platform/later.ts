import { certificateRoutes } from './certificates/handlers.ts'
import { onCertificateAlarm } from './certificates/upload.ts'
import { consoleRoutes } from './console/handlers.ts'
import { drainRoutes } from './drains/handlers.ts'
import { onGithubAlarm } from './github/deploys.ts'
import { githubApiRoutes } from './github/api-handlers.ts'
import { githubRoutes } from './github/handlers.ts'
import { onDomainAlarm } from './domains/acm.ts'
import { domainRoutes } from './domains/handlers.ts'
import { historyRoutes } from './history/handlers.ts'
import { buildpackRoutes } from './buildpacks/handlers.ts'
import type { Route } from './http/routes.ts'
import { metricsRoutes } from './metrics/handlers.ts'
import { monitorRoutes } from './monitors/handlers.ts'
import { onMonitorAlarm } from './monitors/watch.ts'
import { setupRoutes } from './setups/handlers.ts'
import { onSetupAlarm } from './setups/model.ts'
import { statusRoutes } from './status/handlers.ts'
import { onWebhookAlarm } from './webhooks/deliveries.ts'
import { onOutboxAlarm } from './webhooks/events.ts'
import { webhookRoutes } from './webhooks/handlers.ts'
import type { Process } from './world.ts'

// The areas that neither the first page nor the making of a starting world needs: a file of their own, loaded with the first
// request for one of them, together with later-data.ts and later-teams.ts. New areas belong into one of the three. What an area here does by itself, it does at alarms that it has set, so
// nothing of it is missed before it is loaded.

export const laterRoutes: readonly Route[] = [
  ...certificateRoutes,
  ...buildpackRoutes,
  ...consoleRoutes,
  ...drainRoutes,
  ...githubApiRoutes,
  ...githubRoutes,
  ...domainRoutes,
  ...historyRoutes,
  ...metricsRoutes,
  ...monitorRoutes,
  ...setupRoutes,
  ...statusRoutes,
  ...webhookRoutes,
]

export const laterProcesses: Readonly<Record<string, Process>> = {
  'app setup': onSetupAlarm,
  github: onGithubAlarm,
  certificate: onCertificateAlarm,
  domain: onDomainAlarm,
  monitor: onMonitorAlarm,
  outbox: onOutboxAlarm,
  webhook: onWebhookAlarm,
}
