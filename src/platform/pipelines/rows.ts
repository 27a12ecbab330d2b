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
  readonly createdAt: number
  readonly updatedAt: number
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
