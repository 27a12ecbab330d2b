import { newApp } from '#platform/apps/create.ts'
import { deleteApp, generateName, type App } from '#platform/apps/model.ts'
import { cancelBuild, createBuild } from '#platform/builds/model.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { isOver, runOfCommit } from '#platform/ci/lookup.ts'
import { treeAt, type Commit } from '#platform/github/commits.ts'
import { archiveOf, type Repo } from '#platform/github/repositories.ts'
import { ApiError, conflict, invalid } from '#platform/http/errors.ts'
import { couple, tellOwner } from '#platform/pipelines/model.ts'
import type { Pipeline, ReviewSettings } from '#platform/pipelines/rows.ts'
import type { PullRequest } from '#platform/pulls/rows.ts'
import { begin } from '#platform/setups/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { ReviewApp } from './rows.ts'

// Review apps: an app for each branch under review, made as its app.json says, and gone with the pull request.

const KIND = 'review app'
const SOON_MS = 1000
const AGAIN_MS = 5000
const LEAVING_MS = 3000
const DAY = 86_400_000
const LONGEST_NAME = 30

interface NewReview {
  readonly branch: string
  readonly prNumber: number | null
  readonly pullId: string | null
  readonly sha: string
  readonly message: string | null
  readonly url: string
  readonly tree: SourceTree
  readonly userId: string
  readonly env: Readonly<Record<string, string>>
}

/** What the pipeline has set for its review apps. Refuses with 422 while they are not enabled. */
export function settingsOf({ name, reviews }: Pipeline): ReviewSettings {
  if (!reviews) throw invalid(`Review apps are not enabled for ${name}. Enable them first.`)
  return reviews
}

/** Begins to make a review app of a branch. */
export function createReview(world: PlatformWorld, pipeline: Pipeline, { tree, ...asked }: NewReview): ReviewApp {
  const { tables, now } = world
  const { waitForCi } = settingsOf(pipeline)
  const there = tables.reviewApps.by('pipeline', pipeline.id).find(({ branch }) => branch === asked.branch)
  if (there?.status === 'errored') tables.reviewApps.delete(there.id)
  else if (there) throw conflict(`There is a review app of ${asked.branch} already.`)
  const review = tables.reviewApps.insert({
    ...asked,
    id: world.newId('review app'),
    pipelineId: pipeline.id,
    sourceId: tables.sources.insert({ id: world.newId('source'), tree, createdAt: now }).id,
    appId: null,
    setupId: null,
    status: 'pending',
    waitForCi,
    failure: null,
    touchedAt: now,
    createdAt: now,
    updatedAt: now,
  })
  world.setAlarm(KIND, review.id, now + SOON_MS)
  return review
}

const reviewsOf = (tables: Tables, pipeline: Pipeline, pull: PullRequest) =>
  tables.reviewApps.by('pipeline', pipeline.id).filter(({ pullId }) => pullId === pull.id)

/** What the platform makes for a pull request by itself, or somebody asks for. */
export function openReview(
  world: PlatformWorld,
  pipeline: Pipeline,
  pull: PullRequest,
  repo: Repo,
  commit: Commit,
  by: Partial<Pick<NewReview, 'userId' | 'env'>> = {},
): ReviewApp {
  return createReview(world, pipeline, {
    branch: pull.branch,
    prNumber: pull.number,
    pullId: pull.id,
    sha: commit.sha,
    message: commit.message,
    url: archiveOf(repo, commit.sha),
    tree: treeAt(repo, commit),
    userId: by.userId ?? pipeline.repository?.userId ?? '',
    env: by.env ?? {},
  })
}

/** Builds what was pushed to a pull request in its review app. */
export function pushToReviews(world: PlatformWorld, pipeline: Pipeline, pull: PullRequest, repo: Repo, commit: Commit): void {
  const { tables, now } = world
  for (const review of reviewsOf(tables, pipeline, pull)) {
    const tree = treeAt(repo, commit)
    const what = { sha: commit.sha, message: commit.message, url: archiveOf(repo, commit.sha), touchedAt: now, updatedAt: now }
    // Not made yet, or not to be made as it was: what came is what it is made of.
    if (review.status === 'pending' || review.status === 'errored') {
      tables.sources.delete(review.sourceId)
      const source = tables.sources.insert({ id: world.newId('source'), tree, createdAt: now })
      tables.reviewApps.update(review.id, { ...what, sourceId: source.id, status: 'pending', failure: null })
      world.setAlarm(KIND, review.id, now + SOON_MS)
    } else if (review.status === 'created') {
      const app = tables.apps.get(review.appId ?? '')
      if (app) rebuild(world, app, review, tree, commit, archiveOf(repo, commit.sha))
      tables.reviewApps.update(review.id, what)
      goStale(world, pipeline, review.id)
    }
  }
}

function rebuild(world: PlatformWorld, app: App, review: ReviewApp, tree: SourceTree, commit: Commit, url: string): void {
  const { tables, now } = world
  const pending = tables.builds.by('app', app.id).find(({ status }) => status === 'pending')
  if (pending) cancelBuild(world, pending)
  createBuild(world, app, {
    source: tables.sources.insert({ id: world.newId('source'), tree, createdAt: now }),
    userId: review.userId,
    url,
    checksum: tree.checksum,
    commit: commit.sha,
    commitDescription: commit.message,
    buildpacks: null,
  })
}

/** The pull request is over: its review app goes. */
export function closeReviews(world: PlatformWorld, pipeline: Pipeline, pull: PullRequest): void {
  for (const review of reviewsOf(world.tables, pipeline, pull)) leave(world, review)
}

