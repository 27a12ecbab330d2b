import { expect, test } from 'vitest'
import type { Mark } from '#platform/metrics/contract.ts'
import { causeOf } from './cause.ts'

const NOW = Date.UTC(2026, 4, 4, 12)
const mark = (minutesAgo: number, kind: Mark['kind'], title: string = kind): Mark => ({
  id: `${kind} ${minutesAgo}`,
  at: new Date(NOW - minutesAgo * 60_000).toISOString(),
  kind,
  title,
  code: kind === 'error' ? 'H12' : null,
  count: 1,
  version: null,
})
const found = (...marks: Mark[]) => {
  const cause = causeOf(marks, NOW)
  return cause && [(NOW - cause.since) / 60_000, cause.deed?.title ?? null]
}

test('names when trouble began and what was done just before', () => {
  expect(
    found(mark(70, 'release', 'deployed old'), mark(22, 'release', 'deployed'), mark(20, 'error'), mark(10, 'error')),
  ).toEqual([20, 'deployed'])
  expect(found(mark(60, 'scale'), mark(20, 'crash'))).toEqual([20, null])
})

test('a bucket may begin before the deed that spoilt it', () => {
  expect(found(mark(20, 'error'), mark(15, 'config'), mark(10, 'error'))).toEqual([20, 'config'])
})

test('a request that its visitor gave up is no trouble', () => {
  expect(found({ ...mark(20, 'error'), code: 'H27' })).toBeNull()
})

test('looks at the present trouble only', () => {
  expect(found(mark(110, 'release'), mark(100, 'error'), mark(20, 'error'))).toEqual([20, null])
  expect(found(mark(110, 'release'), mark(100, 'error'))).toBeNull()
  expect(found(mark(10, 'release'))).toBeNull()
})
