import { addonRoutes } from './addons/handlers.ts'
import { provisioned } from './addons/lifecycle.ts'
import { addonWebhookRoutes } from './addons/webhooks.ts'
import { dataclipRoutes } from './dataclips/handlers.ts'
import { onClusterAlarm } from './kafka/clusters.ts'
import { onGroupAlarm } from './kafka/consumers.ts'
import { kafkaRoutes } from './kafka/handlers.ts'
import { onTopicAlarm } from './kafka/topics.ts'
import type { Route } from './http/routes.ts'
import { engineRoutes } from './postgres/engine/handlers.ts'
import { maintenanceRoutes } from './maintenance/handlers.ts'
import { onMaintenanceAlarm } from './maintenance/model.ts'
import { backupRoutes } from './postgres/backups/handlers.ts'
import { postgresRoutes } from './postgres/handlers.ts'
import { insightRoutes } from './postgres/insight/handlers.ts'
import { serviceRoutes } from './postgres/service/handlers.ts'
import { onDatabaseAlarm } from './postgres/transfers.ts'
import type { Process } from './world.ts'

// Add-ons and the data services; loaded as later.ts says.

export const dataRoutes: readonly Route[] = [
  ...addonRoutes,
  ...addonWebhookRoutes,
  ...dataclipRoutes,
  ...kafkaRoutes,
  ...engineRoutes,
  ...maintenanceRoutes,
  ...backupRoutes,
  ...postgresRoutes,
  ...serviceRoutes,
  ...insightRoutes,
]

export const dataProcesses: Readonly<Record<string, Process>> = {
  addon: provisioned,
  database: onDatabaseAlarm,
  'kafka cluster': onClusterAlarm,
  'kafka group': onGroupAlarm,
  'kafka topic': onTopicAlarm,
  maintenance: onMaintenanceAlarm,
}
