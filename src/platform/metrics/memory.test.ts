import { describe, expect, it } from 'vitest'
import { sizeOf } from '#platform/dynos/sizes.ts'
import { express, fixture, NOON, rails, SEED } from './fixture.testing.ts'
import type { Life } from './history.ts'
import { exceedsMemoryAt, memoryAt } from './memory.ts'
import { dynoErrors } from './series.ts'
import { jobsAt, UsageMeter } from './usage.ts'

const HOUR = 3_600_000

function only(lives: readonly Life[]): Life {
  const [life] = lives
  if (!life) throw new Error('no run')
  return life
}

describe('memory', () => {
  it('starts near the size of a fresh process and climbs as the language does', () => {
    const made = fixture({ runtime: rails })
    const run = made.addRun({ startedAt: NOON - 24 * HOUR })
    const life = only(made.history().lives)
    const start = run.upAt ?? 0
    expect(memoryAt(life, start, 0)).toBeGreaterThan(300)
    expect(memoryAt(life, start, 0)).toBeLessThan(360)
    const climbed = memoryAt(life, start + 20 * HOUR, 0) - memoryAt(life, start + 6 * HOUR, 0)
    expect(climbed / 14).toBeGreaterThan(4.5)
    expect(climbed / 14).toBeLessThan(11.5)
  })

  it('is the same whenever it is asked, and grows with the traffic', () => {
    const made = fixture()
    made.addRun()
    const life = only(made.history().lives)
    expect(memoryAt(life, NOON, 3)).toBe(memoryAt(life, NOON, 3))
    expect(memoryAt(life, NOON, 30)).toBeGreaterThan(memoryAt(life, NOON, 3))
  })

  it('reaches twice the quota when LEAK_MB_PER_HOUR says so', () => {
    const made = fixture()
    const calm = made.addRun({ name: 'web.1' })
    const leaky = made.addRun({ name: 'web.2', env: { LEAK_MB_PER_HOUR: '500' } })
    const size = sizeOf('Standard-1X')
    expect(exceedsMemoryAt(SEED, made.app, express, size, calm, NOON)).toBeNull()
    const at = exceedsMemoryAt(SEED, made.app, express, size, leaky, leaky.startedAt) ?? NaN
    expect((at - leaky.startedAt) / HOUR).toBeGreaterThan(1.6)
    expect((at - leaky.startedAt) / HOUR).toBeLessThan(2)
    const life = made.history().lives[1]
    expect(life && memoryAt(life, at, 0)).toBeGreaterThanOrEqual(1024)
    expect(exceedsMemoryAt(SEED, made.app, express, size, leaky, at + HOUR)).toBe(at + HOUR)
    for (const nonsense of ['-5', 'many', '']) {
      const run = made.addRun({ name: 'web.3', env: { LEAK_MB_PER_HOUR: nonsense } })
      expect(exceedsMemoryAt(SEED, made.app, express, size, run, NOON)).toBeNull()
    }
  })

  it('shows R14 every 20 s while it is over the quota, and never before', () => {
    const made = fixture()
    const run = made.addRun({ startedAt: NOON - 2 * HOUR, env: { LEAK_MB_PER_HOUR: '300' } })
    const history = made.history()
    const life = only(history.lives)
    const meter = new UsageMeter(history, run.startedAt, NOON)
    const errors = [...dynoErrors(history, 'web', run.startedAt, NOON)]
    expect(errors.length).toBeGreaterThan(60)
    expect(new Set(errors.map(([code]) => code))).toEqual(new Set(['R14']))
    for (const [, at] of errors) expect(meter.at(life, at).memoryMb).toBeGreaterThan(512)
    const last = errors.at(-1)?.[1] ?? 0
    expect(last - (errors.at(-2)?.[1] ?? 0)).toBe(20_000)
    expect([...dynoErrors(history, 'web', run.startedAt, run.startedAt + HOUR)]).toEqual([])
    // In two halves it is the same.
    const middle = NOON - 20 * 60_000 - 7
    expect([...dynoErrors(history, 'web', run.startedAt, middle), ...dynoErrors(history, 'web', middle, NOON)]).toEqual(errors)
  })
})

describe('load', () => {
  it('follows the traffic of web dynos and the jobs of workers', () => {
    const load = (peakRps: number) => {
      const made = fixture({ runtime: rails, peakRps })
      made.addRun()
      const history = made.history()
      return new UsageMeter(history, NOON, NOON + 1).at(only(history.lives), NOON).load
    }
    expect(load(60)).toBeGreaterThan(load(2) + 0.5)
    const history = fixture({ peakRps: 20 }).history()
    const waves = Array.from({ length: 100 }, (_, i) => jobsAt(history, 'worker', NOON - i * 600_000))
    expect(waves.some((busy) => busy > 0.3)).toBe(true)
    expect(waves.some((busy) => busy < 0.1)).toBe(true)
  })
})
