import { describe, expect, it } from 'vitest'
import { bucketsFrom, minuteOf, type Bucket } from './buckets.ts'
import { express, fixture, NOON, rails, SEED } from './fixture.testing.ts'
import { OUTCOMES, outcomeIndex } from './outcomes.ts'
import { requestsInMinute } from './traffic.ts'

const MINUTE = 60_000
const at = NOON / MINUTE - 30
const count = (bucket: Bucket, key: string | number) => bucket.outcomes[outcomeIndex(key)] ?? 0
const codes = (bucket: Bucket) =>
  OUTCOMES.flatMap(({ code }, i) => (code !== null && (bucket.outcomes[i] ?? 0) > 0 ? [code] : []))

/** Rails on `dynos` dynos with this traffic: each can serve about 71 requests a second. */
function shop(peakRps: number, dynos: number) {
  const made = fixture({ runtime: rails, peakRps })
  for (let n = 1; n <= dynos; n++) made.addRun({ name: `web.${n}` })
  return made
}

describe('a minute', () => {
  it('counts every request once', () => {
    const { app, history } = shop(20, 1)
    const minute = minuteOf(history(), at)
    expect(minute.requests).toBe(requestsInMinute(SEED, app, at))
    expect(minute.requests).toBeGreaterThan(900)
    expect(count(minute, 200)).toBeGreaterThan(minute.requests * 0.6)
  })

  it('has no H12 below capacity, and many above', () => {
    const easy = bucketsFrom(shop(50, 1).history(), NOON - 60 * MINUTE, MINUTE, 60)
    expect(Math.max(...easy.map((minute) => minute.utilisation))).toBeLessThan(1)
    expect(easy.map((minute) => count(minute, 'H12') + count(minute, 'H11'))).toEqual(easy.map(() => 0))
    const full = minuteOf(shop(120, 1).history(), at)
    expect(count(full, 'H12') / full.requests).toBeGreaterThan(0.3)
    expect(full.times?.[2]).toBeCloseTo(30_000, -2)
  })

  it('gets faster with more dynos and slower with more traffic', () => {
    const p95 = (rps: number, dynos: number) => minuteOf(shop(rps, dynos).history(), at).times?.[2] ?? NaN
    expect(p95(66, 1)).toBeGreaterThan(p95(66, 2))
    expect(p95(66, 2)).toBeGreaterThanOrEqual(p95(66, 4))
    expect(p95(140, 2)).toBeGreaterThan(p95(30, 2))
  })

  it('has the same counts alone and within longer buckets', () => {
    const history = shop(30, 1).history()
    const long = bucketsFrom(history, NOON - 20 * MINUTE, 10 * MINUTE, 2)
    for (const [n, bucket] of long.entries()) {
      const minutes = Array.from({ length: 10 }, (_, i) => minuteOf(history, NOON / MINUTE - 20 + n * 10 + i))
      expect(bucket.outcomes).toEqual(OUTCOMES.map((_, o) => minutes.reduce((sum, minute) => sum + (minute.outcomes[o] ?? 0), 0)))
    }
  })

  it('stays as it was whatever happens later', () => {
    const made = shop(30, 1)
    const before = minuteOf(made.history(NOON), at)
    made.addRun({ name: 'web.2', startedAt: NOON })
    made.change({ maintenance: true, maintenances: [{ from: NOON + MINUTE, to: null }] })
    expect(minuteOf(made.history(NOON + 10 * MINUTE), at)).toEqual(before)
  })

  it('that is not over counts what has come so far', () => {
    const { history } = shop(30, 1)
    const part = minuteOf(history((at + 0.5) * MINUTE), at).requests
    const whole = minuteOf(history(), at).requests
    expect(part).toBeGreaterThan(whole * 0.4)
    expect(part).toBeLessThan(whole * 0.6)
    expect(minuteOf(history((at - 1) * MINUTE), at).requests).toBe(0)
  })
})

