import type { Row } from '#kernel/table.ts'

export interface Account extends Row {
  readonly email: string
  readonly name: string
  /** What the person does, shown where one chooses whom to be. */
  readonly title: string
  readonly allowTracking: boolean
  readonly beta: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

/** A token, and whose it is. */
export interface Authorization extends Row {
  readonly accountId: string
  readonly token: string
  readonly description: string
  readonly scope: readonly string[]
  readonly createdAt: number
  /** Simulated ms since 1970 after which the token is worth nothing; null: never. */
  readonly expiresAt: number | null
}
