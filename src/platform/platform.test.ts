import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zipSync, strToU8 } from 'fflate'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from './index.ts'
import type { PlatformWorld } from './world.ts'

const MINUTE = 60_000

const GOOD = zipSync({
  'package.json': strToU8(
    JSON.stringify({ name: 'demo', version: '1.0.0', scripts: { start: 'node index.js' }, dependencies: {} }),
  ),
  'package-lock.json': strToU8(JSON.stringify({ name: 'demo', lockfileVersion: 3, packages: { '': { name: 'demo' } } })),
  'index.js': strToU8('require("http").createServer((q, s) => s.end("hi")).listen(process.env.PORT)'),
  Procfile: strToU8('web: node index.js\nworker: node index.js work\n'),
})
const CRASHING = zipSync({
  'package.json': strToU8(JSON.stringify({ name: 'demo', version: '1.0.1', dependencies: {} })),
  'package-lock.json': strToU8(JSON.stringify({ name: 'demo', lockfileVersion: 3, packages: { '': { name: 'demo' } } })),
  'index.js': strToU8('process.env.PORT'),
  Procfile: strToU8('web: node gone.js\n'),
})

interface Named {
  readonly id: string
  readonly name: string
}

/** Uploads an archive and builds it. Answers the build's id. */
async function deploy(api: Harness, person: string, app: string, archive: Uint8Array): Promise<string> {
  const source = await api.as(person, 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  const put = await api.as(null, 'PUT', new URL(url).pathname, archive)
  expect(put.status).toBe(200)
  const build = await api.as(person, 'POST', `/apps/${app}/builds`, { source_blob: { url } })
  expect(build.status).toBe(201)
  return (build.body as { id: string }).id
}

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

// Whatever is asked, in whatever order: the world stays whole, and can be replayed.
const APP = fc.constantFrom('shop', 'blog', 'nope')
const request = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('POST'),
      path: fc.constant('/apps'),
      body: fc.record({ name: fc.constantFrom('shop', 'blog', 'x', 'Bad') }),
    }),
  },
  fc.record({ method: fc.constant('DELETE'), path: APP.map((app) => `/apps/${app}`), body: fc.constant(undefined) }),
  fc.record({
    method: fc.constant('PATCH'),
    path: APP.map((app) => `/apps/${app}`),
    body: fc.record({ maintenance: fc.boolean(), name: fc.constantFrom('shop', 'blog', 'renamed') }, { requiredKeys: [] }),
  }),
  fc.record({
    method: fc.constant('PATCH'),
    path: APP.map((app) => `/apps/${app}/config-vars`),
    body: fc.dictionary(fc.constantFrom('A', 'B', 'bad key'), fc.option(fc.string())),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      method: fc.constant('PATCH'),
      path: APP.map((app) => `/apps/${app}/formation`),
      body: fc.record({
        updates: fc.array(
          fc.record(
            {
              type: fc.constantFrom('web', 'worker', 'nope'),
              quantity: fc.oneof(fc.integer({ min: -2, max: 5 }), fc.constantFrom('+1', '-1')),
              size: fc.constantFrom('eco', 'basic', 'Standard-1X', 'performance-m', 'huge'),
            },
            { requiredKeys: ['type'] },
          ),
          { maxLength: 3 },
        ),
      }),
    }),
  },
  fc.record({
    method: fc.constant('POST'),
    path: APP.map((app) => `/apps/${app}/releases`),
    body: fc.record({ release: fc.integer({ min: 1, max: 8 }) }),
  }),
  fc.record({
    method: fc.constantFrom('DELETE'),
    path: fc.tuple(APP, fc.constantFrom('/dynos', '/dynos/web.1', '/dynos/worker.1')).map(([app, rest]) => `/apps/${app}${rest}`),
    body: fc.constant(undefined),
  }),
  fc.record({
    method: fc.constant('POST'),
    path: fc
      .tuple(APP, fc.constantFrom('/dynos/web.1/actions/stop', '/dynos/worker.1/actions/stop'))
      .map(([app, rest]) => `/apps/${app}${rest}`),
    body: fc.constant(undefined),
  }),
  fc.record({
    method: fc.constant('POST'),
    path: APP.map((app) => `/apps/${app}/dynos`),
    body: fc.record({ command: fc.constantFrom('ls', 'false', 'sleep 100', 'worker') }),
  }),
  fc.record({
    method: fc.constant('PUT'),
    path: APP.map((app) => `/control/apps/${app}/traffic`),
    body: fc.record({ peak_rps: fc.integer({ min: 0, max: 300 }), shape: fc.constantFrom('steady', 'daily', 'office') }),
  }),
  fc.record({ method: fc.constant('DEPLOY'), path: APP, body: fc.constantFrom(GOOD, CRASHING) }),
)

