import type { Account } from '#platform/account/model.ts'
import { emailOf } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { githubAccount } from './api-handlers.ts'
import { commitsOn } from './branches.ts'
import { checkedAt, passes, type Commit } from './commits.ts'
import { github } from './contract.ts'
import { change, checkBranch, connect, deployBranch, disconnect, linkFor, repoFor } from './deploys.ts'
import { linkOf, type GithubLink } from './link.ts'
import { defaultBranch, idOf, loginOf, reposOf, type Repo } from './repositories.ts'

const COMMITS_SHOWN = 20

const wireLink = (world: PlatformWorld, link: GithubLink) => ({
  id: link.id,
  app_id: link.appId,
  repo: link.repo,
  repo_id: idOf(repoFor(world.tables, link)),
  branch: link.branch,
  auto_deploy: link.autoDeploy,
  wait_for_ci: link.waitForCi,
  pull_requests: { enabled: false, auto_provision: false, auto_destroy: false },
  stale_days: null,
  user: { id: link.userId, email: emailOf(world, link.userId) },
  created_at: iso(link.createdAt),
  updated_at: iso(link.updatedAt),
})

function wireRepo(world: PlatformWorld, repo: Repo) {
  const [newest] = commitsOn(world, repo, defaultBranch(repo), world.now, 1)
  return {
    id: idOf(repo),
    full_name: repo.fullName,
    description: repo.about,
    language: repo.language,
    private: repo.private,
    default_branch: defaultBranch(repo),
    pushed_at: newest ? iso(newest.at) : null,
  }
}

/** The connection of an app, made now where the app has none and its pipeline is connected; so `pipelines:setup` counts on it. */
function linkToChange(world: PlatformWorld, app: App, actor: Account): GithubLink {
  const { tables } = world
  const coupling = linkOf(tables, app) ? undefined : tables.couplings.first('app', app.id)
  const repository = coupling && tables.pipelines.must(coupling.pipelineId).repository
  return repository ? connect(world, app, actor, repository.fullName) : linkFor(tables, app)
}

const verdict = (passed: boolean) => (passed ? ('success' as const) : ('failure' as const))

function wireCommit({ tables, now }: PlatformWorld, app: App, commit: Commit) {
  const { sha, checks } = commit
  const author = tables.accounts.first('email', commit.author)
  const build = tables.builds
    .by('app', app.id)
    .filter((row) => row.commit === sha)
    .sort((a, b) => b.createdAt - a.createdAt)[0]
  const release = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  const slug = release?.slugId ? tables.slugs.get(release.slugId) : undefined
  return {
    sha,
    message: commit.message,
    date: iso(commit.at),
    author: { login: loginOf(commit.author), name: author?.name ?? loginOf(commit.author), email: commit.author },
    files: commit.changes.map(({ path, additions, deletions }) => ({ filename: path, additions, deletions })),
    state: checks.length === 0 ? null : checkedAt(commit) > now ? ('pending' as const) : verdict(passes(commit)),
    checks: checks.map(({ name, until, passes: passed }) => ({
      name,
      state: until > now ? ('pending' as const) : verdict(passed),
      completed_at: until > now ? null : iso(until),
    })),
    build: build ? { id: build.id, status: build.status } : null,
    live: slug?.commit === sha,
  }
}

export const githubRoutes = implement(github, {
  token: ({ world, actor }) => ({ github: githubAccount(world, actor) }),
  repositories: ({ world, tables, actor, query }) => {
    const words = (query.q ?? '').toLowerCase().split(/\s+/)
    return reposOf(tables, actor)
      .filter(({ fullName, about, language }) =>
        words.every((word) => `${fullName} ${about} ${language ?? ''}`.toLowerCase().includes(word)),
      )
      .map((repo) => wireRepo(world, repo))
  },
  info: ({ world, tables, app }) => wireLink(world, linkFor(tables, app)),
  connect: ({ world, actor, app, body }) => wireLink(world, connect(world, app, actor, body.repo)),
  update: ({ world, actor, app, body: { branch, auto_deploy, wait_for_ci } }) => {
    const asked = {
      ...(branch === undefined ? {} : { branch }),
      ...(auto_deploy === undefined ? {} : { autoDeploy: auto_deploy }),
      ...(wait_for_ci === undefined ? {} : { waitForCi: wait_for_ci }),
    }
    return wireLink(world, change(world, linkToChange(world, app, actor), asked, actor.id))
  },
  disconnect: ({ world, tables, actor, app }) => {
    const link = linkFor(tables, app)
    disconnect(world, app, link, actor.id)
    return wireLink(world, link)
  },
  push: ({ world, tables, actor, app, body }) => {
    const { commit, build } = deployBranch(world, app, linkFor(tables, app), body.branch, actor.id)
    return { branch: body.branch, sha: commit.sha, build: { id: build.id } }
  },
  branches: ({ world, tables, app }) => {
    // An app that is not connected has none: no error, as pages ask for it while somebody disconnects it elsewhere.
    const link = linkOf(tables, app)
    const repo = link && repoFor(tables, link)
    return (repo?.branches ?? []).map(([name]) => {
      const newest = repo && commitsOn(world, repo, name, world.now, 1)[0]
      return { name, commit: newest ? { sha: newest.sha, message: newest.message, date: iso(newest.at) } : null }
    })
  },
  commits: ({ world, tables, app, query }) => {
    const link = linkOf(tables, app)
    if (!link) return []
    const repo = repoFor(tables, link)
    checkBranch(repo, query.branch)
    return commitsOn(world, repo, query.branch, world.now, COMMITS_SHOWN).map((commit) => wireCommit(world, app, commit))
  },
  connection: ({ world, tables, app }) => {
    const link = linkOf(tables, app)
    return { link: link ? wireLink(world, link) : null, stopped: link?.stopped ?? null }
  },
})
