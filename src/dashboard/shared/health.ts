import type { AppState } from '#platform/control/contract.ts'
import type { Look } from '#ui/tone.ts'

export type Health = AppState['health']

/** The states an app can be in, the ones that need somebody first. */
export const healths = {
  down: { word: 'Down', tone: 'error' },
  degraded: { word: 'Degraded', tone: 'warn' },
  deploying: { word: 'Deploying', tone: 'busy' },
  healthy: { word: 'Healthy', tone: 'ok' },
  idle: { word: 'Idle', tone: 'idle' },
  maintenance: { word: 'Maintenance', tone: 'unknown' },
  stopped: { word: 'Stopped', tone: 'idle' },
  empty: { word: 'Not deployed', tone: 'unknown' },
} as const satisfies Record<Health, Look>

/** The names of the states in their order. */
export const healthNames = [
  'down',
  'degraded',
  'deploying',
  'healthy',
  'idle',
  'maintenance',
  'stopped',
  'empty',
] as const satisfies readonly Health[]
