import type { Account } from '#platform/account/model.ts'
import { commitNamed, commitsOn } from '#platform/github/branches.ts'
import { archiveOf, idOf, repoNamed, reposOf, type Repo } from '#platform/github/repositories.ts'
import { runOfCommit } from '#platform/ci/lookup.ts'
import { conflict, invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { pulls, repositories, type Pull } from './contract.ts'
import { endPull, follow, openPull, pushTo, repoOf, slugOf } from './model.ts'
import type { PullRequest } from './rows.ts'

/** So many that are over are shown beside the open ones. */
const OVER_SHOWN = 10

/** The repository of a pipeline, which to have none is a 404 for those who ask. */
function connectedRepo(tables: Tables, { repository }: Pipeline): Repo {
  const repo = repository && repoNamed(tables, repository.fullName)
  if (!repo) throw notFound('repository', 'repository: the pipeline is not connected to GitHub')
  return repo
}

function wireConnected(tables: Tables, pipeline: Pipeline, repo: Repo) {
  const team = pipeline.owner.type === 'team' ? tables.teams.must(pipeline.owner.id) : null
  return {
    ci: pipeline.ci,
    organization: team && { id: team.id, name: team.name },
    pipeline: { id: pipeline.id },
    repository: { id: idOf(repo), name: repo.fullName, type: 'github' },
  }
}

function wirePull({ tables }: PlatformWorld, pipeline: Pipeline, pull: PullRequest): Pull {
  const run = runOfCommit(tables, pipeline.id, pull.commits.at(-1)?.sha ?? '')
  const review = tables.reviewApps.by('pipeline', pipeline.id).find(({ pullId }) => pullId === pull.id)
  const app = review?.appId ? tables.apps.get(review.appId) : undefined
  return {
    id: pull.id,
    number: pull.number,
    title: pull.title,
    branch: pull.branch,
    state: pull.state,
    author: pull.author,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    commits: pull.commits.map(({ sha, message, at }) => ({ sha, message, date: iso(at) })).toReversed(),
    test_run: run ? { id: run.id, number: run.number, status: run.status } : null,
    review_app: review
      ? { id: review.id, app: app ? { id: app.id, name: app.name } : null, status: review.status, message: review.failure }
      : null,
  }
}

function pullFor(tables: Tables, repo: Repo, identity: string): PullRequest {
  const pull = tables.pulls.by('repo', repo.fullName).find(({ id, number }) => id === identity || String(number) === identity)
  if (!pull) throw notFound('pull_request', 'pull request')
  return pull
}

/** A repository by its name or number, among those that the person's account on GitHub may read. */
function repoFor(tables: Tables, actor: Account, wanted: string | number): Repo {
  const repo = reposOf(tables, actor).find(
    (each) => each.fullName.toLowerCase() === String(wanted).trim().toLowerCase() || idOf(each) === Number(wanted),
  )
  if (!repo) throw invalid(`There is no repository ${wanted} that your account on GitHub may read. Name it as owner/name.`)
  return repo
}

export const pullRoutes = [
  ...implement(repositories, {
    info: ({ tables, pipeline }) => wireConnected(tables, pipeline, connectedRepo(tables, pipeline)),
    connect: ({ world, tables, actor, pipeline, body, now }) => {
      if (pipeline.repository)
        throw conflict(`${pipeline.name} is connected to ${pipeline.repository.fullName} already. Disconnect it first.`)
      const repo = repoFor(tables, actor, body.repository)
      const repository = { fullName: repo.fullName, userId: actor.id, seenUntil: now }
      const connected = tables.pipelines.update(pipeline.id, { repository, updatedAt: now })
      follow(world, connected)
      return wireConnected(tables, connected, repo)
    },
    update: ({ world, tables, pipeline, body, now }) => {
      const repo = connectedRepo(tables, pipeline)
      const changed = body.ci === undefined ? pipeline : tables.pipelines.update(pipeline.id, { ci: body.ci, updatedAt: now })
      follow(world, changed)
      return wireConnected(tables, changed, repo)
    },
    disconnect: ({ world, tables, pipeline, now }) => {
      const repo = connectedRepo(tables, pipeline)
      const changed = tables.pipelines.update(pipeline.id, { repository: null, ci: false, reviews: null, updatedAt: now })
      follow(world, changed)
      return wireConnected(tables, pipeline, repo)
    },
    repo: ({ tables, pipeline }) => {
      const repo = connectedRepo(tables, pipeline)
      return { id: idOf(repo), full_name: repo.fullName }
    },
    branch: ({ world, tables, pipeline, params, now }) => {
      const [newest] = commitsOn(world, connectedRepo(tables, pipeline), params.branch, now, 1)
      if (!newest) throw notFound('branch')
      return { name: params.branch, commit: { sha: newest.sha, message: newest.message } }
    },
    tarball: ({ world, tables, actor, params }) => {
      const name = `${params.owner}/${params.repo}`
      const repo = reposOf(tables, actor).find(({ fullName }) => fullName === name)
      const found = repo && commitNamed(world, repo, params.ref)
      if (!repo || !found) throw notFound('commit')
      return { archive_link: archiveOf(repo, found.commit.sha) }
    },
  }),
  ...implement(pulls, {
    list: ({ world, tables, pipeline }) => {
      const all = tables.pulls
        .by('repo', pipeline.repository?.fullName ?? '')
        .sort((a, b) => b.updatedAt - a.updatedAt || b.number - a.number)
      const open = all.filter(({ state }) => state === 'open')
      const over = all.filter(({ state }) => state !== 'open').slice(0, OVER_SHOWN)
      return [...open, ...over].map((pull) => wirePull(world, pipeline, pull))
    },
    open: ({ world, tables, actor, pipeline, body }) => {
      const { title, branch = slugOf(title), tests } = body
      follow(world, pipeline)
      const pull = openPull(world, repoOf(tables, pipeline), { title, branch, author: actor.email, fails: tests === 'fail' })
      return wirePull(world, tables.pipelines.must(pipeline.id), pull)
    },
    push: ({ world, tables, actor, pipeline, params, body }) => {
      const repo = repoOf(tables, pipeline)
      follow(world, pipeline)
      const pull = pushTo(world, repo, pullFor(tables, repo, params.pull), body.message, actor.email, body.tests === 'fail')
      return wirePull(world, pipeline, pull)
    },
    end: ({ world, tables, actor, pipeline, params, body }) => {
      const repo = repoOf(tables, pipeline)
      follow(world, pipeline)
      return wirePull(world, pipeline, endPull(world, repo, pullFor(tables, repo, params.pull), body.state, actor.email))
    },
  }),
]
