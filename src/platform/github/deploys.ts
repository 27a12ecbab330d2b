import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { createBuild, type Build } from '#platform/builds/model.ts'
import { endOf, testRunOf } from '#platform/ci/lookup.ts'
import { conflict, invalid, notFound } from '#platform/http/errors.ts'
import { judge } from '#platform/permissions/contract.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { commitsOn, nextEventIn } from './branches.ts'
import { checkedAt, passes, treeAt, type Commit } from './commits.ts'
import { linkOf, stopAutomaticDeploys, type GithubLink } from './link.ts'
import { archiveOf, defaultBranch, repoNamed, reposOf, type Repo } from './repositories.ts'

// What a connection to GitHub does: builds of a branch's newest commit, when somebody asks or when it arrives.

/** A commit that waited longer than this for its checks is not looked at again; checks take less than five minutes. */
const COMMITS_SEEN = 30

/** The connection of an app. Refuses with 404 where there is none. */
export function linkFor(tables: Tables, app: App): GithubLink {
  const link = linkOf(tables, app)
  if (!link) throw notFound('github_connection', 'connection: the app is not connected to GitHub')
  return link
}

export function repoFor(tables: Tables, { repo: fullName }: Pick<GithubLink, 'repo'>): Repo {
  const repo = repoNamed(tables, fullName)
  if (!repo) throw notFound('repository')
  return repo
}

/** Refuses with 422 a branch that the repository does not have. */
export function checkBranch(repo: Repo, branch: string): void {
  if (!repo.branches.some(([name]) => name === branch)) throw invalid(`${repo.fullName} has no branch ${branch}.`)
}

function tell(world: PlatformWorld, appId: string, text: string, actorId: string | null, kind: 'app' | 'build' = 'build'): void {
  record(world, { appId, kind, text, line: null, actorId })
}

/** Connects an app to a repository that the person may deploy from. */
export function connect(world: PlatformWorld, app: App, actor: Account, fullName: string): GithubLink {
  const { tables, now } = world
  const there = linkOf(tables, app)
  if (there) throw conflict(`${app.name} is connected to ${there.repo} already. Disconnect it first.`)
  const repo = reposOf(tables, actor).find((each) => each.fullName.toLowerCase() === fullName.trim().toLowerCase())
  if (!repo) throw invalid(`There is no repository ${fullName} that your account on GitHub may read. Name it as owner/name.`)
  const link = tables.githubLinks.insert({
    id: world.newId('github link'),
    appId: app.id,
    userId: actor.id,
    repo: repo.fullName,
    branch: defaultBranch(repo),
    autoDeploy: false,
    waitForCi: false,
    seenUntil: now,
    deployedCommitAt: 0,
    stopped: null,
    createdAt: now,
    updatedAt: now,
  })
  tell(world, app.id, `connected the app to ${repo.fullName} on GitHub`, actor.id, 'app')
  schedule(world, link, repo)
  return link
}

export function disconnect(world: PlatformWorld, app: App, link: GithubLink, actorId: string): void {
  world.cancelAlarm('github', link.id)
  world.tables.githubLinks.delete(link.id)
  tell(world, app.id, `disconnected the app from ${link.repo} on GitHub`, actorId, 'app')
}

/** Changes what is deployed by itself. What was pushed before is not: only what comes. */
export function change(
  world: PlatformWorld,
  link: GithubLink,
  asked: Partial<Pick<GithubLink, 'branch' | 'autoDeploy' | 'waitForCi'>>,
  actorId: string,
): GithubLink {
  const { tables, now } = world
  const wanted = { branch: link.branch, autoDeploy: link.autoDeploy, waitForCi: link.waitForCi, ...asked }
  const { branch, autoDeploy, waitForCi } = wanted
  checkBranch(repoFor(tables, link), branch)
  const same = branch === link.branch && autoDeploy === link.autoDeploy && waitForCi === link.waitForCi
  if (same) return link
  const starts = autoDeploy && (!link.autoDeploy || branch !== link.branch)
  if (autoDeploy)
    tell(world, link.appId, `enabled automatic deploys of ${branch}${waitForCi ? ', after its checks' : ''}`, actorId)
  else if (link.autoDeploy) tell(world, link.appId, 'disabled automatic deploys', actorId)
  return tables.githubLinks.update(link.id, {
    ...wanted,
    ...(starts ? { seenUntil: now, deployedCommitAt: now } : {}),
    ...(autoDeploy ? { stopped: null } : {}),
    updatedAt: now,
  })
}

