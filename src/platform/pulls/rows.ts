import type { Row } from '#kernel/table.ts'
import type { Made } from '#platform/github/commits.ts'

/** A pull request on the simulated GitHub: a branch that somebody wants to have in the default one. */
export interface PullRequest extends Row {
  /** 'owner/name' */
  readonly repo: string
  /** 1, 2, 3, ... for each repository. */
  readonly number: number
  readonly branch: string
  readonly title: string
  /** E-mail address. */
  readonly author: string
  readonly state: 'open' | 'merged' | 'closed'
  /** The oldest first. */
  readonly commits: readonly Made[]
  /** What merging it left on the default branch. */
  readonly merged: Made | null
  readonly createdAt: number
  readonly updatedAt: number
}
