import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { TestCase, TestNode, TestRun } from '#platform/ci/contract.ts'
import { createWorld } from '#platform/index.ts'
import type { Pull } from '#platform/pulls/contract.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WAY = '/pipelines/fernwood-shop'
const PULLS = `/control${WAY}/pulls`
const STAGING = 'fernwood-shop-staging'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

async function ask<T>(method: string, path: string, body?: unknown, as = 'ada'): Promise<T> {
  const reply = await api.as(as, method, path, body)
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body as T
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(person: string, method: string, path: string, body: object | undefined, status: number, words: string) {
  const before = api.world().hash()
  const reply = await api.as(person, method, path, body)
  expect(reply).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const connect = () => ask('POST', `${WAY}/repository`, { repository: 'fernwood/shop' })
const test = () => ask('PATCH', `${WAY}/repository`, { ci: true })
const enable = (more: object = {}) => ask('POST', `${WAY}/review-app-config`, { repo: 'fernwood/shop', ...more })
const open = (title: string, more: object = {}) => ask<Pull>('POST', PULLS, { title, ...more })
const pull = async (number: number) => (await ask<Pull[]>('GET', PULLS)).find((each) => each.number === number)
const runs = () => ask<TestRun[]>('GET', `${WAY}/test-runs`)
const text = async (address: string) => String((await api.as(null, 'GET', address.replace(/^https?:\/\/[^/]+/, ''))).body)
const apps = async () => (await ask<{ name: string }[]>('GET', '/teams/fernwood/apps')).map(({ name }) => name)

describe('a repository', () => {
  it('is connected once, by who may change the pipeline and read it, and left with what follows from it', async () => {
    await refused('tom', 'POST', `${WAY}/repository`, { repository: 'fernwood/shop' }, 403, 'on this pipeline')
    await refused('ada', 'POST', `${WAY}/repository`, { repository: 'otto/records' }, 422, 'There is no repository')
    await refused('ada', 'POST', PULLS, { title: 'Too early' }, 422, 'is not connected')
    await refused('ada', 'POST', `${WAY}/review-app-config`, { repo: 'fernwood/shop' }, 422, 'is not connected')
    await refused('ada', 'GET', `${WAY}/repository`, undefined, 404, 'not connected')
    expect(await connect()).toMatchObject({
      ci: false,
      repository: { name: 'fernwood/shop' },
      organization: { name: 'fernwood' },
    })
    await refused('ada', 'POST', `${WAY}/repository`, { repository: 'fernwood/api' }, 409, 'Disconnect it first')
    expect(await ask('GET', `${WAY}/repo`)).toMatchObject({ full_name: 'fernwood/shop' })
    expect(await ask('GET', `${WAY}/repo/branches/main`)).toMatchObject({ name: 'main' })
    await refused('ada', 'GET', `${WAY}/repo/branches/nowhere`, undefined, 404, 'branch')
    await enable()
    await ask('DELETE', `${WAY}/repository`)
    await refused('ada', 'GET', `${WAY}/review-app-config`, undefined, 404, 'not enabled')
  })

  it('brings pushes, pull requests and tests as time passes', async () => {
    await connect()
    await test()
    await enable({ automatic_review_apps: true })
    api.pass(6 * DAY)
    const all = await ask<Pull[]>('GET', PULLS)
    expect(all.length).toBeGreaterThan(1)
    expect(all.some(({ state }) => state !== 'open')).toBe(true)
    const tested = await runs()
    expect(tested.length).toBeGreaterThan(20)
    expect(tested.length).toBeLessThan(70)
    expect(new Set(tested.map(({ status }) => status))).toContain('failed')
    expect(api.reports).toEqual([])
    const world = api.world()
    const again = createWorld(world.origin, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
  }, 30_000)
})

describe('the way of a change', () => {
  it('goes from a pull request by its review app and tests to staging, and leaves nothing behind', async () => {
    await connect()
    await test()
    await enable({ automatic_review_apps: true, base_name: 'shop' })
    await ask('PATCH', `${WAY}/stage/review/config-vars`, { GREETING: 'hello' })
    await ask('POST', `/apps/${STAGING}/github`, { repo: 'fernwood/shop' })
    await ask('PATCH', `/apps/${STAGING}/github`, { auto_deploy: true, wait_for_ci: true })
    const before = await apps()
    const { number, branch } = await open('Wrap gifts', {})
    expect(branch).toBe('wrap-gifts')
    expect(await pull(number)).toMatchObject({ review_app: { status: 'pending' }, test_run: { status: 'pending' } })
    api.pass(10 * MINUTE)
    const made = await pull(number)
    expect(made).toMatchObject({ test_run: { status: 'succeeded' }, review_app: { status: 'created' } })
    const name = made?.review_app?.app?.name ?? ''
    expect(name).toBe(`shop-pr-${number}`)
    const vars = await ask<Record<string, string>>('GET', `/apps/${name}/config-vars`)
    expect(vars).toMatchObject({
      GREETING: 'hello',
      HEROKU_PR_NUMBER: String(number),
      HEROKU_BRANCH: 'wrap-gifts',
      HEROKU_APP_NAME: name,
    })
    expect(await ask('GET', `/apps/${name}/pipeline-couplings`)).toMatchObject({ stage: 'review' })
    expect(await ask('GET', `/apps/${name}/review-app`)).toMatchObject({ status: 'created', pr_number: number })
    await ask('POST', `${PULLS}/${number}/commits`, { message: 'Wrap them in paper' })
    api.pass(10 * MINUTE)
    const builds = await ask<{ source_blob: { version_description: string } }[]>('GET', `/apps/${name}/builds`)
    expect(builds.map(({ source_blob: { version_description: message } }) => message).sort()).toEqual([
      'Wrap gifts',
      'Wrap them in paper',
    ])
    await ask('PATCH', `${PULLS}/${number}`, { state: 'merged' })
    api.pass(15 * MINUTE)
    expect(await apps()).toEqual(before)
    expect(
      api
        .world()
        .tables.reviewApps.all()
        .filter(({ prNumber }) => prNumber === number),
    ).toEqual([])
    const deployed = await ask<{ source_blob: { version_description: string } }[]>('GET', `/apps/${STAGING}/builds`)
    expect(deployed.map(({ source_blob: { version_description: message } }) => message)).toContain(`Wrap gifts (#${number})`)
    await refused('ada', 'PATCH', `${PULLS}/${number}`, { state: 'closed' }, 409, 'merged already')
    const feed = await ask<{ text: string; actor: { email: string } | null }[]>('GET', '/control/teams/fernwood/activity')
    for (const did of ['opened', 'merged'])
      expect(feed).toContainEqual(
        expect.objectContaining({
          text: `${did} pull request #${number} of fernwood/shop: Wrap gifts`,
          actor: expect.objectContaining({ email: 'ada@example.com' }),
        }),
      )
    expect(api.reports).toEqual([])
  }, 30_000)

  it('stops where tests fail: no review app that waits for them, no deploy to staging', async () => {
    await connect()
    await test()
    await enable({ automatic_review_apps: true, wait_for_ci: true })
    await ask('POST', `/apps/${STAGING}/github`, { repo: 'fernwood/shop' })
    await ask('PATCH', `/apps/${STAGING}/github`, { auto_deploy: true, wait_for_ci: true })
    const { number } = await open('Break it', { tests: 'fail' })
    api.pass(10 * MINUTE)
    expect(await pull(number)).toMatchObject({
      test_run: { status: 'failed' },
      review_app: { status: 'errored', app: null, message: expect.stringContaining('failed') },
    })
    const [run] = await runs()
    const nodes = await ask<TestNode[]>('GET', `/test-runs/${run?.id}/test-nodes`)
    expect(nodes.map(({ index }) => index)).toEqual([0, 1])
    const cases = await ask<TestCase[]>('GET', `/test-runs/${run?.id}/test-cases`)
    const bad = cases.filter(({ passed }) => !passed)
    expect(bad.length).toBeGreaterThan(0)
    expect(run?.message).toBe(`${bad.length} of ${cases.length} tests failed.`)
    const output = (await Promise.all(nodes.map((node) => text(node.output_stream_url)))).join('')
    expect(output).toContain('$ bin/rails test')
    for (const { description } of bad) expect(output).toMatch(new RegExp(`not ok \\d+ - ${description}`))
    expect(await text(nodes[0]?.setup_stream_url ?? '')).toContain('-----> Ruby app detected')
    expect((await api.as(null, 'GET', `/streams/test-runs/${run?.id}/setup`)).status).toBe(404)
    // Mended, it goes on.
    await ask('POST', `${PULLS}/${number}/commits`, { message: 'Mend it', tests: 'pass' })
    api.pass(10 * MINUTE)
    expect(await pull(number)).toMatchObject({ test_run: { status: 'succeeded' }, review_app: { status: 'created' } })
    await ask('POST', `${PULLS}/${number}/commits`, { message: 'Break it again', tests: 'fail' })
    await ask('PATCH', `${PULLS}/${number}`, { state: 'merged' })
    api.pass(15 * MINUTE)
    const activity = (await ask<{ text: string }[]>('GET', `/control/apps/${STAGING}/activity`)).map((each) => each.text)
    expect(activity.some((each) => /was not deployed: its checks failed/.test(each))).toBe(true)
  }, 30_000)
})

describe('a review app', () => {
  it('is there in the starting world, tested, is built anew at a push, and goes with its pull request', async () => {
    const way = '/control/pipelines/fernwood-api/pulls'
    const there = async () => (await ask<Pull[]>('GET', way)).find(({ number }) => number === 2)
    expect(await there()).toMatchObject({
      review_app: { status: 'created', app: { name: 'fernwood-api-pr-2' } },
      test_run: { status: 'succeeded' },
    })
    const nodes = await ask<TestNode[]>('GET', `/test-runs/${(await there())?.test_run?.id}/test-nodes`)
    expect(nodes).toMatchObject([{ status: 'succeeded' }])
    await ask('POST', `${way}/2/commits`, { message: 'Say it in seconds' })
    api.pass(10 * MINUTE)
    expect(JSON.stringify(await ask('GET', '/apps/fernwood-api-pr-2/builds'))).toContain('Say it in seconds')
    await ask('PATCH', `${way}/2`, { state: 'closed' })
    api.pass(MINUTE)
    expect(await apps()).not.toContain('fernwood-api-pr-2')
  })

  it('is made by hand of a branch, deleted by hand, and when nothing was pushed for days', async () => {
    await connect()
    const path = '/review-apps'
    const body = { pipeline: 'fernwood-shop', branch: 'main', source_blob: { url: 'resolve' } }
    await refused('ada', 'POST', path, body, 422, 'not enabled')
    await enable({ destroy_stale_apps: true, stale_days: 2 })
    await refused('ada', 'POST', `${WAY}/review-app-config`, { repo: 'fernwood/shop' }, 409, 'already')
    await refused('ada', 'PATCH', `${WAY}/review-app-config`, { stale_days: 3 }, 422, 'stale_days')
    await refused('tom', 'POST', path, body, 403, 'on this pipeline')
    await refused('ada', 'POST', path, { ...body, branch: 'nowhere' }, 422, 'nothing is fetched')
    await refused('ada', 'POST', path, { ...body, pr_number: 99 }, 422, 'no open pull request')
    const { id } = await ask<{ id: string }>('POST', path, { ...body, environment: { COLOUR: 'green' } })
    await refused('ada', 'POST', path, body, 409, 'already')
    api.pass(10 * MINUTE)
    const review = await ask<{ status: string; app: { id: string } }>('GET', `${path}/${id}`)
    expect(review.status).toBe('created')
    expect(await ask('GET', `/apps/${review.app.id}/config-vars`)).toMatchObject({ COLOUR: 'green', HEROKU_BRANCH: 'main' })
    await refused('tom', 'DELETE', `${path}/${id}`, undefined, 403, 'on this pipeline')
    api.pass(DAY)
    expect(await ask('GET', `${path}/${id}`)).toMatchObject({ status: 'created' })
    api.pass(2 * DAY)
    await refused('ada', 'GET', `${path}/${id}`, undefined, 404, 'review app')
    const { number } = await open('By hand')
    // Cut off where a word ends.
    expect((await open('Wrap gifts in paper and tie them with a ribbon')).branch).toBe('wrap-gifts-in-paper-and-tie-them-with-a')
    const second = await ask<{ id: string; pr_number: number }>('POST', path, { ...body, branch: 'by-hand' })
    expect(second.pr_number).toBe(number)
    expect(await ask('DELETE', `${path}/${second.id}`)).toMatchObject({ status: 'deleting' })
    api.pass(MINUTE)
    expect(await ask('GET', `${WAY}${path}`)).toEqual([])
    await ask('PATCH', `${WAY}/review-app-config`, { destroy_stale_apps: false })
    await ask('DELETE', `${WAY}/review-app-config`)
  }, 30_000)

  it('says why it could not be made, and goes when its app is deleted', async () => {
    await connect()
    await enable()
    const { body } = await api.as('ada', 'POST', '/sources')
    const { source_blob: blob } = body as { source_blob: { get_url: string } }
    await refused(
      'ada',
      'POST',
      '/review-apps',
      { pipeline: 'fernwood-shop', branch: 'x-y', source_blob: { url: blob.get_url } },
      422,
      'nothing is fetched',
    )
    const { number } = await open('Look at this')
    await ask('POST', '/review-apps', { pipeline: 'fernwood-shop', branch: 'look-at-this', source_blob: { url: 'resolve' } })
    api.pass(20 * SECOND)
    const name = (await pull(number))?.review_app?.app?.name ?? ''
    await ask('DELETE', `/apps/${name}`)
    api.pass(MINUTE)
    expect(await pull(number)).toMatchObject({
      review_app: { status: 'errored', app: null, message: 'The app was deleted meanwhile.' },
    })
    await ask('POST', '/review-apps', { pipeline: 'fernwood-shop', branch: 'look-at-this', source_blob: { url: 'resolve' } })
    api.pass(10 * MINUTE)
    await ask('DELETE', `/apps/${(await pull(number))?.review_app?.app?.name}`)
    expect(await pull(number)).toMatchObject({ review_app: null })
  }, 30_000)
})

describe('a test run', () => {
  it('is made by hand, cancelled once, and repeated', async () => {
    await connect()
    const body = {
      pipeline: 'fernwood-shop',
      commit_branch: 'main',
      commit_sha: 'main',
      commit_message: 'By hand',
      source_blob_url: 'resolve',
    }
    await refused('tom', 'POST', '/test-runs', body, 403, 'run tests')
    await refused('ada', 'POST', '/test-runs', { ...body, debug: true }, 422, 'cannot be debugged')
    await refused('ada', 'POST', '/test-runs', { ...body, commit_sha: 'nothing' }, 422, 'nothing is fetched')
    const run = await ask<TestRun>('POST', '/test-runs', body)
    expect(run).toMatchObject({ number: 1, status: 'pending', actor_email: 'ada@example.com' })
    api.pass(6 * SECOND)
    expect(await ask('GET', `${WAY}/test-runs/1`)).toMatchObject({ status: 'building' })
    await refused('ada', 'PATCH', `/test-runs/${run.id}`, { status: 'succeeded' }, 422, 'must be cancelled')
    expect(await ask('PATCH', `/test-runs/${run.id}`, { status: 'cancelled' })).toMatchObject({ status: 'cancelled' })
    await refused('ada', 'PATCH', `/test-runs/${run.id}`, { status: 'cancelled' }, 409, 'was cancelled')
    await ask('POST', '/test-runs', { ...body, commit_sha: run.commit_sha })
    api.pass(10 * MINUTE)
    expect((await runs()).map(({ status }) => status)).toEqual([
      'cancelled',
      expect.stringMatching(/^(succeeded|failed|errored)$/),
    ])
    expect(await ask('GET', `/test-runs/${run.id}`)).toMatchObject({ number: 1 })
    await refused('otto', 'GET', `/test-runs/${run.id}`, undefined, 403, 'do not have access')
    await refused('ada', 'GET', `${WAY}/test-runs/9`, undefined, 404, 'test run')
    await ask('DELETE', WAY)
    expect(api.world().tables.testRuns.get(run.id)).toBeUndefined()
  })
})

it('leaves nothing of a review app that is gone, whatever happens to pull requests, and replays', async () => {
  const act = fc.record({
    do: fc.constantFrom('open', 'push', 'merged', 'closed', 'delete', 'wait', 'config'),
    nth: fc.nat({ max: 3 }),
    fails: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), fc.boolean(), async (acts, waits) => {
      api = await openHarness('company')
      await connect()
      await test()
      await enable({ automatic_review_apps: true, wait_for_ci: waits, destroy_stale_apps: true, stale_days: 1 })
      const { tables } = api.world()
      const before = new Set(tables.apps.all().map(({ id }) => id))
      const tests = (fails: boolean) => (fails ? 'fail' : 'pass')
      for (const [at, { do: what, nth, fails }] of acts.entries()) {
        const all = tables.pulls.all()
        const one = all[nth % Math.max(1, all.length)]
        if (what === 'open') await api.as('ada', 'POST', PULLS, { title: `Change ${at}`, tests: tests(fails) })
        if (what === 'push' && one)
          await api.as('ada', 'POST', `${PULLS}/${one.number}/commits`, { message: 'More', tests: tests(fails) })
        if ((what === 'merged' || what === 'closed') && one)
          await api.as('ada', 'PATCH', `${PULLS}/${one.number}`, { state: what })
        if (what === 'delete') {
          const review = tables.reviewApps.all()[nth]
          if (review?.appId) await api.as('ada', 'DELETE', fails ? `/apps/${review.appId}` : `/review-apps/${review.id}`)
        }
        if (what === 'config') await ask('PATCH', `${WAY}/review-app-config`, { destroy_stale_apps: fails })
        api.pass(what === 'wait' ? 7 * HOUR : 90 * SECOND)
      }
      // Every app that came is one that a review app tells of; every one that went took all that it had with it.
      const reviews = tables.reviewApps.all()
      const extra = tables.apps.all().filter(({ id }) => !before.has(id))
      expect(extra.every(({ id }) => reviews.some(({ appId }) => appId === id))).toBe(true)
      for (const table of [tables.couplings, tables.builds, tables.slugs, tables.releases, tables.dynos])
        expect(table.all().every(({ appId }) => tables.apps.get(appId))).toBe(true)
      const open = new Set(
        tables.pulls
          .all()
          .filter(({ state }) => state === 'open')
          .map(({ id }) => id),
      )
      expect(reviews.every(({ pullId, status }) => open.has(pullId ?? '') || status === 'deleting')).toBe(true)
      const used = new Set(
        [...tables.builds.all(), ...tables.testRuns.all(), ...reviews, ...tables.slugs.all(), ...tables.appSetups.all()].map(
          ({ sourceId }) => sourceId,
        ),
      )
      expect(tables.sources.all().filter(({ id }) => !used.has(id))).toEqual([])
      const world = api.world()
      const again = createWorld(world.origin, world.journal)
      again.advanceTo(world.now)
      expect(again.hash()).toBe(world.hash())
      expect(api.reports).toEqual([])
    }),
    { numRuns: 5 },
  )
}, 120_000)
