import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAbsolute, formatBytes, formatCompact, formatDuration, formatMoney, formatRelative } from './format.ts'

const now = Date.UTC(2026, 4, 4, 12, 0, 0)
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** With ordinary spaces, for reading. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('a figure and its unit are not torn apart', () => {
  expect(formatDuration(1500)).toBe('1.5\u00a0s')
  expect(formatBytes(1024)).toBe('1\u00a0KB')
})

describe('relative time', () => {
  test.each([
    [0, 'just now'],
    [-9 * second, 'just now'],
    [-45 * second, '45 sec ago'],
    [-minute, '1 min ago'],
    [-(2 * hour - 1), '1 hr ago'],
    [-3 * day, '3 days ago'],
    [-29 * day, '29 days ago'],
    [-60 * day, '2 mo ago'],
    [-800 * day, '2 yr ago'],
    [-(hour - 1), '59 min ago'],
    [20 * minute, 'in 20 min'],
    [7 * day - 5 * second, 'in 7 days'],
    [6.4 * day, 'in 6 days'],
    [hour - 5 * second, 'in 1 hr'],
    [30 * day - 5 * second, 'in 1 mo'],
    [365 * day - minute, 'in 12 mo'],
    [3 * 365 * day - minute, 'in 3 yr'],
  ])('%i ms from now is "%s"', (offset, text) => {
    expect(formatRelative(now + offset, now)).toBe(text)
  })
})

test('absolute time names its zone', () => {
  expect(plain(formatAbsolute(now, 'en-US', 'UTC'))).toBe('May 4, 2026, 12:00:00 PM UTC')
})

describe('durations', () => {
  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1500, '1.5 s'],
    [59_999, '59.9 s'],
    [minute, '1 min'],
    [200 * second, '3 min 20 s'],
    [28 * hour, '1 d 4 h'],
    [day + 5 * minute, '1 d'],
    [-1500, '−1.5 s'],
  ])('%i ms is "%s"', (ms, text) => {
    expect(plain(formatDuration(ms))).toBe(text)
  })

  test('never show sixty of a unit', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 * day }), (ms) => !/\b60 (s|min)|\b24 h/.test(plain(formatDuration(ms)))))
  })
})

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [1000, '1,000 B'],
    [1024, '1 KB'],
    [512 * 1024 ** 2, '512 MB'],
    [1.5 * 1024 ** 3, '1.5 GB'],
    [1024 ** 3 - 1, '1 GB'],
  ])('%i is "%s"', (bytes, text) => {
    expect(plain(formatBytes(bytes))).toBe(text)
  })
})

test('money is given in cents, and whole amounts need none', () => {
  expect(formatMoney(700, 'USD', 'en-US')).toBe('$7')
  expect(formatMoney(123_456, 'USD', 'en-US')).toBe('$1,234.56')
  expect(plain(formatMoney(500, 'EUR', 'de-DE'))).toBe('5 €')
})

test('compact numbers keep three digits', () => {
  expect(formatCompact(12_345)).toBe('12.3K')
  expect(formatCompact(999)).toBe('999')
})
