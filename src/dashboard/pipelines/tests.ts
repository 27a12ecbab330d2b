import type { TestRun } from '#platform/ci/contract.ts'
import type { Look } from '#ui/tone.ts'

/** How a test run, or a node of one, is doing. */
export const runTones = {
  pending: { tone: 'busy', word: 'Pending' },
  creating: { tone: 'busy', word: 'Setting up' },
  building: { tone: 'busy', word: 'Building' },
  running: { tone: 'busy', word: 'Running' },
  succeeded: { tone: 'ok', word: 'Succeeded' },
  failed: { tone: 'error', word: 'Failed' },
  errored: { tone: 'error', word: 'Errored' },
  cancelled: { tone: 'idle', word: 'Cancelled' },
  debugging: { tone: 'unknown', word: 'Debugging' },
} as const satisfies Record<TestRun['status'], Look>

export const isRunning = (status: TestRun['status']): boolean => runTones[status].tone === 'busy'

/** The same of a status that comes as a mere word. */
export const runTone = (status: string): Look =>
  Object.entries(runTones).find(([name]) => name === status)?.[1] ?? { tone: 'unknown', word: status }
