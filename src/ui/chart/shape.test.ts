import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaPath, linePath, nearest, stack } from './shape.ts'

const same = (value: number) => value

describe('lines', () => {
  test('break at gaps, and a lone value is a dot', () => {
    expect(linePath([1, 2, null, 4, null], same, same)).toBe('M0 1L1 2M3 4h0')
  })
  test('nothing known draws nothing', () => {
    expect(linePath([null, null], same, same)).toBe('')
  })
  test('a part of it can be drawn', () => {
    expect(linePath([1, 2, 3], same, same, 1)).toBe('M1 2L2 3')
  })
})

describe('stacks', () => {
  test('each series begins where the one before ends', () => {
    expect(
      stack([
        [1, null, null],
        [2, 3, null],
      ]),
    ).toEqual([
      { low: [0, 0, null], high: [1, 0, null] },
      { low: [1, 0, null], high: [3, 3, null] },
    ])
  })
  test('an area goes there on the upper edge and back on the lower', () => {
    expect(areaPath({ low: [0, 1], high: [2, 3] }, same, same)).toBe('M0 2L1 3L1 1L0 0Z')
  })
})

test('the nearest bucket has no nearer one', () => {
  const ascending = fc
    .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 })
    .map((list) => list.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(ascending, fc.integer({ min: -10, max: 1010 }), (times, time) => {
      const found = Math.abs((times[nearest(times, time)] ?? NaN) - time)
      expect(found).toBe(Math.min(...times.map((each) => Math.abs(each - time))))
    }),
  )
  expect(nearest([], 5)).toBe(-1)
})
