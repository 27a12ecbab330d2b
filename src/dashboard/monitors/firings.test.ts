import { expect, test } from 'vitest'
import { errorRates, firingsOf, suggestedTarget } from './firings.ts'

test('an alert fires when all minutes of its period pass the threshold, and ends when none does', () => {
  const values = [1, 9, 9, 1, 9, 9, 9, 1, 9, null, null, null, 9]
  expect(firingsOf(values, 5, 1)).toEqual({ times: 4, minutes: 7 })
  expect(firingsOf(values, 5, 3)).toEqual({ times: 1, minutes: 5 })
  expect(firingsOf(values, 9.1, 1)).toEqual({ times: 0, minutes: 0 })
  expect(firingsOf([9, 9], 5, 5)).toEqual({ times: 0, minutes: 0 })
})

test('the share of failed requests', () => {
  expect(errorRates({ data: { 200: [90, 0, 10], 499: [5, 0, null], 503: [5, 0, 10] } })).toEqual([0.05, null, 0.5])
  expect(errorRates({ data: {} })).toEqual([])
})

test('a target to aim for', () => {
  expect(suggestedTarget([null, 100, 300, 122, 90, 90, 500])).toBe(190)
  expect(suggestedTarget([null, 100, 300, 122])).toBeNull()
})
