import type { Row } from '#kernel/table.ts'
import type { DynoState } from './contract.ts'

/** What can happen to a dyno by itself. `exit` is a command that ends; `expire` one that ran out of its time to live. */
export type Next =
  | { readonly to: 'up' | 'boot-timeout' | 'cycle' | 'idle' | 'wake' | 'retry' | 'memory' | 'expire' }
  | { readonly to: 'exit'; readonly status: number }

/** One dyno as it stands now. */
export interface Dyno extends Row {
  readonly appId: string
  /** web.1, run.1234 */
  readonly name: string
  readonly type: string
  readonly size: string
  readonly command: string
  readonly state: DynoState
  readonly releaseId: string
  readonly version: number
  /** The run it is in, or was in last. */
  readonly runId: string
  /** What happens to it next by itself, at its alarm. */
  readonly next: Next | null
  /** Crashes in a row, for the cool-off (heroku-facts B.5). */
  readonly crashes: number
  /** For one-off dynos: what was asked for. */
  readonly oneOff: {
    readonly env: Readonly<Record<string, string>>
    readonly attach: boolean
    /** Whoever attaches has no terminal: nothing is echoed to them. */
    readonly noTty: boolean
    readonly userId: string
    readonly timeToLive: number
  } | null
  readonly createdAt: number
  readonly updatedAt: number
}

export type RunCause = 'release' | 'scale' | 'restart' | 'cycle' | 'crash' | 'unidle' | 'run'
export type EndReason =
  | 'release'
  | 'scale'
  | 'restart'
  | 'cycle'
  | 'idle'
  | 'stop'
  | 'expire'
  | 'exit'
  | 'crash'
  | 'boot-timeout'
  | 'memory'

/**
 * One life of a process, from being placed to its exit. What the log says of it, and what it used, follows from this
 * row; it is kept as long as logs and metrics reach back.
 */
export interface Run extends Row {
  readonly appId: string
  readonly dynoId: string
  readonly name: string
  readonly type: string
  readonly size: string
  readonly command: string
  readonly version: number
  readonly slugId: string | null
  /** The config vars it runs with, and what a one-off dyno was given beside them. */
  readonly env: Readonly<Record<string, string>>
  readonly cause: RunCause
  /** The e-mail of who asked for a one-off dyno. */
  readonly askedBy: string | null
  /** A terminal is attached: what its process does, and when it ends, is told from there. */
  readonly terminal: boolean
  /** The state the dyno was in before. */
  readonly before: DynoState | null
  /** When it was placed (state `starting`). */
  readonly startedAt: number
  /** When its command began. */
  readonly launchedAt: number
  /** When it was up; null if it never was (yet). */
  readonly upAt: number | null
  /** How it ended: told to stop at `signalAt` (null: by itself), gone at `at`. */
  readonly end: {
    readonly at: number
    readonly signalAt: number | null
    readonly reason: EndReason
    readonly status: number
  } | null
}
