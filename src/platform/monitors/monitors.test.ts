import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Mark, Series } from '#platform/metrics/contract.ts'
import { fires, type Monitor } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Flask on Gunicorn: a Performance-M dyno serves 1,200 requests a second. */
const FLASK = zipSync({
  'requirements.txt': strToU8('flask==3.1.2\ngunicorn==23.0.0\n'),
  '.python-version': strToU8('3.13\n'),
  'app.py': strToU8('from flask import Flask\n\napp = Flask(__name__)\n'),
  Procfile: strToU8('web: gunicorn app:app\nworker: python app.py\n'),
})
const BASE = '/apps/shop/formation/web/monitors'
const SCALE = {
  name: 'LATENCY_SCALE',
  action_type: 'scale',
  min_quantity: 1,
  max_quantity: 5,
  value: 400,
  op: 'GREATER_OR_EQUAL',
  period: 1,
}

/** An app with one web dyno of a size, and steady traffic. */
async function shop(size = 'Performance-M', rps = 100): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  await traffic(api, rps)
  const source = await api.as('ada', 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  await api.as(null, 'PUT', new URL(url).pathname, FLASK)
  await api.as('ada', 'POST', '/apps/shop/builds', { source_blob: { url } })
  api.pass(3 * MINUTE)
  await api.as('ada', 'PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 1, size }] })
  api.pass(MINUTE)
  return api
}

const traffic = (api: Harness, rps: number) =>
  api.as('ada', 'PUT', '/control/apps/shop/traffic', { peak_rps: rps, shape: 'steady' })
const web = async (api: Harness) =>
  ((await api.as('ada', 'GET', '/apps/shop/formation/web')).body as { quantity: number }).quantity
const monitor = async (api: Harness, body: object) => {
  const reply = await api.as('ada', 'POST', BASE, body)
  expect(reply.status).toBe(201)
  return reply.body as Monitor
}
const activity = async (api: Harness, kind: string) =>
  (
    (await api.as('ada', 'GET', '/control/apps/shop/activity')).body as {
      kind: string
      text: string
      at: string
      actor: unknown
    }[]
  )
    .filter((entry) => entry.kind === kind)
    .sort((a, b) => (a.at < b.at ? -1 : 1))

describe('autoscaling', () => {
  it('goes up a dyno a minute until the p95 is below the target, and down again slowly', async () => {
    const api = await shop()
    await monitor(api, SCALE)
    api.pass(30 * MINUTE)
    expect(await web(api)).toBe(1)
    await traffic(api, 3_000)
    const seen: number[] = []
    for (let minute = 0; minute < 8; minute++) {
      api.pass(MINUTE)
      seen.push(await web(api))
    }
    expect(seen.slice(0, 3)).toEqual([2, 3, 3])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const settled = seen.at(-1) ?? 0
    const series = (await api.as('ada', 'GET', '/apps/shop/router-metrics/latency?step=1m')).body as Series
    const p95 = series.data['latency.ms.p95']?.at(-2) ?? Infinity
    expect(p95).toBeLessThan(400)

    await traffic(api, 50)
    api.pass(9 * MINUTE)
    expect(await web(api)).toBe(settled)
    api.pass(4 * MINUTE)
    expect(await web(api)).toBe(settled - 1)
    api.pass(HOUR)
    expect(await web(api)).toBe(1)
    const decisions = await activity(api, 'scale')
    expect(decisions.at(-1)).toMatchObject({ text: 'autoscaled to web@1:Performance-M', actor: null })
    expect(api.reports).toEqual([])
  })

  it('stays within its range, and says when that is too small', async () => {
    const api = await shop('Performance-M', 4_500)
    await monitor(api, { ...SCALE, min_quantity: 2, max_quantity: 3, notification_channels: ['app'] })
    api.pass(30 * MINUTE)
    expect(await web(api)).toBe(3)
    expect((await api.as('ada', 'GET', BASE)).body).toMatchObject([{ state: 'alarm' }])
    expect((await activity(api, 'alert')).map(({ text }) => text)).toEqual([
      'Autoscaling is at its limit: 3 web dynos do not keep the p95 below 400 ms',
    ])
    await traffic(api, 10)
    api.pass(2 * HOUR)
    expect(await web(api)).toBe(2)
    expect((await api.as('ada', 'GET', BASE)).body).toMatchObject([{ state: 'ok' }])
  })

  it('goes on from what someone scales to, and rests while web is off', async () => {
    const api = await shop()
    await monitor(api, SCALE)
    await api.as('ada', 'PATCH', '/apps/shop/formation/web', { quantity: 7 })
    api.pass(3 * MINUTE)
    expect(await web(api)).toBe(5)
    await api.as('ada', 'PATCH', '/apps/shop/formation/web', { quantity: 0 })
    api.pass(HOUR)
    expect(await web(api)).toBe(0)
  })

  it('is switched off as the CLI does it, and by a size that cannot have it', async () => {
    const api = await shop('Performance-M', 3_000)
    const { id } = await monitor(api, SCALE)
    const off = await api.as('ada', 'PATCH', `${BASE}/${id}`, { is_active: false, op: 'GREATER_OR_EQUAL', period: 1 })
    expect(off).toMatchObject({ status: 200, body: { is_active: false } })
    expect(api.world().alarmAt('monitor', id)).toBeUndefined()
    api.pass(HOUR)
    expect(await web(api)).toBe(1)
    await api.as('ada', 'PATCH', `${BASE}/${id}`, { is_active: true })
    await api.as('ada', 'PATCH', '/apps/shop/formation/web', { size: 'Standard-1X' })
    api.pass(2 * MINUTE)
    expect((await api.as('ada', 'GET', BASE)).body).toMatchObject([{ is_active: false }])
    expect((await activity(api, 'alert')).at(-1)?.text).toMatch(/^Autoscaling of web was switched off\. .*Performance/)
  })
})

describe('an alert', () => {
  it('fires when every minute of its period was too slow, reminds, and ends', async () => {
    const api = await shop('Standard-1X', 20)
    await monitor(api, { name: 'LATENCY', value: 2_000, period: 5, notification_channels: ['app'], notification_period: 5 })
    api.pass(20 * MINUTE)
    expect(await activity(api, 'alert')).toHaveLength(1)
    await traffic(api, 300)
    api.pass(4 * MINUTE)
    expect(await activity(api, 'alert')).toHaveLength(1)
    api.pass(9 * MINUTE)
    expect((await api.as('ada', 'GET', BASE)).body).toMatchObject([{ state: 'alarm' }])
    await traffic(api, 20)
    api.pass(10 * MINUTE)
    const texts = (await activity(api, 'alert')).map(({ text }) => text)
    expect(texts[1]).toBe('p95 response time above 2000 ms for 5 min')
    expect(texts.at(-1)).toBe('p95 response time below 2000 ms again')
    expect(texts.slice(2, -1)).toContain('p95 response time above 2000 ms still, for 10 min')
    const marks = (await api.as('ada', 'GET', '/control/apps/shop/marks')).body as Mark[]
    expect(marks.filter(({ kind }) => kind === 'alert').length).toBe(texts.length)
  })

  it('fires in the minutes in which its chart says that it would have', async () => {
    const api = await shop('Standard-1X', 60)
    api.pass(HOUR)
    const p95 = async (from: number) => {
      const query = `step=1m&start_time=${new Date(from).toISOString()}`
      const series = (await api.as('ada', 'GET', `/apps/shop/router-metrics/latency?${query}`)).body as Series
      return series.data['latency.ms.p95'] ?? []
    }
    const { now } = api.world()
    const ordinary = (await p95(now - HOUR)).map(Number).sort((a, b) => a - b)
    const value = ordinary[40] ?? NaN
    await monitor(api, { name: 'LATENCY', value, period: 1 })
    api.pass(3 * HOUR)
    let [firing, times] = [false, 0]
    for (const each of await p95(now)) {
      const next = fires(firing, [each], value)
      if (next && !firing) times++
      firing = next
    }
    expect(times).toBeGreaterThan(5)
    expect((await activity(api, 'alert')).filter(({ text }) => text.includes('above'))).toHaveLength(times)
  })

  it('hears of failing requests, from crashes too', async () => {
    const api = await shop('Standard-1X', 20)
    await monitor(api, { name: 'ERROR_RATE', value: 0.25, period: 1 })
    await api.as('ada', 'POST', '/apps/shop/dynos/web.1/actions/stop')
    api.pass(3 * MINUTE)
    expect((await activity(api, 'alert')).at(-1)?.text).toBe('Failed requests above 25 % for 1 min')
  })
})

describe('the rules', () => {
  it('refuse what cannot be watched, and change nothing', async () => {
    const api = await shop('Standard-1X')
    const alert = { name: 'LATENCY', value: 500 }
    await monitor(api, alert)
    const before = api.world().hash()
    const refusals: [string, object, number, RegExp][] = [
      [BASE, SCALE, 422, /only available with Performance or Private dynos/],
      [BASE, alert, 409, /already exists/],
      [BASE, { ...alert, name: 'LOAD' }, 422, /name/],
      [BASE, { name: 'ERROR_RATE', value: 1.5 }, 422, /between 0.005 and 1/],
      [BASE, { name: 'ERROR_RATE', period: 7 }, 422, /one of 1, 5, 10/],
      [BASE, { name: 'ERROR_RATE', notification_period: 30 }, 422, /one of 5, 60, 1440/],
      [BASE, { name: 'ERROR_RATE', op: 'LESS' }, 422, /op/],
      [BASE, { name: 'ERROR_RATE', action_type: 'scale' }, 422, /action_type/],
      [BASE, { name: 'ERROR_RATE', notification_channels: ['nobody'] }, 422, /e-mail/],
      ['/apps/shop/formation/worker/monitors', alert, 422, /web/],
      ['/apps/shop/formation/nothing/monitors', alert, 404, /process type/],
    ]
    for (const [path, body, status, message] of refusals) {
      const reply = await api.as('ada', 'POST', path, body)
      expect([reply.status, (reply.body as { message: string }).message]).toEqual([status, expect.stringMatching(message)])
    }
    expect((await api.as('otto', 'POST', BASE, { name: 'ERROR_RATE' })).status).toBeGreaterThanOrEqual(401)
    expect((await api.as('ada', 'PATCH', `${BASE}/nobody`, {})).status).toBe(404)
    expect((await api.as('ada', 'PATCH', `${BASE}/LATENCY`, { value: 49 })).status).toBe(422)
    expect(api.world().hash()).toBe(before)
    expect(api.reports).toEqual([])
  })

  it.each([
    [{ min_quantity: 0 }],
    [{ min_quantity: 4, max_quantity: 3 }],
    [{ max_quantity: 11 }],
    [{ max_quantity: 2.5 }],
    [{ value: 0 }],
    [{ period: 5 }],
  ])('refuse to autoscale by %o', async (wrong) => {
    const api = await shop()
    const before = api.world().hash()
    expect((await api.as('ada', 'POST', BASE, { ...SCALE, ...wrong })).status).toBe(422)
    expect(api.world().hash()).toBe(before)
  })

  it('need a running dyno, and nothing ticks for an app without monitors', async () => {
    const api = await shop()
    await api.as('ada', 'PATCH', '/apps/shop/formation/web', { quantity: 0 })
    expect((await api.as('ada', 'POST', BASE, SCALE)).status).toBe(422)
    await api.as('ada', 'PATCH', '/apps/shop/formation/web', { quantity: 1 })
    const { id } = await monitor(api, SCALE)
    expect(api.world().alarmAt('monitor', id)).toBeGreaterThan(0)
    expect((await api.as('ada', 'DELETE', `${BASE}/${id}`)).status).toBe(200)
    expect(api.world().alarmAt('monitor', id)).toBeUndefined()
    await monitor(api, SCALE)
    await api.as('ada', 'DELETE', '/apps/shop')
    expect(api.world().tables.monitors.all()).toEqual([])
    api.pass(HOUR)
    expect(api.reports).toEqual([])
  })
})

const step = fc.oneof(
  fc.record({
    path: fc.constant('/control/apps/shop/traffic'),
    method: fc.constant('PUT'),
    body: fc.record({ peak_rps: fc.integer({ min: 0, max: 5_000 }), shape: fc.constantFrom('steady', 'daily') }),
  }),
  fc.record({
    path: fc.constant('/apps/shop/formation/web'),
    method: fc.constant('PATCH'),
    body: fc.record(
      { quantity: fc.nat(6), size: fc.constantFrom('Performance-M', 'Standard-2X') },
      { requiredKeys: ['quantity'] },
    ),
  }),
  fc.record({
    path: fc.constant(BASE),
    method: fc.constant('POST'),
    body: fc.constantFrom(
      SCALE,
      { name: 'LATENCY', value: 300, period: 1 },
      { name: 'ERROR_RATE', value: 0.01, period: 5, notification_channels: ['app'], notification_period: 5 },
    ),
  }),
  fc.record({
    path: fc.constantFrom('LATENCY_SCALE', 'LATENCY', 'ERROR_RATE').map((name) => `${BASE}/${name}`),
    method: fc.constantFrom('PATCH', 'DELETE'),
    body: fc.record({ is_active: fc.boolean(), value: fc.constantFrom(0.02, 200, 900) }, { requiredKeys: [] }),
  }),
)

it('what monitors did can be replayed, and autoscaling never leaves its range', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ wait: fc.nat(40 * MINUTE), step }), { minLength: 4, maxLength: 15 }), async (steps) => {
      const api = await shop()
      await monitor(api, SCALE)
      for (const {
        wait,
        step: { method, path, body },
      } of steps) {
        api.pass(wait)
        const before = api.world().hash()
        const reply = await api.as('ada', method, path, method === 'DELETE' ? undefined : body)
        expect(reply.status).toBeLessThan(500)
        if (reply.status >= 400) expect(api.world().hash()).toBe(before)
      }
      api.pass(HOUR)
      const world = api.world()
      for (const { actorId, text } of world.tables.activities.all())
        if (actorId === null && text?.startsWith('autoscaled')) expect(text).toMatch(/web@[1-5]:/)
      expect(api.reports).toEqual([])
      const replayed = createWorld(world.origin, JSON.parse(JSON.stringify(world.journal)))
      replayed.advanceTo(world.now)
      expect(replayed.hash()).toBe(world.hash())
    }),
    { numRuns: 15 },
  )
})
