import { describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { bucketsFrom } from './buckets.ts'
import type { Mark, Series } from './contract.ts'
import { fixture, NOON, rails } from './fixture.testing.ts'
import { marksOf } from './marks.ts'
import { latencySeries, loadSeries, memorySeries, routerErrorSeries, statusSeries } from './series.ts'
import { allowedWindow, windowOf } from './window.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const iso = (time: number) => new Date(time).toISOString()
const thrown = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('the window of a chart', () => {
  it('is the last two hours by the minute, unless asked for', () => {
    expect(windowOf({}, NOON)).toMatchObject({ from: NOON - 2 * HOUR, to: NOON, step: MINUTE, buckets: 120 })
    expect(windowOf({ start_time: iso(NOON - 24 * HOUR - 1_000), step: '10m' }, NOON)).toMatchObject({
      from: NOON - 24 * HOUR - 10 * MINUTE,
      to: NOON,
      buckets: 145,
    })
  })

  it('is the one that ends now where all of it is in the future: the clock of who asks is ahead', () => {
    const asked = { start_time: iso(NOON + 5 * HOUR), end_time: iso(NOON + 6 * HOUR) }
    expect(windowOf(asked, NOON)).toMatchObject({ from: NOON - HOUR, to: NOON, buckets: 60 })
  })

  it.each([
    [{ step: '7m' }, /step/],
    [{ step: 'constructor' }, /step/],
    [{ start_time: 'yesterday' }, /start_time/],
    [{ start_time: iso(NOON), end_time: iso(NOON - HOUR) }, /before end_time/],
    [{ start_time: iso(NOON - 48 * HOUR), step: '1m' }, /up to 24 hours/],
    [{ start_time: '1970-01-01', step: '2h' }, /up to 192 hours/],
  ])('is refused where it makes no sense: %o', (asked, message) => {
    expect(thrown(() => windowOf(asked, NOON))).toMatchObject({
      status: 400,
      id: 'bad_request',
      message: expect.stringMatching(message),
    })
  })

  it('depends on what the dynos cost', () => {
    const made = fixture()
    const sized = (size: string) => {
      for (const row of made.tables.formations.all()) made.tables.formations.delete(row.id)
      made.tables.formations.insert({
        id: size,
        appId: made.app.id,
        type: 'web',
        quantity: 1,
        size,
        command: '',
        createdAt: 0,
        updatedAt: 0,
      })
      return made.history()
    }
    expect(thrown(() => allowedWindow(sized('Eco'), 'web', {}))).toMatchObject({ status: 403, id: 'forbidden' })
    expect(allowedWindow(sized('Basic'), 'web', {})).toMatchObject({ stepName: '10m', buckets: 144 })
    expect(thrown(() => allowedWindow(sized('Basic'), 'web', { step: '1m' }))).toMatchObject({ status: 400 })
    expect(thrown(() => allowedWindow(sized('Basic'), 'web', { start_time: iso(NOON - 70 * HOUR), step: '1h' }))).toMatchObject({
      status: 400,
    })
    expect(allowedWindow(sized('Standard-1X'), 'web', {})).toMatchObject({ stepName: '1m' })
  })
})

describe('series', () => {
  it('have null where nothing was, or will be', () => {
    const made = fixture({ app: { createdAt: NOON - HOUR, traffic: [{ from: NOON - HOUR, peakRps: 5, shape: 'steady' }] } })
    made.addRun({ startedAt: NOON - HOUR + 30_000 })
    const history = made.history()
    const window = windowOf({ start_time: iso(NOON - 2 * HOUR), end_time: iso(NOON + HOUR), step: '10m' }, NOON)
    const { data } = statusSeries(history, window)
    expect(data['200']?.map((value) => (value === null ? null : value > 0))).toEqual([
      ...Array(6).fill(null),
      ...Array(6).fill(true),
      ...Array(6).fill(null),
    ])
    for (const series of [
      latencySeries(history, window).data['latency.ms.p95'],
      memorySeries(history, 'web', window).data['memory.used.bytes.mean'],
      loadSeries(history, 'web', window).data['load.mean'],
    ]) {
      expect(series?.map((value) => value !== null)).toEqual([
        ...Array(6).fill(false),
        ...Array(6).fill(true),
        ...Array(6).fill(false),
      ])
    }
    expect(loadSeries(history, 'worker', window).data['load.mean']).toEqual(Array(18).fill(null))
  })

  it('agree with each other and with their percentiles', () => {
    const made = fixture({ runtime: rails, peakRps: 100 })
    made.addRun()
    const history = made.history()
    const window = windowOf({ start_time: iso(NOON - HOUR), step: '10m' }, NOON)
    const sum = (data: Series['data']) =>
      Object.values(data)
        .flat()
        .reduce<number>((total, value) => total + (value ?? 0), 0)
    const requests = bucketsFrom(history, window.from, window.step, window.buckets).reduce(
      (total, bucket) => total + bucket.requests,
      0,
    )
    expect(sum(statusSeries(history, window).data)).toBe(requests)
    expect(sum(routerErrorSeries(history, window).data)).toBeGreaterThan(0)
    const times = latencySeries(history, window).data
    for (const [i, p50] of (times['latency.ms.p50'] ?? []).entries()) {
      expect(times['latency.ms.p95']?.[i]).toBeGreaterThanOrEqual(p50 ?? NaN)
      expect(times['latency.ms.max']?.[i]).toBeGreaterThanOrEqual(times['latency.ms.p99']?.[i] ?? NaN)
    }
  })

  it('of a busy week need not look at every request', () => {
    // A week has some 300 million requests here: this test ends because they are not counted one by one.
    const made = fixture({ runtime: rails, peakRps: 500 })
    for (let n = 1; n <= 8; n++) made.addRun({ name: `web.${n}`, startedAt: NOON - 8 * 24 * HOUR })
    const window = windowOf({ start_time: iso(NOON - 7 * 24 * HOUR), step: '2h' }, NOON)
    expect(statusSeries(made.history(), window).data['200']?.length).toBe(84)
  })
})

describe('marks', () => {
  it('tell what was done, what crashed, and which errors there were', () => {
    const made = fixture({ peakRps: 5 })
    made.addRun({ end: { at: NOON - 30 * MINUTE, signalAt: null, reason: 'crash', status: 1 } })
    made.addActivity({ at: NOON - 40 * MINUTE, kind: 'release', text: 'deployed abc', version: 4 })
    made.addActivity({ at: NOON - 40 * MINUTE, kind: 'release', text: null, line: 'Release v4 created' })
    made.addActivity({ at: NOON - 3 * HOUR, kind: 'release', text: 'before' })
    const marks = marksOf(made.history(), windowOf({ start_time: iso(NOON - HOUR), step: '10m' }, NOON))
    expect(marks.filter(({ kind }) => kind === 'release')).toMatchObject([
      { title: 'deployed abc', version: 4, at: '2026-06-10T11:20:00Z' },
    ])
    expect(marks.filter(({ kind }) => kind === 'crash')).toMatchObject([{ title: 'web.1 crashed (exit status 1)' }])
    const errors = marks.filter(({ kind, code }) => kind === 'error' && code === 'H10')
    expect(errors.length).toBe(3)
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(8_000)
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length)
    expect(marks.map(({ at }) => at)).toEqual(marks.map(({ at }) => at).sort())
  })
})

