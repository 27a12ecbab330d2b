import { between, draw, hex, pick } from '#kernel/random.ts'
import { createRun } from '#platform/ci/model.ts'
import { commitMade, commitsUntil, passes, treeAt, type Commit, type Made } from '#platform/github/commits.ts'
import { archiveOf, defaultBranch, repoNamed, type Repo } from '#platform/github/repositories.ts'
import { nextEventIn } from '#platform/github/branches.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import { tellOwner } from '#platform/pipelines/model.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import { closeReviews, openReview, pushToReviews } from '#platform/reviews/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { PullRequest } from './rows.ts'

// Pull requests on the simulated GitHub: people open, push to, merge and close them as time passes, or whoever looks on does.

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** People open no more by themselves while so many are open. */
const MOST_OPEN = 3
/** So many are kept of a repository. */
const KEPT = 40
const COMMITS_SEEN = 30
const MERGED = 0.8
const FAILING = 0.2

/** The repository that a pipeline is connected to. Refuses with 422 where there is none. */
export function repoOf(tables: Tables, { name, repository }: Pipeline): Repo {
  const repo = repository && repoNamed(tables, repository.fullName)
  if (!repo) throw invalid(`${name} is not connected to a repository on GitHub. Connect it first.`)
  return repo
}

export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '') || 'change'

interface NewPull {
  readonly title: string
  readonly branch: string
  readonly author: string
  readonly fails: boolean
}

/** Opens a pull request of a branch that is new with it. */
export function openPull(world: PlatformWorld, repo: Repo, { title, branch, author, fails }: NewPull): PullRequest {
  const { tables, now } = world
  const there = tables.pulls.by('repo', repo.fullName)
  if (there.some((pull) => pull.state === 'open' && pull.branch === branch))
    throw conflict(`There is an open pull request of ${branch} already.`)
  if (repo.branches.some(([name]) => name === branch)) throw conflict(`There is a branch ${branch} already. Choose another name.`)
  const id = world.newId('pull request')
  const commit = made(world, id, 1, title, author, fails)
  const pull = tables.pulls.insert({
    id,
    repo: repo.fullName,
    number: world.count(`pull request ${repo.fullName}`),
    branch,
    title,
    author,
    state: 'open',
    commits: [commit],
    merged: null,
    createdAt: now,
    updatedAt: now,
  })
  forgetOldPulls(tables, repo)
  tellTeams(world, repo, `opened pull request ${wordsOf(pull)}`, author)
  for (const pipeline of connectedTo(tables, repo)) {
    test(world, pipeline, repo, branch, commitMade(repo, commit))
    if (pipeline.reviews?.automatic) openReview(world, pipeline, pull, repo, commitMade(repo, commit))
  }
  return pull
}

/** Pushes another commit to the branch of a pull request. */
export function pushTo(
  world: PlatformWorld,
  repo: Repo,
  pull: PullRequest,
  message: string,
  author: string,
  fails: boolean,
): PullRequest {
  const { tables, now } = world
  checkOpen(pull)
  const commit = made(world, pull.id, pull.commits.length + 1, message, author, fails)
  const changed = tables.pulls.update(pull.id, { commits: [...pull.commits, commit], updatedAt: now })
  for (const pipeline of connectedTo(tables, repo)) {
    test(world, pipeline, repo, pull.branch, commitMade(repo, commit))
    pushToReviews(world, pipeline, changed, repo, commitMade(repo, commit))
  }
  return changed
}

/** Merges a pull request into the default branch, or closes it; its review apps go. */
export function endPull(
  world: PlatformWorld,
  repo: Repo,
  pull: PullRequest,
  state: 'merged' | 'closed',
  author: string,
): PullRequest {
  const { tables, now } = world
  checkOpen(pull)
  world.cancelAlarm('pull request', pull.id)
  // A moment later than whatever was seen to last.
  const at = now + 1
  const fails = pull.commits.at(-1)?.fails ?? false
  const merged: Made | null =
    state === 'closed'
      ? null
      : { sha: hex(40, world.seed, 'merge', pull.id), at, message: `${pull.title} (#${pull.number})`, author, fails }
  const ended = tables.pulls.update(pull.id, { state, merged, updatedAt: now })
  tellTeams(world, repo, `${state} pull request ${wordsOf(pull)}`, author)
  for (const pipeline of connectedTo(tables, repo)) {
    if (merged) test(world, pipeline, repo, defaultBranch(repo), commitMade(repo, merged))
    closeReviews(world, pipeline, ended)
  }
  if (merged) for (const link of tables.githubLinks.all()) if (link.repo === repo.fullName) world.setAlarm('github', link.id, at)
  return ended
}

function checkOpen({ number, state }: PullRequest): void {
  if (state !== 'open') throw conflict(`Pull request #${number} was ${state} already.`)
}

const made = ({ seed, now }: PlatformWorld, id: string, nth: number, message: string, author: string, fails: boolean): Made => ({
  sha: hex(40, seed, 'pull commit', id, nth),
  at: now,
  message,
  author,
  fails,
})

const connectedTo = (tables: Tables, repo: Repo) =>
  tables.pipelines.all().filter(({ repository }) => repository?.fullName === repo.fullName)

