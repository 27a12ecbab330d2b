import type { Row } from '#kernel/table.ts'
import type { Permission } from '#platform/http/permissions.ts'

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

/** Someone with permissions of their own on one app. */
export interface Collaborator extends Row {
  readonly appId: string
  readonly accountId: string
  readonly permissions: readonly Permission[]
  readonly createdAt: number
}