/** Builds the newest commit of a branch now. */
export function deployBranch(world: PlatformWorld, app: App, link: GithubLink, branch: string, userId: string) {
  const repo = repoFor(world.tables, link)
  checkBranch(repo, branch)
  const [commit] = commitsOn(world, repo, branch, world.now, 1)
  if (!commit) throw invalid(`Nothing has been pushed to ${branch} yet.`)
  return { commit, build: deploy(world, app, link, repo, commit, userId) }
}

function deploy(world: PlatformWorld, app: App, link: GithubLink, repo: Repo, commit: Commit, userId: string): Build {
  const { tables, now } = world
  const tree = treeAt(repo, commit)
  const build = createBuild(world, app, {
    source: tables.sources.insert({ id: world.newId('source'), tree, createdAt: now }),
    userId,
    url: archiveOf(repo, commit.sha),
    checksum: tree.checksum,
    commit: commit.sha,
    commitDescription: commit.message,
    buildpacks: null,
  })
  tables.githubLinks.update(link.id, { deployedCommitAt: Math.max(link.deployedCommitAt, commit.at), updatedAt: now })
  return build
}

/** Looks again when something next happens in the repository, on any branch: pages that show it hear of it by that. */
function schedule(world: PlatformWorld, link: GithubLink, repo: Repo): void {
  world.setAlarm('github', link.id, nextEventIn(world, repo))
}

/** Something has happened in the repository, or a build that stood in the way has ended. */
export function onGithubAlarm(world: PlatformWorld, linkId: string): void {
  const { tables, now } = world
  const link = tables.githubLinks.get(linkId)
  const app = link && tables.apps.get(link.appId)
  const repo = link && repoNamed(tables, link.repo)
  if (!app || !repo) return
  const freeAt = link.autoDeploy ? deployWhatCame(world, app, link, repo) : null
  if (freeAt !== null) return world.setAlarm('github', linkId, freeAt)
  tables.githubLinks.update(linkId, { seenUntil: now, updatedAt: now })
  schedule(world, link, repo)
}

/** Deploys the newest commit that is ready since the last look. Answers when to look again if another build is in the way. */
function deployWhatCame(world: PlatformWorld, app: App, link: GithubLink, repo: Repo): number | null {
  const { tables, now } = world
  if (!judge(permissionsOn(tables, app, link.userId), 'build.create').allowed) {
    stopAutomaticDeploys(world, app, 'access')
    tell(world, app.id, `Automatic deploys stopped: ${emailOf(world, link.userId)} may not deploy to this app any more`, null)
    return null
  }
  const runOf = (commit: Commit) => testRunOf(tables, app, commit.sha)
  const readyAt = (commit: Commit) => (link.waitForCi ? Math.max(checkedAt(commit), endOf(runOf(commit)) ?? Infinity) : commit.at)
  const fine = (commit: Commit) => passes(commit) && (runOf(commit)?.status ?? 'succeeded') === 'succeeded'
  const came = commitsOn(world, repo, link.branch, now, COMMITS_SEEN).filter(
    (commit) => commit.at > link.deployedCommitAt && readyAt(commit) > link.seenUntil && readyAt(commit) <= now,
  )
  const ready = came.find((commit) => !link.waitForCi || fine(commit))
  const pending = ready && tables.builds.by('app', app.id).find(({ status }) => status === 'pending')
  if (pending) return (world.alarmAt('build', pending.id) ?? now) + 1000
  for (const commit of came)
    if (link.waitForCi && !fine(commit)) tell(world, app.id, `${nameOf(commit)} was not deployed: its checks failed`, null)
  if (ready) deploy(world, app, link, repo, ready, link.userId)
  return null
}

const nameOf = ({ sha }: Commit) => sha.slice(0, 8)
