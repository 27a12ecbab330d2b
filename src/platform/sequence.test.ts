import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { CRASHING, deploy, GOOD } from './deploys.testing.ts'
import { createWorld } from './index.ts'
import type { PlatformWorld } from './world.ts'

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

it('any sequence of requests leaves the world whole, never answers 500, and can be replayed', { timeout: 120_000 }, async () => {
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

async function deployIfFree(api: Harness, app: string, archive: unknown): Promise<void> {
  const source = await api.as('ada', 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  await api.as(null, 'PUT', new URL(url).pathname, archive)
  const build = await api.as('ada', 'POST', `/apps/${app}/builds`, { source_blob: { url } })
  expect([201, 409]).toContain(build.status)
}
