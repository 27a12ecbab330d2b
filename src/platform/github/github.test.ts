import { describe, expect, it } from 'vitest'
import { NOON, openHarness, type Harness } from '#hosts/support/harness.ts'
import { planBuild } from '#platform/builds/plan/index.ts'
import type { Build } from '#platform/builds/contract.ts'
import { createWorld } from '#platform/index.ts'
import { checkedAt, commitsUntil, nextEvent, passes, treeAt } from './commits.ts'
import type { Branch, Commit, Connection, Repository } from './contract.ts'
import { repoNamed, reposOf } from './repositories.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const REPO = 'ada/trail-log'

/** An app of Ada's, connected to one of her repositories. */
async function connected(changes?: object): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'hikes' })
  expect((await api.as('ada', 'POST', '/apps/hikes/github', { repo: REPO })).status).toBe(201)
  if (changes) expect((await api.as('ada', 'PATCH', '/apps/hikes/github', changes)).status).toBe(200)
  return api
}

const commits = async (api: Harness, branch = 'main') =>
  (await api.as('ada', 'GET', `/apps/hikes/github/commits?branch=${branch}`)).body as Commit[]
const builds = async (api: Harness) =>
  ((await api.as('ada', 'GET', '/apps/hikes/builds')).body as Build[]).toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
const connection = async (api: Harness) => (await api.as('ada', 'GET', '/control/apps/hikes/github')).body as Connection
const said = async (api: Harness) =>
  ((await api.as('ada', 'GET', '/control/apps/hikes/activity')).body as { text: string }[]).map(({ text }) => text)

describe('connecting', () => {
  it('offers what the account may read, by search', async () => {
    const api = await openHarness('company')
    const names = async (who: string, q = '') =>
      ((await api.as(who, 'GET', `/account/github/repositories?q=${q}`)).body as Repository[]).map((repo) => repo.full_name)
    expect(await names('ada')).toContain('fernwood/shop')
    expect(await names('ada', 'shop')).toEqual(['fernwood/shop'])
    expect(await names('priya')).toEqual(['fernwood/blog', 'priya/bread-timer', 'priya/trail-log', 'priya/dotfiles'])
    expect(await names('otto')).toEqual(['otto/records', 'otto/dotfiles'])
    expect((await api.as('otto', 'POST', '/apps', { name: 'my-shop' })).status).toBe(201)
    expect((await api.as('otto', 'POST', '/apps/my-shop/github', { repo: 'fernwood/shop' })).status).toBe(422)
  })

  it('is for those who may deploy, once, and refusals change nothing', async () => {
    const api = await openHarness('company')
    const before = api.world().hash()
    const refused = async (who: string, method: string, path: string, body?: object) =>
      (await api.as(who, method, `/apps/fernwood-shop${path}`, body)).status
    expect(await refused('tom', 'POST', '/github', { repo: 'fernwood/shop' })).toBe(403)
    expect(await refused('ada', 'POST', '/github', { repo: 'fernwood/nothing' })).toBe(422)
    expect(await refused('ada', 'PATCH', '/github', { auto_deploy: true })).toBe(404)
    expect(await refused('ada', 'DELETE', '/github')).toBe(404)
    expect(await refused('ada', 'GET', '/github')).toBe(404)
    expect(await refused('ada', 'POST', '/github/push', { branch: 'main' })).toBe(404)
    expect(api.world().hash()).toBe(before)

    expect(await refused('lucia', 'POST', '/github', { repo: 'fernwood/shop' })).toBe(201)
    const there = api.world().hash()
    expect(await refused('ada', 'POST', '/github', { repo: 'fernwood/api' })).toBe(409)
    expect(await refused('ada', 'PATCH', '/github', { branch: 'nowhere', auto_deploy: true })).toBe(422)
    expect(await refused('tom', 'PATCH', '/github', { auto_deploy: true })).toBe(403)
    expect(await refused('tom', 'POST', '/github/push', { branch: 'main' })).toBe(403)
    expect(await refused('tom', 'DELETE', '/github')).toBe(403)
    expect(await refused('ada', 'GET', '/github/commits?branch=nowhere')).toBe(422)
    expect(api.world().hash()).toBe(there)
    expect(await refused('tom', 'GET', '/github')).toBe(200)
    expect(await refused('otto', 'GET', '/github')).toBe(403)
  })

  it('shows commits that come in the course of time, each with its checks', async () => {
    const api = await connected()
    const before = await commits(api)
    api.pass(DAY)
    const after = await commits(api)
    expect(after.length).toBeGreaterThan(0)
    const fresh = after.filter(({ sha }) => !before.some((commit) => commit.sha === sha))
    expect(fresh.length).toBeGreaterThan(0)
    for (const commit of fresh) {
      expect(Date.parse(commit.date)).toBeGreaterThan(NOON)
      expect(commit.author).toMatchObject({ login: 'ada', email: 'ada@example.com' })
      expect(commit.files.length).toBeGreaterThan(0)
      expect(commit.checks.map(({ name }) => name)).toEqual(['lint', 'test'])
    }
    const branches = (await api.as('ada', 'GET', '/apps/hikes/github/branches')).body as Branch[]
    expect(branches.map(({ name, commit }) => [name, commit?.sha])).toEqual([
      ['main', after[0]?.sha],
      ['experiment', (await commits(api, 'experiment'))[0]?.sha],
    ])
    expect(api.reports).toEqual([])
  })
})

