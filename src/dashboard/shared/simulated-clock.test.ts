import { describe, expect, test } from 'vitest'
import { createSimulatedClock, extrapolate, reconcile, tickDelay } from './simulated-clock.ts'

const noon = Date.UTC(2026, 10, 23, 12)

/** A wall clock that a test moves, with timers that run on the way. */
function fakeWall() {
  let time = 5_000
  let timers: { due: number; run: () => void }[] = []
  return {
    now: () => time,
    after(ms: number, run: () => void) {
      const timer = { due: time + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass(ms: number) {
      const end = time + ms
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        time = next.due
        next.run()
      }
      time = end
    },
    waiting: () => timers.length,
  }
}

describe('extrapolation', () => {
  test('goes on at the rate', () => {
    expect(extrapolate({ now: noon, rate: 60, at: 1_000 }, 3_000)).toBe(noon + 120_000)
  })

  test('stands still when paused, and never runs before its reading', () => {
    expect(extrapolate({ now: noon, rate: 0, at: 1_000 }, 9_000)).toBe(noon)
    expect(extrapolate({ now: noon, rate: 10, at: 1_000 }, 900)).toBe(noon)
  })

  test('a small difference keeps what is shown; a jump or another rate does not', () => {
    const shown = { now: noon, rate: 1, at: 0 }
    expect(reconcile(shown, { now: noon + 9_000, rate: 1, at: 10_000 })).toBe(shown)
    const jumped = { now: noon + 3_600_000, rate: 1, at: 10_000 }
    expect(reconcile(shown, jumped)).toBe(jumped)
    const faster = { now: noon + 10_000, rate: 10, at: 10_000 }
    expect(reconcile(shown, faster)).toBe(faster)
  })

  test('a paused clock takes every answer, as none is late', () => {
    const back = { now: noon - 500, rate: 0, at: 10 }
    expect(reconcile({ now: noon, rate: 0, at: 0 }, back)).toBe(back)
  })

  test('ticks on the simulated second, at most ten times a wall second', () => {
    expect(tickDelay({ now: noon + 400, rate: 1, at: 0 }, 0)).toBe(600)
    expect(tickDelay({ now: noon, rate: 600, at: 0 }, 0)).toBe(100)
    expect(tickDelay({ now: noon, rate: 0.1, at: 0 }, 0)).toBe(1000)
    expect(tickDelay({ now: noon, rate: 0, at: 0 }, 0)).toBe(Infinity)
  })
})

describe('the clock of the pages', () => {
  test('tells its listeners each second and stops with the last of them', () => {
    const wall = fakeWall()
    const clock = createSimulatedClock(wall)
    clock.read(noon, 1)
    const seen: number[] = []
    const stop = clock.subscribe(() => seen.push(clock.now() - noon))
    wall.pass(3_500)
    expect(seen).toEqual([1_000, 2_000, 3_000])
    stop()
    expect(wall.waiting()).toBe(0)
  })

  test('tells of a jump at once and sleeps while paused', () => {
    const wall = fakeWall()
    const clock = createSimulatedClock(wall)
    clock.read(noon, 1)
    let told = 0
    clock.subscribe(() => told++)
    clock.read(noon + 86_400_000, 0)
    expect(told).toBe(1)
    expect(wall.waiting()).toBe(0)
    wall.pass(60_000)
    expect(clock.now()).toBe(noon + 86_400_000)
    clock.read(noon + 86_400_000, 10)
    wall.pass(1_000)
    expect(clock.now()).toBe(noon + 86_410_000)
  })
})
