import { expect, test } from 'vitest'
import { chooseQuantity, chooseSize, costOf, quantityProblem, updatesOf, withDraft } from './draft.ts'
import { memoryWords, type DynoSize } from './sizes.ts'

const basic = [
  { type: 'web', quantity: 1, size: 'Basic' },
  { type: 'worker', quantity: 0, size: 'Basic' },
]
const standard = [
  { type: 'web', quantity: 4, size: 'Standard-2X' },
  { type: 'worker', quantity: 2, size: 'Standard-1X' },
]
const size = (name: string, cents: number): DynoSize => ({
  name,
  cost: { cents, unit: 'month' },
  compute: 1,
  dedicated: false,
  dyno_units: 1,
  id: '',
  memory: 0.5,
  private_space_only: false,
})
const sizes = [
  size('Eco', 0),
  size('Basic', 700),
  size('Standard-1X', 2500),
  size('Standard-2X', 5000),
  size('Performance-M', 25_000),
]

test('a quantity that the size does not allow stays as it is, and is said', () => {
  const draft = chooseQuantity(standard, {}, 'web', 400)
  expect(draft).toEqual({ web: { quantity: 400, size: 'Standard-2X' } })
  expect(quantityProblem({ quantity: 400, size: 'Standard-2X' })).toMatch(/from 0 to 100 dynos/)
  for (const quantity of [-3, 1.5]) expect(quantityProblem({ quantity, size: 'Performance-M' })).toMatch(/from 0 to 10 dynos/)
  for (const quantity of [0, 100]) expect(quantityProblem({ quantity, size: 'Standard-1X' })).toBe(null)
  expect(chooseSize(standard, draft, 'web', 'Performance-M')).toMatchObject({ web: { quantity: 10 } })
})

test('going back to what is now leaves nothing to do', () => {
  const draft = chooseQuantity(standard, {}, 'web', 9)
  expect(chooseQuantity(standard, draft, 'web', 4)).toEqual({})
})

test('Standard and Performance mix', () => {
  expect(chooseSize(standard, {}, 'web', 'Performance-M')).toEqual({ web: { quantity: 4, size: 'Performance-M' } })
})

test('the other types follow into another tier, with one dyno each', () => {
  expect(chooseSize(standard, {}, 'worker', 'Eco')).toEqual({
    web: { quantity: 1, size: 'Eco' },
    worker: { quantity: 1, size: 'Eco' },
  })
  expect(chooseSize(basic, {}, 'web', 'Standard-1X')).toEqual({
    web: { quantity: 1, size: 'Standard-1X' },
    worker: { quantity: 0, size: 'Standard-1X' },
  })
})

test('the cost of what is and of what will be', () => {
  const draft = chooseQuantity(standard, {}, 'web', 5)
  expect([costOf(sizes, standard), costOf(sizes, withDraft(standard, draft))]).toEqual([25_000, 30_000])
  expect(costOf(sizes, [{ type: 'web', quantity: 1, size: 'Eco' }])).toBe(0)
  expect(updatesOf(draft)).toEqual([{ type: 'web', quantity: 5, size: 'Standard-2X' }])
})

test('memory in words', () => {
  expect([memoryWords(0.5), memoryWords(2.5), memoryWords(14)]).toEqual(['512\u00a0MB', '2.5\u00a0GB', '14\u00a0GB'])
})
