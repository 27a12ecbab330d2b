import fc from 'fast-check'
import { expect, test } from 'vitest'
import { complete } from './complete.ts'
import { parseQuery } from './query.ts'
import { nameProblem, queryProblem, readFilters } from './saved.ts'

const known = (key: string) => (key === 'dyno' ? ['web', 'web.1', 'web.2', 'worker.1'] : key === 'path' ? ['/a b'] : [])
const suggested = (text: string, cursor = text.length) => complete(text, cursor, known).suggestions.map(({ insert }) => insert)

test('suggests keys, and values after them', () => {
  expect(suggested('st')).toEqual(['status:'])
  expect(suggested('level:error -s')).toEqual(['source:', 'status:', 'service:'])
  expect(suggested('dyno:web')).toEqual(['web.1', 'web.2'])
  expect(suggested('dyno:web.1,wo')).toEqual(['worker.1'])
  expect(suggested('level:')).toEqual(['error', 'warn', 'info', '>=warn'])
  expect(suggested('path:')).toEqual(['"/a b"'])
  expect(suggested('st level:error', 2)).toEqual(['status:'])
})

test('suggests nothing where words are free', () => {
  for (const text of ['"st', '/st', 'zebra:', 'nothing', 'dyno:web.1,worker.1', '"a b" "st']) expect(suggested(text)).toEqual([])
})

test('what is accepted takes the place of what was typed', () => {
  const text = 'level:error -dyno:web.1,wo'
  const { from, to, suggestions } = complete(text, text.length, known)
  expect(text.slice(0, from) + suggestions[0]?.insert + text.slice(to)).toBe('level:error -dyno:web.1,worker.1')
})

test('every suggested value makes a query that can be read', () => {
  fc.assert(
    fc.property(fc.constantFrom('dyno:', 'level:', 'status:', 'method:', 'service:', 'bytes:', 'path:'), (text) => {
      for (const insert of suggested(text)) expect(parseQuery(text + insert).problem).toBeNull()
    }),
  )
})

test('names of saved filters', () => {
  const filters = [{ name: 'Mine', query: 'a' }]
  expect(nameProblem(filters, ' ')).toBe('Write a name.')
  expect(nameProblem(filters, 'errors')).toMatch(/already/)
  expect(nameProblem(filters, 'mine ')).toMatch(/already/)
  expect(nameProblem(filters, 'mine', 'Mine')).toBeNull()
  expect(nameProblem(filters, 'x'.repeat(61))).toMatch(/at most 60/)
  expect(
    nameProblem(
      Array.from({ length: 50 }, (_, n) => ({ name: `f${n}`, query: 'a' })),
      'one more',
    ),
  ).toMatch(/Delete one/)
  expect([queryProblem(' '), queryProblem('status:'), queryProblem('a')].map((problem) => problem === null)).toEqual([
    false,
    false,
    true,
  ])
})

test('stored filters that are not ours are none', () => {
  expect(readFilters('[{"name":"a","query":"b"}]')).toEqual([{ name: 'a', query: 'b' }])
  for (const text of [null, '', '{', '{}', '[1]', '[{"name":1}]']) expect(readFilters(text)).toEqual([])
})