/** Begins to delete a review app, or forgets one that never was. */
export function leave(world: PlatformWorld, review: ReviewApp): ReviewApp {
  const changed = world.tables.reviewApps.update(review.id, { status: 'deleting', updatedAt: world.now })
  world.setAlarm(KIND, review.id, world.now + LEAVING_MS)
  return changed
}

/** Deletes every review app of a pipeline, at once. */
export function dropReviews(world: PlatformWorld, pipeline: Pipeline): void {
  for (const review of world.tables.reviewApps.by('pipeline', pipeline.id)) drop(world, review)
}

function drop(world: PlatformWorld, review: ReviewApp): void {
  const { tables } = world
  world.cancelAlarm(KIND, review.id)
  const app = review.appId === null ? undefined : tables.apps.get(review.appId)
  if (app) deleteApp(world, app, review.userId)
  tables.sources.delete(review.sourceId)
  tables.reviewApps.delete(review.id)
}

/** What comes next for a review app. What is refused ends it in an error. */
export function onReviewAlarm(world: PlatformWorld, id: string): void {
  const { tables } = world
  const review = tables.reviewApps.get(id)
  const pipeline = review && tables.pipelines.get(review.pipelineId)
  if (!pipeline) return
  if (review.status === 'deleting') return drop(world, review)
  if (review.status === 'creating') return look(world, pipeline, review)
  if (review.status === 'created') return goStale(world, pipeline, id)
  if (review.status !== 'pending') return
  const run = review.waitForCi && pipeline.ci ? runOfCommit(tables, pipeline.id, review.sha) : undefined
  // The end of the run looks here again.
  if (run && !isOver(run)) return
  if (run && run.status !== 'succeeded')
    return fail(world, review, `Test run #${run.number} ${run.status}: ${run.note ?? 'see its output'}`)
  try {
    start(world, pipeline, review)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    fail(world, review, error.message)
  }
}

const fail = (world: PlatformWorld, { id }: ReviewApp, failure: string) =>
  void world.tables.reviewApps.update(id, { status: 'errored', appId: null, failure, updatedAt: world.now })

/** Its app belongs to whom the pipeline does, and stands in the region of the apps that code goes to from there. */
function start(world: PlatformWorld, pipeline: Pipeline, review: ReviewApp): void {
  const { tables, now } = world
  const actor = tables.accounts.must(pipeline.owner.type === 'user' ? pipeline.owner.id : review.userId)
  const siblings = tables.couplings.by('pipeline', pipeline.id).map(({ appId }) => tables.apps.must(appId))
  const name = nameOf(world, pipeline, review)
  const made = newApp(
    world,
    actor,
    { name, region: siblings[0]?.region },
    pipeline.owner.type === 'team' ? pipeline.owner.id : null,
  )
  couple(world, pipeline, made, 'review', review.userId)
  tellOwner(world, pipeline, `made the review app ${made.name} of ${review.branch}`, review.userId)
  const setup = begin(world, {
    userId: review.userId,
    appId: made.id,
    appName: made.name,
    sourceId: review.sourceId,
    source: { url: review.url, checksum: null, version: review.sha, description: review.message },
    env: {
      ...pipeline.config.review,
      ...review.env,
      HEROKU_APP_NAME: made.name,
      HEROKU_BRANCH: review.branch,
      ...(review.prNumber === null ? {} : { HEROKU_PR_NUMBER: String(review.prNumber) }),
    },
    buildpacks: null,
    environment: 'review',
  })
  tables.reviewApps.update(review.id, { status: 'creating', appId: made.id, setupId: setup.id, updatedAt: now })
  world.setAlarm(KIND, review.id, now + AGAIN_MS)
}

/** `<base>-pr-<n>`, or something like it where that is taken. */
function nameOf(world: PlatformWorld, { name, reviews }: Pipeline, { prNumber, branch }: ReviewApp): string {
  const end = prNumber === null ? `-br-${branch.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 20) : `-pr-${prNumber}`
  const base = (reviews?.baseName ?? name).slice(0, LONGEST_NAME - end.length)
  const wanted = `${base}${end}`.replaceAll(/-+/g, '-').replace(/-$/, '')
  return world.tables.apps.first('name', wanted) ? generateName(world) : wanted
}

/** Sees how the setup of its app is going. */
function look(world: PlatformWorld, pipeline: Pipeline, review: ReviewApp): void {
  const { tables, now } = world
  const setup = tables.appSetups.get(review.setupId ?? '')
  if (!setup || setup.status === 'failed' || review.appId === null)
    return fail(world, review, [setup?.failure ?? 'The app was deleted meanwhile.', ...(setup?.errors ?? [])].join(' '))
  if (setup.status === 'pending') return world.setAlarm(KIND, review.id, now + AGAIN_MS)
  tables.reviewApps.update(review.id, { status: 'created', touchedAt: now, updatedAt: now })
  goStale(world, pipeline, review.id)
}

/** Sets when a review app to which nothing is pushed is deleted, or does so if it is time. */
export function goStale(world: PlatformWorld, { reviews }: Pipeline, id: string): void {
  const review = world.tables.reviewApps.must(id)
  if (review.status !== 'created') return
  if (!reviews || reviews.staleDays === null) return world.cancelAlarm(KIND, id)
  const at = review.touchedAt + reviews.staleDays * DAY
  if (at <= world.now) leave(world, review)
  else world.setAlarm(KIND, id, at)
}
