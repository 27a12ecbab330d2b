import { expect, test } from 'vitest'
import type { Mark } from '#platform/metrics/contract.ts'
import { errorCounts, markRows, marksIn, toneOf } from './marks.ts'

const mark = (kind: Mark['kind'], code: string | null = null, count = 1): Mark => ({
  id: `${kind}${code}${count}`,
  at: '2026-05-04T08:00:00Z',
  kind,
  title: 'Something',
  code,
  count,
  version: null,
})
const marks = [mark('error', 'H12', 3), mark('error', 'R14', 40), mark('error', 'H12', 5), mark('release'), mark('crash')]

test('errors are counted by code, the most frequent first', () => {
  expect(errorCounts(marks).map(({ code, count }) => [code, count])).toEqual([
    ['R14', 40],
    ['H12', 8],
  ])
})

test('each kind of mark has its row', () => {
  const kinds = ['release', 'scale', 'config', 'restart', 'crash', 'error', 'maintenance', 'build', 'alert'] as const
  for (const kind of kinds) expect(markRows.filter((row) => marksIn([mark(kind)], row.kinds).length > 0)).toHaveLength(1)
})

test('codes are as grave as the platform takes them', () => {
  expect([
    toneOf(mark('error', 'H12')),
    toneOf(mark('error', 'R14')),
    toneOf(mark('error', 'H80')),
    toneOf(mark('crash')),
    toneOf(mark('release')),
  ]).toEqual(['error', 'warn', 'idle', 'error', 'ok'])
})
