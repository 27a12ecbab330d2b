import { expect, test } from 'vitest'
import type { Activity } from '#platform/control/contract.ts'
import { byDay, filterEntries, peopleIn, type FeedEntry } from './entries.ts'
import { byApp, byClient, byKind, byPerson } from './filters.ts'

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
const all: readonly FeedEntry[] = [
  { ...entry('3', '2026-05-04T23:30:00Z', 'release', 'deployed 1a2b3c4d'), app: { id: 'b', name: 'shop' } },
  entry('2', '2026-05-04T08:00:00Z', 'config', 'set FOO config vars', 'grace@example.com'),
  { ...entry('1', '2026-05-03T08:00:00Z', 'release', 'rolled back to v3'), client: 'cli' },
]
const ids = (entries: readonly FeedEntry[]) => entries.map(({ id }) => id)

const filtered = ({ words = '', ...chosen }: Readonly<Record<string, string>>) =>
  ids(filterEntries(all, [byKind, byPerson, byClient, byApp], (key) => chosen[key] ?? '', words))

test('filters by kind, person, client, app and words', () => {
  expect(filtered({})).toEqual(['3', '2', '1'])
  expect(filtered({ kind: 'release' })).toEqual(['3', '1'])
  expect(filtered({ words: ' GRACE ' })).toEqual(['2'])
  expect(filtered({ kind: 'release', words: 'v12' })).toEqual(['3', '1'])
  expect(filtered({ kind: 'config', words: 'rolled' })).toEqual([])
  expect(filtered({ by: 'grace@example.com' })).toEqual(['2'])
  expect(filtered({ by: 'grace@example.com', kind: 'release' })).toEqual([])
  expect(filtered({ from: 'cli' })).toEqual(['1'])
  expect(filtered({ app: 'shop' })).toEqual(['3'])
  expect(filtered({ words: 'shop' })).toEqual(['3'])
})

test('people come by how much they did', () => {
  expect(peopleIn([...all, { ...entry('0', '2026-05-03T08:00:00Z', 'alert', 'fired'), actor: null }])).toMatchObject([
    { email: 'ada@example.com', entries: [{ id: '3' }, { id: '1' }] },
    { email: 'grace@example.com', entries: [{ id: '2' }] },
  ])
})

test('days are those of the viewer', () => {
  expect(byDay(all, 'en', 'UTC').map(({ day, entries }) => [day, ids(entries)])).toEqual([
    ['Monday, May 4, 2026', ['3', '2']],
    ['Sunday, May 3, 2026', ['1']],
  ])
  expect(byDay(all, 'en', 'Asia/Tokyo')[0]?.day).toBe('Tuesday, May 5, 2026')
})
