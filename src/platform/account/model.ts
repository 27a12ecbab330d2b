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
