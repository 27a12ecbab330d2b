import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeTicks, valueTicks } from './ticks.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('value ticks', () => {
  test.each([
    [100, 4, [0, 25, 50, 75, 100]],
    [7, 4, [0, 2, 4, 6, 8]],
    [0.3, 3, [0, 0.1, 0.2, 0.3]],
    [1234, 4, [0, 500, 1000, 1500]],
    [0, 3, [0, 0.5, 1]],
  ])('up to %d in about %i steps', (max, count, ticks) => {
    expect(valueTicks(max, count)).toEqual(ticks)
  })

  test('bytes are divided into powers of two', () => {
    const mb = 1024 ** 2
    expect(valueTicks(512 * mb, 4, 1024)).toEqual([0, 128 * mb, 256 * mb, 384 * mb, 512 * mb])
  })

  test('reach the maximum with few, even steps', () => {
    const anything = fc.double({ min: 1e-6, max: 1e15, noNaN: true })
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 8 }), fc.constantFrom(10 as const, 1024 as const), (max, count, base) => {
        const ticks = valueTicks(max, count, base)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9))
        expect(ticks.at(-2)).toBeLessThan(max * (1 + 1e-9))
        expect(ticks.length).toBeLessThanOrEqual(count + 1)
      }),
    )
  })
})

describe('time ticks', () => {
  const noon = Date.UTC(2026, 4, 4, 12, 0)

  test('two hours get round quarters', () => {
    const ticks = timeTicks(noon + 3 * minute, noon + 2 * hour, 8, 0)
    expect(ticks.map((tick) => tick.label)).toEqual(['12:15', '12:30', '12:45', '13:00', '13:15', '13:30', '13:45', '14:00'])
  })

  test('midnight shows the date instead of 00:00', () => {
    const labels = timeTicks(noon, noon + day, 4, 0).map((tick) => tick.label)
    expect(labels).toEqual(['12:00', '18:00', 'May 5', '06:00', '12:00'].slice(0, labels.length))
    expect(labels).toContain('May 5')
  })

  test('days begin at midnight of the zone', () => {
    const [first] = timeTicks(noon, noon + 6 * day, 7, 120)
    expect(first).toEqual({ time: Date.UTC(2026, 4, 4, 22), label: 'May 5' })
  })

  test('an empty range has none', () => {
    expect(timeTicks(noon, noon, 5, 0)).toEqual([])
  })

  test('lie within the range, evenly, not too many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1000, max: 3 * 365 * day }),
        fc.integer({ min: 2, max: 12 }),
        (from, length, count) => {
          const ticks = timeTicks(from, from + length, count, 330)
          expect(ticks.length).toBeLessThanOrEqual(count + 1)
          expect(ticks.every(({ time }) => time >= from && time <= from + length)).toBe(true)
        },
      ),
    )
  })
})
