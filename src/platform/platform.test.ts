import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { CRASHING, deploy, GOOD } from './deploys.testing.ts'

const MINUTE = 60_000

const list = async (api: Harness, path: string) => (await api.as('ada', 'GET', path)).body as Record<string, unknown>[]
const states = async (api: Harness, app: string) =>
  (await list(api, `/apps/${app}/dynos`)).map((dyno) => `${String(dyno['name'])} ${String(dyno['state'])}`).sort()

describe('an app', () => {
  it('is built, released and run; scaled; broken and rolled back', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    const good = await deploy(api, 'ada', 'shop', GOOD)
    expect(await api.as('ada', 'GET', `/apps/shop/builds/${good}`)).toMatchObject({ body: { status: 'pending', release: null } })
    api.pass(3 * MINUTE)
    expect(await api.as('ada', 'GET', `/apps/shop/builds/${good}`)).toMatchObject({ body: { status: 'succeeded' } })
    expect(await states(api, 'shop')).toEqual(['web.1 up'])
    expect(await api.as('ada', 'GET', '/apps/shop')).toMatchObject({
      body: { buildpack_provided_description: 'Node.js', slug_size: expect.any(Number) },
    })

    const scaled = await api.as('ada', 'PATCH', '/apps/shop/formation', {
      updates: [
        { type: 'web', quantity: 3, size: 'Standard-1X' },
        { type: 'worker', quantity: 1 },
      ],
    })
    expect(scaled.status).toBe(200)
    expect(await states(api, 'shop')).toEqual(['web.1 starting', 'web.2 starting', 'web.3 starting', 'worker.1 starting'])
    api.pass(MINUTE)
    expect(await states(api, 'shop')).toEqual(['web.1 up', 'web.2 up', 'web.3 up', 'worker.1 up'])

    await deploy(api, 'ada', 'shop', CRASHING)
    api.pass(3 * MINUTE)
    expect(await states(api, 'shop')).toEqual(['web.1 crashed', 'web.2 crashed', 'web.3 crashed'])
    expect(await api.as('ada', 'GET', '/control/apps/shop/state')).toMatchObject({ body: { health: 'down' } })

    const back = await api.as('ada', 'POST', '/apps/shop/releases', { release: 'v3' })
    expect(back).toMatchObject({ status: 201, body: { version: 5, description: 'Rollback to v3', current: true } })
    api.pass(MINUTE)
    expect(await states(api, 'shop')).toEqual(['web.1 up', 'web.2 up', 'web.3 up'])
    expect(api.reports).toEqual([])
  })

  it('keeps its old release when a build fails', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    await deploy(api, 'ada', 'shop', GOOD)
    api.pass(3 * MINUTE)
    const bad = await deploy(api, 'ada', 'shop', zipSync({ 'package.json': strToU8('{ "name": ') }))
    api.pass(3 * MINUTE)
    expect(await api.as('ada', 'GET', `/apps/shop/builds/${bad}`)).toMatchObject({
      body: { status: 'failed', release: null, slug: null },
    })
    expect((await list(api, '/apps/shop/releases')).find((release) => release['current'])).toMatchObject({ version: 3 })
    expect(await states(api, 'shop')).toEqual(['web.1 up'])
  })

  it('runs its release command first, and keeps the old release when that fails', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    await deploy(api, 'ada', 'shop', GOOD)
    api.pass(3 * MINUTE)
    const procfile = (command: string) =>
      zipSync({
        'package.json': strToU8('{"name":"demo"}'),
        'package-lock.json': strToU8('{"name":"demo","lockfileVersion":3,"packages":{"":{}}}'),
        'index.js': strToU8('process.env.PORT'),
        Procfile: strToU8(`web: node index.js\nrelease: ${command}\n`),
      })
    await deploy(api, 'ada', 'shop', procfile('exit 3'))
    api.pass(5 * MINUTE)
    expect(await list(api, '/apps/shop/releases')).toMatchObject([
      {},
      {},
      { version: 3, current: true },
      { version: 4, status: 'failed', current: false },
    ])
    await deploy(api, 'ada', 'shop', procfile('echo done'))
    api.pass(5 * MINUTE)
    expect((await list(api, '/apps/shop/releases')).at(-1)).toMatchObject({ version: 5, status: 'succeeded', current: true })
  })

  it('cycles its dynos every day, and backs off when they keep crashing', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    await deploy(api, 'ada', 'shop', GOOD)
    api.pass(3 * 24 * 60 * MINUTE)
    const cycles = api
      .world()
      .tables.runs.all()
      .filter((run) => run.end?.reason === 'cycle')
    expect(cycles.length).toBe(2)
    for (const run of cycles) {
      const hours = ((run.end?.signalAt ?? 0) - run.startedAt) / 3_600_000
      expect(hours).toBeGreaterThanOrEqual(24)
      expect(hours).toBeLessThan(27.7)
    }
    await deploy(api, 'ada', 'shop', CRASHING)
    api.pass(60 * MINUTE)
    const crashes = api
      .world()
      .tables.runs.all()
      .filter((run) => run.end?.reason === 'crash')
      .map((run) => run.startedAt)
      .sort((a, b) => a - b)
    const gaps = crashes.slice(1).map((at, i) => Math.round((at - (crashes[i] ?? 0)) / MINUTE))
    expect(gaps).toEqual([0, 10, 20])
  })

  it('is asleep on Eco without traffic, and awake with it', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    await deploy(api, 'ada', 'shop', GOOD)
    await api.as('ada', 'PUT', '/control/apps/shop/traffic', { peak_rps: 0, shape: 'steady' })
    api.pass(3 * MINUTE)
    await api.as('ada', 'PATCH', '/apps/shop/formation', { updates: [{ type: 'web', size: 'eco' }] })
    api.pass(45 * MINUTE)
    expect(await states(api, 'shop')).toEqual(['web.1 idle'])
    await api.as('ada', 'PUT', '/control/apps/shop/traffic', { peak_rps: 5, shape: 'steady' })
    api.pass(3 * MINUTE)
    expect(await states(api, 'shop')).toEqual(['web.1 up'])
  })
})

