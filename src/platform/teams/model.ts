import type { Row } from '#kernel/table.ts'
import type { Client } from '#platform/http/client.ts'
import type { TeamRole } from '#platform/permissions/contract.ts'

/** Names of teams that stand for something else in addresses. */
export const RESERVED_NAMES = ['apps', 'invitations', 'new', 'permissions', 'personal']

/** How many people a team can have, those invited included (heroku-facts A.13). */
export const MOST_MEMBERS = 25

/** What admins of a team have set (heroku-facts F.2). */
export interface Preferences {
  /** What people are invited as unless told. */
  readonly defaultRole: Member['role'] | null
  /** Whether only services on the team's list may be added to its apps. */
  readonly allowlist: boolean
}

export const DEFAULT_PREFERENCES: Preferences = { defaultRole: 'member', allowlist: false }

export interface Team extends Row {
  readonly name: string
  readonly createdAt: number
  /** Missing, like the preferences, in a team that was never changed. */
  readonly updatedAt?: number
  readonly preferences?: Preferences
}

export interface Member extends Row {
  readonly teamId: string
  readonly accountId: string
  readonly role: Exclude<TeamRole, 'collaborator'>
  readonly createdAt: number
  /** Missing while the role is the first one. */
  readonly updatedAt?: number
  /** Whether the person's new apps belong to this team when they name none. */
  readonly isDefault?: boolean
}

/** Somebody asked into a team, who has not answered. */
export interface Invitation extends Row {
  readonly teamId: string
  readonly email: string
  readonly role: Member['role']
  /** Who has it can see what the invitation is for; only its person can accept. */
  readonly token: string
  readonly invitedBy: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number
}

/** Something someone did to a team, rather than to one of its apps. */
export interface TeamEvent extends Row {
  readonly teamId: string
  readonly at: number
  /** Which of the team's pages shows what came of it, unless a pipeline's does. */
  readonly about: 'apps' | 'people' | 'settings'
  readonly pipelineId?: string
  readonly text: string
  readonly actorId: string | null
  readonly client: Client | null
}

/** An add-on service that may be added to the apps of a team that keeps a list. */
export interface AllowedService extends Row {
  readonly teamId: string
  readonly service: string
  readonly addedBy: string
  readonly createdAt: number
}