describe('deploying', () => {
  it('builds the newest commit of a branch when asked, and says what is live', async () => {
    const api = await connected()
    const [newest] = await commits(api, 'experiment')
    const pushed = await api.as('ada', 'POST', '/apps/hikes/github/push', { branch: 'experiment' })
    expect(pushed).toMatchObject({ status: 201, body: { sha: newest?.sha } })
    expect((await api.as('ada', 'POST', '/apps/hikes/github/push', { branch: 'main' })).status).toBe(409)
    api.pass(5 * MINUTE)
    expect(await builds(api)).toMatchObject([
      {
        status: 'succeeded',
        user: { email: 'ada@example.com' },
        source_blob: { version: newest?.sha, version_description: newest?.message },
      },
    ])
    const shown = (await commits(api, 'experiment')).find(({ sha }) => sha === newest?.sha)
    expect(shown).toMatchObject({ live: true, build: { status: 'succeeded' } })

    const [build] = await builds(api)
    const again = await api.as('ada', 'POST', '/apps/hikes/builds', { source_blob: { url: build?.source_blob.url } })
    expect(again.status).toBe(201)
  })

  it('deploys what is pushed by itself, and only that', async () => {
    const api = await connected({ auto_deploy: true })
    expect(await builds(api)).toEqual([])
    api.pass(5 * DAY)
    const since = (await commits(api)).filter(({ date }) => Date.parse(date) > NOON)
    const built = await builds(api)
    expect(built.length).toBeGreaterThan(2)
    const shas = since.map(({ sha }) => sha)
    for (const { source_blob: source } of built) expect(shas).toContain(source.version)
    expect(since[0]?.build).not.toBeNull()
    expect(api.reports).toEqual([])
  })

  it('waits for checks, and leaves out what fails them', async () => {
    const api = await connected({ auto_deploy: true, wait_for_ci: true })
    const repo = repoNamed(api.world().tables, REPO)
    if (!repo) throw new Error('no repository')
    for (let failing; !failing; api.pass(DAY)) {
      const came = commitsUntil('test', repo, 'main', api.world().now, 30).filter(({ at }) => at > NOON)
      failing = came.find((commit) => !passes(commit))
    }
    const shown = (await commits(api)).filter(({ date }) => Date.parse(date) > NOON)
    expect(shown.some(({ state }) => state === 'failure')).toBe(true)
    for (const { state, build } of shown) if (state === 'failure') expect(build).toBeNull()
    for (const build of await builds(api)) {
      const commit = shown.find(({ sha }) => sha === build.source_blob.version)
      const checked = commit?.checks.map(({ completed_at }) => Date.parse(completed_at ?? '')) ?? []
      expect(Date.parse(build.created_at)).toBeGreaterThanOrEqual(Math.max(...checked))
    }
    expect((await said(api)).filter((text) => text.endsWith('was not deployed: its checks failed')).length).toBeGreaterThan(0)
  })

  it('deploys what came during a build when that has ended', async () => {
    const api = await connected({ auto_deploy: true })
    const repo = repoNamed(api.world().tables, REPO)
    if (!repo) throw new Error('no repository')
    let at = NOON
    do at = nextEvent('test', repo, at)
    while (commitsUntil('test', repo, 'main', at, 1)[0]?.at !== at)
    api.pass(at - NOON - 2000)
    expect((await api.as('ada', 'POST', '/apps/hikes/github/push', { branch: 'experiment' })).status).toBe(201)
    api.pass(10_000)
    expect(await builds(api)).toHaveLength(1)
    api.pass(5 * MINUTE)
    const [newest] = await commits(api)
    expect((await builds(api)).map(({ source_blob: source }) => source.version)).toContain(newest?.sha)
  })

  it('stops when disconnected, and when the app is deleted', async () => {
    const api = await connected({ auto_deploy: true })
    expect((await api.as('ada', 'DELETE', '/apps/hikes/github')).status).toBe(200)
    api.pass(5 * DAY)
    expect(await builds(api)).toEqual([])
    expect(await connection(api)).toEqual({ link: null, stopped: null })
    expect(await commits(api)).toEqual([])
    expect((await api.as('ada', 'GET', '/apps/hikes/github/branches')).body).toEqual([])
    await api.as('ada', 'POST', '/apps/hikes/github', { repo: REPO })
    await api.as('ada', 'DELETE', '/apps/hikes')
    expect(api.world().tables.githubLinks.size).toBe(0)
    expect(api.world().pending).toBe(0)
  })

  it('stops at a rollback, which says so', async () => {
    const api = await connected({ auto_deploy: true })
    api.pass(9 * DAY)
    const app = api.world().tables.apps.first('name', 'hikes')
    const releases = (await api.as('ada', 'GET', '/apps/hikes/releases')).body as {
      version: number
      eligible_for_rollback: boolean
    }[]
    const target = releases.find((release) => release.eligible_for_rollback)
    expect(app && target).toBeDefined()
    const before = (await builds(api)).length
    await api.as('ada', 'POST', '/apps/hikes/releases', { release: `v${target?.version}` })
    expect(await connection(api)).toMatchObject({ link: { auto_deploy: false }, stopped: 'rollback' })
    expect(await said(api)).toContain(`rolled back to v${target?.version}, which switched automatic deploys off`)
    api.pass(5 * DAY)
    expect(await builds(api)).toHaveLength(before)
    await api.as('ada', 'PATCH', '/apps/hikes/github', { auto_deploy: true })
    expect(await connection(api)).toMatchObject({ link: { auto_deploy: true }, stopped: null })
    api.pass(5 * DAY)
    expect((await builds(api)).length).toBeGreaterThan(before)
  })

  it('stops when who connected it may not deploy any more', async () => {
    const api = await openHarness('company')
    await api.as('priya', 'POST', '/apps/fernwood-blog/github', { repo: 'fernwood/blog' })
    await api.as('priya', 'PATCH', '/apps/fernwood-blog/github', { auto_deploy: true })
    await api.as('ada', 'DELETE', '/teams/apps/fernwood-blog/collaborators/priya@example.com')
    const before = (await api.as('ada', 'GET', '/apps/fernwood-blog/builds')).body as Build[]
    api.pass(2 * DAY)
    expect((await api.as('ada', 'GET', '/apps/fernwood-blog/builds')).body).toHaveLength(before.length)
    expect((await api.as('ada', 'GET', '/control/apps/fernwood-blog/github')).body).toMatchObject({
      link: { auto_deploy: false },
      stopped: 'access',
    })
  })

  it('is the same when it is replayed', async () => {
    const api = await connected({ auto_deploy: true, wait_for_ci: true })
    api.pass(3 * DAY)
    await api.as('ada', 'POST', '/apps/hikes/github/push', { branch: 'experiment' })
    api.pass(DAY)
    const world = api.world()
    const again = createWorld(world.origin, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
  })
})

describe('the repositories', () => {
  it('build, but for commits that break them', async () => {
    const { tables } = (await openHarness('company')).world()
    const ada = tables.accounts.first('email', 'ada@example.com')
    const otto = tables.accounts.first('email', 'otto@example.com')
    if (!ada || !otto) throw new Error('nobody there')
    const until = NOON + 40 * DAY
    for (const repo of [...reposOf(tables, ada), ...reposOf(tables, otto)].filter(({ language }) => language !== null)) {
      const all = commitsUntil('test', repo, 'main', until, 400)
      for (const broken of [false, true]) {
        const commit = all.find((each) => each.broken === broken)
        if (!commit) continue
        const { result } = planBuild({
          tree: treeAt(repo, commit),
          stack: 'heroku-24',
          buildpacks: [],
          config: {},
          cached: false,
          appName: 'x',
          webUrl: 'https://x.herokuapp.com/',
          version: 3,
          first: true,
          seed: 'x',
        })
        expect([repo.fullName, commit.message, result.status]).toEqual([
          repo.fullName,
          commit.message,
          broken ? 'failed' : 'succeeded',
        ])
      }
      expect(
        all.some((commit) => commit.broken),
        repo.fullName,
      ).toBe(true)
      expect(all.every((commit) => checkedAt(commit) > commit.at)).toBe(true)
    }
  })
})

describe("GitHub's own API, as the CLI asks it", () => {
  it('shows and compares to whoever the token is of what they may read, and nothing to others', async () => {
    const api = await openHarness('company')
    const tokenOf = async (who: string) =>
      ((await api.as(who, 'GET', '/account/github/token')).body as { github: { token: string } }).github.token
    const ask = async (who: string | null, path: string) => {
      const authorization = `token ${who === null ? 'gho_x' : await tokenOf(who)}`
      return api.as(null, 'GET', `/repos/fernwood/shop${path}`, undefined, { authorization })
    }
    expect(await ask('ada', '')).toMatchObject({ status: 200, body: { full_name: 'fernwood/shop', default_branch: 'main' } })
    expect(await ask('otto', '')).toMatchObject({ status: 404 })
    expect(await ask(null, '')).toMatchObject({ status: 404 })

    await api.as('ada', 'POST', '/apps/fernwood-shop/github', { repo: 'fernwood/shop' })
    const { body } = await api.as('ada', 'GET', '/apps/fernwood-shop/github/commits?branch=main')
    const [newest, second, third] = body as Commit[]
    expect((await ask('lucia', `/compare/${third?.sha}...${newest?.sha}`)).body).toMatchObject({
      ahead_by: 2,
      behind_by: 0,
      commits: [{ sha: second?.sha }, { sha: newest?.sha, commit: { message: newest?.message } }],
    })
    expect((await ask('lucia', `/compare/${newest?.sha}...${third?.sha}`)).body).toMatchObject({ ahead_by: 0, behind_by: 2 })
    expect(await ask('lucia', '/compare/nothing...main')).toMatchObject({ status: 404 })
  })

  it('takes its tokens for nothing else', async () => {
    const api = await openHarness('company')
    expect(await api.as(null, 'GET', '/apps', undefined, { authorization: 'token gho_x' })).toMatchObject({ status: 401 })
  })
})