function expectWhole({ tables, now }: PlatformWorld): void {
  for (const app of tables.apps.all()) {
    const releases = tables.releases.by('app', app.id).map((release) => release.version)
    expect(releases.sort((a, b) => a - b)).toEqual(Array.from({ length: app.version }, (_, i) => i + 1))
    const current = tables.releases.get(app.releaseId ?? '')
    expect(current?.status).toBe('succeeded')
    const dynos = tables.dynos.by('app', app.id).filter((dyno) => !dyno.oneOff && dyno.type !== 'release')
    const wanted = tables.formations
      .by('app', app.id)
      .flatMap((row) => Array.from({ length: row.quantity }, (_, i) => `${row.type}.${i + 1} ${row.size}`))
    expect(dynos.map((dyno) => `${dyno.name} ${dyno.size}`).sort()).toEqual(current?.slugId ? wanted.sort() : [])
    for (const dyno of dynos) {
      expect(dyno.version).toBe(current?.version)
      expect(tables.runs.must(dyno.runId).end === null || ['crashed', 'down', 'idle'].includes(dyno.state)).toBe(true)
    }
  }
  const names = tables.apps.all().map((app) => app.name)
  expect(new Set(names).size).toBe(names.length)
  const apps = new Set(tables.apps.all().map((app) => app.id))
  for (const table of [
    tables.releases,
    tables.dynos,
    tables.runs,
    tables.formations,
    tables.builds,
    tables.slugs,
    tables.activities,
    tables.favorites,
  ]) {
    for (const row of table.all()) expect(apps.has(row.appId)).toBe(true)
  }
  for (const run of tables.runs.all()) {
    expect(run.launchedAt).toBeGreaterThanOrEqual(run.startedAt)
    if (run.upAt !== null) expect(run.upAt).toBeLessThanOrEqual(now)
  }
}

describe('any sequence of requests', () => {
  it('leaves the world whole, never answers 500, and can be replayed', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ wait: fc.oneof(fc.nat(20_000), fc.nat(40 * 60_000)), request }), { minLength: 5, maxLength: 30 }),
        async (steps) => {
          const api = await openHarness()
          await api.as('ada', 'POST', '/apps', { name: 'shop' })
          await deploy(api, 'ada', 'shop', GOOD)
          for (const step of steps) {
            api.pass(step.wait)
            const { method, path, body } = step.request
            if (method === 'DEPLOY') {
              const there = await api.as('ada', 'GET', `/apps/${path}`)
              if (there.status === 200) await deployIfFree(api, path, body)
              continue
            }
            const before = api.world().hash()
            const reply = await api.as('ada', method, path, body)
            expect(reply.status).toBeLessThan(500)
            if (reply.status >= 400) expect(api.world().hash()).toBe(before)
            expectWhole(api.world())
          }
          api.pass(30 * 60_000)
          expectWhole(api.world())
          expect(api.reports).toEqual([])
          const world = api.world()
          const replayed = createWorld(world.origin, JSON.parse(JSON.stringify(world.journal)))
          replayed.advanceTo(world.now)
          expect(replayed.hash()).toBe(world.hash())
        },
      ),
      { numRuns: 40 },
    )
  })
})

async function deployIfFree(api: Harness, app: string, archive: unknown): Promise<void> {
  const source = await api.as('ada', 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  await api.as(null, 'PUT', new URL(url).pathname, archive)
  const build = await api.as('ada', 'POST', `/apps/${app}/builds`, { source_blob: { url } })
  expect([201, 409]).toContain(build.status)
}

describe('lists', () => {
  it('page by range, in both orders, losing and repeating nothing', async () => {
    const api = await openHarness()
    for (let nth = 0; nth < 7; nth++) await api.as('ada', 'POST', '/apps', { name: `app-${nth}` })
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let range: string | null = `name ..; max=3, order=${order}`
      let pages = 0
      while (range !== null) {
        const reply = await api.as('ada', 'GET', '/apps', undefined, { range })
        pages += 1
        seen.push(...(reply.body as Named[]).map((app) => app.name))
        range = reply.headers.get('next-range')
        expect(reply.status).toBe(range === null ? 200 : 206)
      }
      const names = Array.from({ length: 7 }, (_, nth) => `app-${nth}`)
      expect(seen).toEqual(order === 'asc' ? names : names.reverse())
      expect(pages).toBe(3)
    }
  })

  it('answer 304 to who has them already, and 412 to who changes what has changed', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    const first = await api.as('ada', 'GET', '/apps/shop')
    const tag = first.headers.get('etag') ?? ''
    expect((await api.as('ada', 'GET', '/apps/shop', undefined, { 'if-none-match': tag })).status).toBe(304)
    expect((await api.as('ada', 'PATCH', '/apps/shop', { maintenance: true }, { 'if-match': tag })).status).toBe(200)
    expect((await api.as('ada', 'PATCH', '/apps/shop', { maintenance: false }, { 'if-match': tag })).status).toBe(412)
    expect((await api.as('ada', 'GET', '/apps/shop', undefined, { 'if-none-match': tag })).status).toBe(200)
  })
})