const wordsOf = ({ number, title, repo }: PullRequest) => `#${number} of ${repo}: ${title}`

/** Writes down what somebody did on GitHub, for the feeds of the teams whose pipelines follow it. */
function tellTeams(world: PlatformWorld, repo: Repo, text: string, author: string): void {
  const actorId = world.tables.accounts.first('email', author)?.id ?? null
  const pipelines = connectedTo(world.tables, repo).filter(({ owner }) => owner.type === 'team')
  for (const [first] of Map.groupBy(pipelines, ({ owner }) => owner.id).values())
    if (first) tellOwner(world, first, text, actorId)
}

/** Tests a commit, where the pipeline is to. */
function test(world: PlatformWorld, pipeline: Pipeline, repo: Repo, branch: string, commit: Commit): void {
  if (!pipeline.ci || !pipeline.repository) return
  const author = world.tables.accounts.first('email', commit.author)
  createRun(world, pipeline, {
    branch,
    sha: commit.sha,
    message: commit.message,
    url: archiveOf(repo, commit.sha),
    userId: author?.id ?? pipeline.repository.userId,
    email: commit.author,
    fails: !passes(commit),
    tree: treeAt(repo, commit),
  })
}

function forgetOldPulls(tables: Tables, repo: Repo): void {
  const over = tables.pulls.by('repo', repo.fullName).filter(({ state }) => state !== 'open')
  const [oldest] = over.sort((a, b) => a.number - b.number)
  if (oldest && over.length > KEPT) tables.pulls.delete(oldest.id)
}

/**
 * Follows what happens in the repository of a pipeline; that of a starting world from when somebody first does something with it: the
 * processes of alarms come later than the world.
 */
export function follow(world: PlatformWorld, pipeline: Pipeline): void {
  const repo = pipeline.repository && repoNamed(world.tables, pipeline.repository.fullName)
  if (!repo) return world.cancelAlarm('pipeline', pipeline.id)
  world.setAlarm('pipeline', pipeline.id, Math.min(nextEventIn(world, repo), nextOpening(world, repo)))
}

const openings = (world: PlatformWorld, repo: Repo, day: number): number[] => {
  const weekday = (day + 4) % 7
  const keys = [world.seed, 'opening', repo.fullName, day] as const
  if (weekday === 0 || weekday === 6 || draw(...keys) < 0.25) return []
  return [Math.floor(day * DAY + between(8, 16, 'hour', ...keys) * HOUR)]
}

function nextOpening(world: PlatformWorld, repo: Repo): number {
  const today = Math.floor(world.now / DAY)
  for (let day = today; day < today + 14; day++) for (const at of openings(world, repo, day)) if (at > world.now) return at
  return world.now + 14 * DAY
}

/** Something has happened in the repository of a pipeline: a push, or somebody opens a pull request. */
export function onPipelineAlarm(world: PlatformWorld, id: string): void {
  const { tables, now, seed } = world
  const pipeline = tables.pipelines.get(id)
  const repo = pipeline?.repository && repoNamed(tables, pipeline.repository.fullName)
  if (!pipeline?.repository || !repo) return
  const { seenUntil } = pipeline.repository
  const branch = defaultBranch(repo)
  const came = commitsUntil(seed, repo, branch, now, COMMITS_SEEN).filter(({ at }) => at > seenUntil)
  for (const commit of came.toReversed()) test(world, pipeline, repo, branch, commit)
  if (openings(world, repo, Math.floor(now / DAY)).some((at) => at > seenUntil && at <= now)) openOne(world, repo)
  follow(world, tables.pipelines.update(id, { repository: { ...pipeline.repository, seenUntil: now } }))
}

/** Somebody of the repository opens a pull request, which is merged or closed some days later. */
function openOne(world: PlatformWorld, repo: Repo): void {
  const { tables, seed, now } = world
  const open = tables.pulls.by('repo', repo.fullName).filter(({ state }) => state === 'open')
  const title = pick(repo.messages, seed, 'pull title', repo.fullName, now)
  if (open.length >= MOST_OPEN || open.some((pull) => pull.branch === slugOf(title))) return
  const author = pick(repo.people, seed, 'pull author', repo.fullName, now)
  const fails = draw(seed, 'pull fails', repo.fullName, now) < FAILING
  const pull = openPull(world, repo, { title, branch: slugOf(title), author, fails })
  world.setAlarm('pull request', pull.id, now + Math.floor(between(5, 52, seed, 'pull end', pull.id) * HOUR))
}

/** A pull request that somebody of the repository opened has been looked at. */
export function onPullAlarm(world: PlatformWorld, id: string): void {
  const { tables, seed } = world
  const pull = tables.pulls.get(id)
  const repo = pull && repoNamed(tables, pull.repo)
  if (!repo || pull.state !== 'open') return
  const reviewer = repo.people.find((email) => email !== pull.author) ?? pull.author
  if (pull.commits.at(-1)?.fails) {
    pushTo(world, repo, pull, 'Fix the failing test', pull.author, false)
    world.setAlarm('pull request', id, world.now + 2 * HOUR)
  } else endPull(world, repo, pull, draw(seed, 'pull merged', id) < MERGED ? 'merged' : 'closed', reviewer)
}
