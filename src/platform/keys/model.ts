import type { Row } from '#kernel/table.ts'

/** A public SSH key of a person. */
export interface Key extends Row {
  readonly accountId: string
  readonly text: string
  readonly comment: string
  readonly fingerprint: string
  readonly createdAt: number
}
