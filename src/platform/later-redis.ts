import type { Route } from './http/routes.ts'
import { redisRoutes } from './redis/handlers.ts'
import { onExpiryAlarm, onUpgradeAlarm, onUpkeepAlarm } from './redis/processes.ts'
import type { Process } from './world.ts'

// Key-value stores, with the engine behind them; loaded as later.ts says.

export const storeRoutes: readonly Route[] = redisRoutes

export const storeProcesses: Readonly<Record<string, Process>> = {
  'redis expiry': onExpiryAlarm,
  'redis upgrade': onUpgradeAlarm,
  'redis upkeep': onUpkeepAlarm,
}