describe('refusals', () => {
  const cases: readonly [
    what: string,
    person: string | null,
    method: string,
    path: string,
    body: unknown,
    status: number,
    id: string,
  ][] = [
    ['no token', null, 'GET', '/apps', undefined, 401, 'unauthorized'],
    ['a wrong token', 'nonsense', 'GET', '/apps', undefined, 401, 'unauthorized'],
    ['an unknown app', 'ada', 'GET', '/apps/nope', undefined, 404, 'not_found'],
    ["someone else's app", 'otto', 'GET', '/apps/shop', undefined, 403, 'forbidden'],
    ["someone else's config", 'otto', 'PATCH', '/apps/shop/config-vars', { A: '1' }, 403, 'forbidden'],
    ['a bad name', 'ada', 'POST', '/apps', { name: 'Bad Name' }, 422, 'invalid_params'],
    ['a name that is too long', 'ada', 'POST', '/apps', { name: 'a'.repeat(31) }, 422, 'invalid_params'],
    ['a taken name', 'otto', 'POST', '/apps', { name: 'shop' }, 422, 'invalid_params'],
    ['malformed JSON', 'ada', 'POST', '/apps', '{"name":', 400, 'bad_request'],
    ['JSON that is no object', 'ada', 'POST', '/apps', '[1]', 400, 'bad_request'],
    ['a config key with spaces', 'ada', 'PATCH', '/apps/shop/config-vars', { 'A B': '1' }, 422, 'invalid_params'],
    ['a config value that is no text', 'ada', 'PATCH', '/apps/shop/config-vars', { A: 1 }, 422, 'invalid_params'],
    ['a config of 65 KB', 'ada', 'PATCH', '/apps/shop/config-vars', { A: 'x'.repeat(65 * 1024) }, 422, 'invalid_params'],
    [
      'an unknown process type',
      'ada',
      'PATCH',
      '/apps/shop/formation',
      { updates: [{ type: 'nope', quantity: 1 }] },
      422,
      'invalid_params',
    ],
    ['a rollback to nowhere', 'ada', 'POST', '/apps/shop/releases', { release: '99' }, 404, 'not_found'],
    ['a rollback to a release without code', 'ada', 'POST', '/apps/shop/releases', { release: '1' }, 422, 'invalid_params'],
    [
      'a build of nothing',
      'ada',
      'POST',
      '/apps/shop/builds',
      { source_blob: { url: 'https://example.com/x.tgz' } },
      422,
      'invalid_params',
    ],
    ['a run without code', 'ada', 'POST', '/apps/shop/dynos', { command: 'ls' }, 422, 'invalid_params'],
    ['an unknown path', 'ada', 'GET', '/nope', undefined, 404, 'not_found'],
    ['a bad range', 'ada', 'GET', '/apps', undefined, 416, 'requested_range_not_satisfiable'],
  ]
  it.each(cases)('%s', async (_what, person, method, path, body, status, id) => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    const before = api.world().hash()
    const reply = await api.as(person, method, path, body, status === 416 ? { range: 'nonsense 1..2' } : {})
    expect(reply).toMatchObject({ status, body: { id, message: expect.stringMatching(/\S/) } })
    expect(api.world().hash()).toBe(before)
    expect(api.reports).toEqual([])
  })
})
