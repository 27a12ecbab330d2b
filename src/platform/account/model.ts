import type { Preferences } from './settings/contract.ts'
import type { Row } from '#kernel/table.ts'

/** A password, of which only a digest is kept. */
export interface Password {
  readonly digest: string
  readonly salt: string
  readonly since: number
}

export interface Account extends Row {
  readonly email: string
  readonly name: string
  /** What the person does, shown where one chooses whom to be. */
  readonly title: string
  readonly allowTracking: boolean
  readonly beta: boolean
  /** The second factor that is asked for, and the codes for when it is lost; missing for who has none. */
  readonly twoFactor?: { readonly secret: string; readonly recovery: readonly string[]; readonly since: number } | null
  /** The secret of a second factor that is being set up. */
  readonly pendingSecret?: string | null
  /** Missing for who has none yet. */
  readonly password?: Password | null
  /** What is in the link of the last mail that lets one reset it. */
  readonly reset?: { readonly token: string; readonly sentAt: number; readonly expiresAt: number } | null
  /** The address that shall take the place of the present one once the link in the mail to it is followed. */
  readonly emailChange?: { readonly email: string; readonly token: string; readonly sentAt: number } | null
  /** The address that GitHub knows them by, where it is not the present one. */
  readonly githubEmail?: string
  /** When the account was deleted. Its row stays, for what happened names who did it; it is found by its id alone. */
  readonly closedAt?: number
  /** Names of the features that they have switched on. */
  readonly features?: readonly string[]
  /** What they have chosen; missing for who has chosen nothing. Their default team is with their memberships. */
  readonly preferences?: Omit<Preferences, 'default-organization'>
  readonly createdAt: number
  readonly updatedAt: number
}
