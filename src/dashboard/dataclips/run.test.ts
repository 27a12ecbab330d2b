import { expect, it } from 'vitest'
import type { Ran, Result } from '#engines/postgres/protocol.ts'
import { outcomeOf } from './run.ts'

const column = { name: 'a', type: 'text', numeric: false }
const result = (more: Partial<Result>): Result => ({
  id: 'x 1',
  command: 'SELECT 2',
  sql: 'select',
  columns: [column],
  rows: [],
  count: 2,
  cut: false,
  notices: [],
  ms: 2,
  ...more,
})
const ran = (more: Partial<Ran>): Ran => ({ results: [result({})], error: null, transaction: 'none', written: null, ...more })

it('the last rows that were given are kept, up to what there is room for', () => {
  const set = result({ command: 'SET', columns: [], count: 0, id: null, ms: 1 })
  expect(outcomeOf(3, ran({ results: [result({}), set] }), [['1'], [null]])).toEqual({
    version: 3,
    ms: 3,
    columns: [column],
    rows: [['1'], [null]],
    count: 2,
    error: null,
  })
  const long = ['x'.repeat(60_000)]
  expect(outcomeOf(1, ran({ results: [result({ count: 5 })] }), [long, long, long, long, long])).toMatchObject({
    rows: [long, long, long],
    count: 5,
  })
  expect(outcomeOf(1, ran({}), Array<string[]>(2000).fill(['1'])).rows).toHaveLength(1000)
})

it('of what went wrong the error is kept, with its place', () => {
  const error = { code: '42703', message: 'no such column', detail: 'x', hint: null, position: 7 }
  expect(outcomeOf(1, ran({ error }), [])).toMatchObject({
    columns: [],
    error: { code: '42703', message: 'no such column', position: 7 },
  })
})
