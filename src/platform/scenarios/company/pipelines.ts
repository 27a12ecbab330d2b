import { hex } from '#kernel/random.ts'
import type { Coupling, Pipeline, Stage } from '#platform/pipelines/rows.ts'
import type { PullRequest } from '#platform/pulls/rows.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { api } from './api.ts'
import { addon, config, create, deployBranch, type Story } from './script.ts'
import { treeOf } from './tree.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** About as long as the tests take. */
const TESTED_MS = 25_000

const REPO = 'fernwood/api'
// title | branch | author | hours since it was opened
const PULLS = `Sign webhooks with the time|sign-webhooks|lucia|65
Say when to come back after 429|retry-after|jonas|2`

const shaOf = (seed: string, branch: string) => hex(40, seed, 'pull commit', REPO, branch)

/** The pull request that has an app. */
const REVIEWED = 'retry-after'
const REVIEW = 'fernwood-api-pr-2'

/** Makes that app as the platform would of the repository's app.json: its part for that loads later. */
export const reviewStory: Story = [
  [
    '21 07:41',
    'jonas',
    create(REVIEW, 0.1, 'office'),
    addon(REVIEW, 'heroku-postgresql:essential-0', 'postgresql-oblique-73015', 'DATABASE'),
    addon(REVIEW, 'heroku-redis:mini', 'redis-rectangular-18450', 'REDIS'),
    config(REVIEW, { LOG_LEVEL: 'debug', HEROKU_APP_NAME: REVIEW, HEROKU_BRANCH: REVIEWED, HEROKU_PR_NUMBER: '2' }),
    deployBranch(REVIEW, api, 'Say when to come back after 429', (seed) => shaOf(seed, REVIEWED)),
  ],
]

/** How the company's code goes to production; one of its pipelines shows the pull requests of its repository. */
export function addPipelines(world: PlatformWorld, teamId: string, userId: string): void {
  const { tables, now } = world
  const times = { createdAt: now - 20 * DAY, updatedAt: now - 20 * DAY }
  const add = (name: string, more: Pick<Pipeline, 'repository' | 'ci' | 'reviews'>) => {
    const owner = { type: 'team', id: teamId } as const
    const id = world.newId('pipeline')
    const pipeline = tables.pipelines.insert({ id, name, owner, config: { review: {}, test: {} }, ...more, ...times })
    couple(world, pipeline, `${name}-staging`, 'staging')
    couple(world, pipeline, name, 'production')
    return pipeline
  }
  const pipeline = add('fernwood-api', {
    repository: { fullName: REPO, userId, seenUntil: now },
    ci: true,
    reviews: { automatic: false, waitForCi: false, staleDays: null, baseName: null, createdAt: times.createdAt },
  })
  add('fernwood-shop', { repository: null, ci: false, reviews: null })
  for (const [title = '', branch = '', login, hours] of PULLS.split('\n').map((line) => line.split('|'))) {
    const [id, at, author] = [world.newId('pull request'), now - Number(hours) * HOUR, `${login}@example.com`]
    const pull = tables.pulls.insert({
      id,
      repo: REPO,
      number: world.count(`pull request ${REPO}`),
      branch,
      title,
      author,
      state: 'open',
      commits: [{ sha: shaOf(world.seed, branch), at, message: title, author, fails: false }],
      merged: null,
      createdAt: at,
      updatedAt: at,
    })
    addRun(world, pipeline, pull, userId)
    if (branch === REVIEWED) addReview(world, pipeline, pull, userId)
  }
}

/** The tests of its commit, which passed. */
function addRun(world: PlatformWorld, { id: pipelineId }: Pipeline, pull: PullRequest, userId: string): void {
  const { createdAt } = pull
  world.tables.testRuns.insert({
    ...codeOf(world, pull, userId),
    id: world.newId('test run'),
    pipelineId,
    number: world.count(`test run ${pipelineId}`),
    message: pull.title,
    email: pull.author,
    fails: false,
    status: 'succeeded',
    note: null,
    createdAt,
    updatedAt: createdAt + TESTED_MS,
  })
}

function addReview(world: PlatformWorld, pipeline: Pipeline, pull: PullRequest, userId: string): void {
  const { tables } = world
  const { appId, createdAt } = couple(world, pipeline, REVIEW, 'review', tables.apps.first('name', REVIEW)?.createdAt)
  tables.reviewApps.insert({
    ...codeOf(world, pull, userId),
    id: world.newId('review app'),
    pipelineId: pipeline.id,
    pullId: pull.id,
    prNumber: pull.number,
    message: pull.title,
    appId,
    setupId: null,
    status: 'created',
    waitForCi: false,
    failure: null,
    touchedAt: createdAt,
    createdAt,
    updatedAt: createdAt,
  })
}

/** What of a pull request is tested, and made an app of. */
function codeOf(world: PlatformWorld, { branch, commits, createdAt }: PullRequest, userId: string) {
  const sha = commits.at(-1)?.sha ?? ''
  const source = world.tables.sources.insert({ id: world.newId('source'), tree: treeOf(api.files), createdAt })
  return { branch, sha, url: `https://github.com/${REPO}/archive/${sha}.tar.gz`, sourceId: source.id, userId, env: {} }
}

function couple(
  world: PlatformWorld,
  { id: pipelineId, createdAt: begun }: Pipeline,
  app: string,
  stage: Stage,
  at = begun,
): Coupling {
  const { tables } = world
  const appId = tables.apps.first('name', app)?.id
  if (appId === undefined) throw new Error(`no app is called ${app}`)
  return tables.couplings.insert({ id: world.newId('coupling'), pipelineId, appId, stage, createdAt: at, updatedAt: at })
}
