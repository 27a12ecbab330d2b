import { expect, test } from 'vitest'
import { nextRate, rateMeaning, rateName } from './rates.ts'

test('faster and slower go through the offered speeds and stay at the ends', () => {
  expect([0, 1, 10, 60, 600, 5_000].map((rate) => nextRate(rate, 1))).toEqual([1, 10, 60, 600, 600, 5_000])
  expect([5_000, 600, 60, 10, 1, 0].map((rate) => nextRate(rate, -1))).toEqual([600, 60, 10, 1, 1, 1])
})

test('speeds in words', () => {
  expect([0, 1, 10, 60, 600, 3600].map(rateName)).toEqual(['Paused', '1×', '10×', '60×', '600×', '3600×'])
  expect(rateMeaning(10)).toBe('A second here is 10 seconds there.')
  expect(rateMeaning(600)).toBe('A second here is 10 min there.')
  expect(rateMeaning(7200)).toBe('A second here is 2 h there.')
})
