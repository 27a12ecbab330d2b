import type { App } from '#platform/apps/model.ts'
import type { Tables } from '#platform/world.ts'

/** Code that an app has run. */
export interface Deployed {
  readonly sha: string
  readonly message: string | null
  /** Who deployed it first. */
  readonly userId: string
  readonly at: number
}

export interface Comparison {
  /** How many commits the first app is ahead of the second; null where their histories do not meet. */
  readonly ahead: number | null
  readonly behind: number | null
  /** Those that the second lacks, the newest first. */
  readonly commits: readonly Deployed[]
}

const APART: Comparison = { ahead: null, behind: null, commits: [] }

/** The commits of an app's releases in the order in which they came, up to the one that it runs. */
function historyOf(tables: Tables, app: App): Deployed[] {
  const current = slugCommit(tables, app.releaseId)
  if (current === null) return []
  const seen = new Map<string, Deployed>()
  for (const row of tables.releases.by('app', app.id).sort((a, b) => a.version - b.version)) {
    const sha = row.status === 'succeeded' ? slugCommit(tables, row.id) : null
    if (sha === null || seen.has(sha)) continue
    const message = tables.slugs.get(row.slugId ?? '')?.commitDescription ?? null
    seen.set(sha, { sha, message, userId: row.userId, at: row.createdAt })
  }
  const all = [...seen.values()]
  return all.slice(0, all.findIndex(({ sha }) => sha === current) + 1)
}

/** The commit that a release was built of; null if it was not built, or nobody said of what. */
function slugCommit({ releases, slugs }: Tables, releaseId: string | null): string | null {
  const slugId = releaseId === null ? null : (releases.get(releaseId)?.slugId ?? null)
  return slugId === null ? null : (slugs.get(slugId)?.commit ?? null)
}

/** What one app runs that another does not, and the other way round, by the commits of their releases. */
export function compare(tables: Tables, source: App, target: App): Comparison {
  const [ours, theirs] = [historyOf(tables, source), historyOf(tables, target)]
  if (ours.length === 0) return APART
  if (theirs.length === 0) return { ahead: ours.length, behind: 0, commits: ours.toReversed() }
  const [missing, more] = [since(ours, theirs), since(theirs, ours)]
  if (missing === null || more === null) return APART
  return { ahead: missing.length, behind: more.length, commits: missing.toReversed() }
}

/** The commits after the last one that the others have too; null if they share none. */
function since(commits: readonly Deployed[], others: readonly Deployed[]): readonly Deployed[] | null {
  const known = new Set(others.map(({ sha }) => sha))
  const last = commits.findLastIndex(({ sha }) => known.has(sha))
  return last < 0 ? null : commits.slice(last + 1)
}
