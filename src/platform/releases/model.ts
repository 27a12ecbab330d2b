import type { Row } from '#kernel/table.ts'

export interface Release extends Row {
  readonly appId: string
  /** 1, 2, 3, ... for each app. */
  readonly version: number
  readonly description: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly slugId: string | null
  readonly userId: string
  /** The config vars it runs with. */
  readonly config: Readonly<Record<string, string>>
  readonly stack: string
  /** The dyno that runs its release phase; null if it has none. */
  readonly phaseDyno: string | null
  readonly createdAt: number
  readonly updatedAt: number
}
