import type { Row } from '#kernel/table.ts'
import type { Client } from '#platform/http/client.ts'

/** The stages that apps are coupled at, in the order in which code goes through them. */
export const STAGES = ['review', 'development', 'staging', 'production'] as const
export type Stage = (typeof STAGES)[number]

/** Apps of the same code, on the way to production. */
export interface Pipeline extends Row {
  readonly name: string
  readonly owner: { readonly type: 'team' | 'user'; readonly id: string }
  /** What review apps and test runs are given beside their app.json. */
  readonly config: { readonly review: Vars; readonly test: Vars }
  /** The repository that it is connected to, by whom, and up to when what happened there has been seen to. */
  readonly repository: { readonly fullName: string; readonly userId: string; readonly seenUntil: number } | null
  /** Whether tests run for what is pushed. */
  readonly ci: boolean
  /** Null while review apps are not enabled. */
  readonly reviews: ReviewSettings | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** How the pipeline's review apps come and go. */
export interface ReviewSettings {
  /** Whether each pull request gets one when it is opened. */
  readonly automatic: boolean
  readonly waitForCi: boolean
  /** Days without a push after which one is deleted; null: never. */
  readonly staleDays: number | null
  /** What their names begin with; null: the pipeline's name. */
  readonly baseName: string | null
  readonly createdAt: number
}

export type Vars = Readonly<Record<string, string>>

/** The place of an app in a pipeline; an app has one at most. */
export interface Coupling extends Row {
  readonly pipelineId: string
  readonly appId: string
  readonly stage: Stage
  readonly createdAt: number
  readonly updatedAt: number
}

/** The code of one app, released to others. */
export interface Promotion extends Row {
  readonly pipelineId: string
  readonly sourceAppId: string
  readonly sourceReleaseId: string
  readonly targets: readonly { readonly id: string; readonly appId: string; readonly releaseId: string }[]
  readonly userId: string
  readonly client: Client | null
  readonly createdAt: number
}
