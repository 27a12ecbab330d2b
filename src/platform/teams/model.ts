import type { Row } from '#kernel/table.ts'

export interface Team extends Row {
  readonly name: string
  readonly createdAt: number
}

export interface Member extends Row {
  readonly teamId: string
  readonly accountId: string
  readonly role: 'admin' | 'member' | 'viewer'
  readonly createdAt: number
}
