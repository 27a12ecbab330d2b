import type { Row } from '#kernel/table.ts'

export type TestStatus = 'pending' | 'creating' | 'building' | 'running' | 'succeeded' | 'failed' | 'errored' | 'cancelled'

/** Tests of one commit. What they print and find follows from the row and its source. */
export interface TestRun extends Row {
  readonly pipelineId: string
  /** 1, 2, 3, ... for each pipeline. */
  readonly number: number
  readonly branch: string
  readonly sha: string
  readonly message: string
  readonly url: string
  readonly sourceId: string
  /** Who asked for it, or pushed. */
  readonly userId: string
  readonly email: string
  /** Whether the commit is one whose tests fail. */
  readonly fails: boolean
  /** The pipeline's config vars for tests, as they were. */
  readonly env: Readonly<Record<string, string>>
  readonly status: TestStatus
  /** What somebody said of it, as when cancelling it. */
  readonly note: string | null
  readonly createdAt: number
  readonly updatedAt: number
}
