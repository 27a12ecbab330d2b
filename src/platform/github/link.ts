import type { Row } from '#kernel/table.ts'
import type { App } from '#platform/apps/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** An app's connection to a repository on GitHub. */
export interface GithubLink extends Row {
  readonly appId: string
  /** Who connected it: builds are theirs, as long as they may deploy. */
  readonly userId: string
  /** 'owner/name' */
  readonly repo: string
  /** The branch that automatic deploys follow. */
  readonly branch: string
  readonly autoDeploy: boolean
  readonly waitForCi: boolean
  /** What happened in the repository up to here has been seen to. */
  readonly seenUntil: number
  /** When the commit that was deployed last had arrived: older ones come too late. */
  readonly deployedCommitAt: number
  /** Why the platform switched automatic deploys off; null if it did not. */
  readonly stopped: 'rollback' | 'access' | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** The connection of an app; there is at most one. */
export const linkOf = (tables: Tables, app: App): GithubLink | undefined => tables.githubLinks.first('app', app.id)

/** Switches automatic deploys off, so that what was taken back does not come back by itself. Answers whether they were on. */
export function stopAutomaticDeploys(world: PlatformWorld, app: App, stopped: NonNullable<GithubLink['stopped']>): boolean {
  const link = linkOf(world.tables, app)
  if (!link?.autoDeploy) return false
  world.tables.githubLinks.update(link.id, { autoDeploy: false, stopped, updatedAt: world.now })
  return true
}