describe('over the API', () => {
  async function blank(): Promise<Harness> {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'metered' })
    api.pass(20 * MINUTE)
    return api
  }

  it('an app without code answers H81, and says so everywhere', async () => {
    const api = await blank()
    const errors = (await api.as('ada', 'GET', '/apps/metered/router-metrics/errors?step=10m')).body as Series
    expect(Object.keys(errors.data)).toEqual(['H81'])
    const marks = (await api.as('ada', 'GET', '/control/apps/metered/marks')).body as Mark[]
    expect(marks.some(({ code }) => code === 'H81')).toBe(true)
    expect(await api.as('ada', 'GET', '/control/apps/metered/dyno-metrics')).toMatchObject({ status: 200, body: [] })
    expect(api.reports).toEqual([])
  })

  it.each([
    ['/apps/metered/router-metrics/latency?process_type=worker', 400, /^invalid process_type provided/],
    ['/apps/metered/formation/nonsense/metrics/memory', 400, /^invalid process_type provided/],
    ['/apps/metered/formation/web/metrics/load?step=1s', 400, /^invalid step provided/],
    ['/apps/metered/formation/web/metrics/errors?start_time=x', 400, /^invalid start_time provided/],
    ['/control/apps/metered/marks?start_time=x', 400, /^invalid start_time provided/],
    ['/apps/unknown/router-metrics/status', 404, /app/],
  ])('%s is refused with %i', async (path, status, message) => {
    const api = await blank()
    expect(await api.as('ada', 'GET', path)).toMatchObject({ status, body: { message: expect.stringMatching(message) } })
    expect(api.reports).toEqual([])
  })
})
