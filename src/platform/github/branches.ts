import type { PlatformWorld } from '#platform/world.ts'
import { checkedAt, commitMade, commitsUntil, nextEvent, type Commit } from './commits.ts'
import { defaultBranch, type Repo } from './repositories.ts'

// A branch holds what people push to it as time passes, which no row holds, and what was done by pull requests, which rows hold.

const pullsOf = ({ tables }: PlatformWorld, repo: Repo) => tables.pulls.by('repo', repo.fullName)

/** The newest commits of a branch that had been pushed by a time, the newest first. */
export function commitsOn(world: PlatformWorld, repo: Repo, branch: string, until: number, limit: number): Commit[] {
  const made =
    branch === defaultBranch(repo)
      ? pullsOf(world, repo).flatMap(({ merged }) => merged ?? [])
      : pullsOf(world, repo).flatMap((pull) => (pull.branch === branch ? pull.commits : []))
  return [...commitsUntil(world.seed, repo, branch, until, limit), ...made.map((commit) => commitMade(repo, commit))]
    .filter(({ at }) => at <= until)
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
}

/** When something next happens in a repository: a push, or a check that ends. */
export function nextEventIn(world: PlatformWorld, repo: Repo): number {
  const { now, seed } = world
  const checks = pullsOf(world, repo)
    .flatMap(({ merged }) => (merged ? [checkedAt(commitMade(repo, merged))] : []))
    .filter((at) => at > now)
  return Math.min(nextEvent(seed, repo, now), ...checks)
}

/** How far back a commit is looked for by its hash. */
const FAR = 120

/** The commit that a branch or a hash names. */
export function commitNamed(
  world: PlatformWorld,
  repo: Repo,
  ref: string,
): { readonly branch: string; readonly commit: Commit } | null {
  const open = pullsOf(world, repo).map(({ branch }) => branch)
  const branches = [...new Set([...repo.branches.map(([name]) => name), ...open])]
  for (const branch of branches) {
    const commits = commitsOn(world, repo, branch, world.now, FAR)
    const commit = branch === ref ? commits[0] : commits.find(({ sha }) => ref.length >= 7 && sha.startsWith(ref))
    if (commit) return { branch, commit }
  }
  return null
}
