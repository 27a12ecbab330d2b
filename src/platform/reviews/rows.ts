import type { Row } from '#kernel/table.ts'

/** An app of a branch, there for as long as its pull request is open. */
export interface ReviewApp extends Row {
  readonly pipelineId: string
  readonly pullId: string | null
  readonly prNumber: number | null
  readonly branch: string
  readonly sha: string
  readonly message: string | null
  readonly url: string
  readonly sourceId: string
  readonly userId: string
  readonly env: Readonly<Record<string, string>>
  /** Null before it is made, and when it could not be. */
  readonly appId: string | null
  readonly setupId: string | null
  readonly status: 'pending' | 'creating' | 'created' | 'deleting' | 'errored'
  readonly waitForCi: boolean
  readonly failure: string | null
  /** When something was last pushed to it: it goes stale from then on. */
  readonly touchedAt: number
  readonly createdAt: number
  readonly updatedAt: number
}
