import { expect, test } from 'vitest'
import type { Activity } from '#platform/control/contract.ts'
import { byDay, filterActivity } from './by-day.ts'

const entry = (id: string, at: string, kind: Activity['kind'], text: string, email = 'ada@example.com'): Activity => ({
  id,
  at,
  kind,
  text,
  actor: { id: 'a', email },
  version: kind === 'release' ? 12 : null,
  build: null,
  client: null,
})
const all = [
  entry('3', '2026-05-04T23:30:00Z', 'release', 'deployed 1a2b3c4d'),
  entry('2', '2026-05-04T08:00:00Z', 'config', 'set FOO config vars', 'grace@example.com'),
  entry('1', '2026-05-03T08:00:00Z', 'release', 'rolled back to v3'),
]
const ids = (entries: readonly Activity[]) => entries.map(({ id }) => id)

test('filters by kind and by words', () => {
  expect(ids(filterActivity(all, null, ''))).toEqual(['3', '2', '1'])
  expect(ids(filterActivity(all, 'release', ''))).toEqual(['3', '1'])
  expect(ids(filterActivity(all, null, ' GRACE '))).toEqual(['2'])
  expect(ids(filterActivity(all, 'release', 'v12'))).toEqual(['3', '1'])
  expect(ids(filterActivity(all, 'config', 'rolled'))).toEqual([])
})

test('days are those of the viewer', () => {
  expect(byDay(all, 'en', 'UTC').map(({ day, entries }) => [day, ids(entries)])).toEqual([
    ['Monday, May 4, 2026', ['3', '2']],
    ['Sunday, May 3, 2026', ['1']],
  ])
  expect(byDay(all, 'en', 'Asia/Tokyo')[0]?.day).toBe('Tuesday, May 5, 2026')
})