describe('without a dyno that is up', () => {
  const ended = (reason: 'scale' | 'crash' | 'idle', minutes: number) => {
    const time = (at - minutes) * MINUTE
    return { at: time + 500, signalAt: reason === 'crash' ? null : time, reason, status: reason === 'crash' ? 1 : 143 } as const
  }

  it('answers H14 where it was scaled to nothing', () => {
    const made = fixture()
    made.addRun({ end: ended('scale', 5) })
    const minute = minuteOf(made.history(), at)
    expect(codes(minute)).toEqual(['H14'])
    expect(count(minute, 'H14')).toBe(minute.requests)
    expect(minute.times).toBeNull()
  })

  it('answers H10 where it crashed, until it is scaled to nothing', () => {
    const made = fixture()
    made.addRun({ end: ended('crash', 5) })
    expect(codes(minuteOf(made.history(), at))).toEqual(['H10'])
    made.addActivity({ at: (at + 1) * MINUTE, kind: 'scale', line: 'Scaled to web@0:Standard-1X by user ada@example.test' })
    expect(codes(minuteOf(made.history(), at))).toEqual(['H10'])
    expect(codes(minuteOf(made.history(), at + 2))).toEqual(['H14'])
  })

  it('answers H80 during maintenance and H81 before the first deploy', () => {
    const made = fixture({ app: { maintenances: [{ from: at * MINUTE, to: (at + 1) * MINUTE }] } })
    made.addRun()
    expect(codes(minuteOf(made.history(), at))).toEqual(['H80'])
    expect(codes(minuteOf(made.history(), at + 2))).toEqual([])
    const blank = fixture()
    blank.tables.releases.delete('release')
    const minute = minuteOf(blank.history(), at)
    expect(codes(minute)).toEqual(['H81'])
    expect(count(minute, 'H81')).toBe(minute.requests)
  })

  it('keeps requests waiting while a dyno starts', () => {
    const made = fixture({ runtime: express, peakRps: 10 })
    const start = at * MINUTE + 10_000
    made.addRun({ end: { at: start + 400, signalAt: start, reason: 'release', status: 143 } })
    made.addRun({ startedAt: start, upAt: start + 20_000, before: 'up' })
    const minute = minuteOf(made.history(), at)
    expect(codes(minute)).toEqual([])
    expect(minute.times?.[4]).toBeGreaterThan(15_000)
    // Nothing is lost: those that waited count when they are answered.
    expect(minute.requests).toBe(requestsInMinute(SEED, made.app, at))
  })

  it('gives up on a dyno that takes longer than 75 s to start (H20)', () => {
    const made = fixture({ runtime: express, peakRps: 10 })
    const start = at * MINUTE
    made.addRun({ startedAt: start, upAt: start + 200_000 })
    const minutes = bucketsFrom(made.history(), start, MINUTE, 6)
    expect(codes(minutes[0] ?? minuteOf(made.history(), at))).toEqual([])
    expect(minutes[0]?.requests).toBe(0)
    const late = minutes.reduce((sum, minute) => sum + count(minute, 'H20'), 0)
    // Those of the last 75 s before it was up are served.
    expect(late / 10).toBeGreaterThan(110)
    expect(late / 10).toBeLessThan(140)
    const all = Array.from({ length: 6 }, (_, i) => requestsInMinute(SEED, made.app, at + i)).reduce((sum, n) => sum + n, 0)
    expect(minutes.reduce((sum, minute) => sum + minute.requests, 0)).toBe(all)
  })
})

describe('traffic', () => {
  it('that is set in the middle of a minute leaves what came before as it was', () => {
    const made = fixture({ peakRps: 10 })
    made.addRun()
    const half = (at + 0.5) * MINUTE
    const before = minuteOf(made.history(half), at)
    made.change({ traffic: [...made.app.traffic, { from: half, peakRps: 100, shape: 'steady' }] })
    expect(minuteOf(made.history(half), at)).toEqual(before)
    expect(minuteOf(made.history(), at).requests).toBeGreaterThan(before.requests + 2_000)
    expect(requestsInMinute(SEED, made.app, at)).toBe(minuteOf(made.history(), at).requests)
  })
})
