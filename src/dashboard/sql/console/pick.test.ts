import { describe, expect, it } from 'vitest'
import { explained, lineAt, picked } from './pick.ts'

const TEXT = "select 1;\n\n-- the second\nselect ';' as two;\nupdate t set a = 1"
const at = (what: string) => ({ from: TEXT.indexOf(what), to: TEXT.indexOf(what) })

describe('what is run', () => {
  it('is what is selected', () => {
    expect(picked(TEXT, { from: 0, to: 8 })).toEqual({ sql: 'select 1', from: 0 })
  })

  it('is else the statement that the cursor is in, or was last', () => {
    expect(picked(TEXT, at('1;'))).toEqual({ sql: 'select 1', from: 0 })
    expect(picked(TEXT, at('as two'))?.sql).toContain("select ';' as two")
    expect(picked(TEXT, { from: TEXT.length, to: TEXT.length })).toEqual({
      sql: 'update t set a = 1',
      from: TEXT.indexOf('update'),
    })
    expect(picked('  \nselect 1', { from: 0, to: 0 })?.sql).toBe('select 1')
    expect(picked(' -- nothing\n', { from: 0, to: 0 })).toBeNull()
  })

  it('is explained with times only where that changes nothing, and errors stay where they are', () => {
    const select = explained({ sql: 'select x', from: 40 })
    expect(select).toEqual({ sql: 'explain (analyze, buffers) select x', from: 40 - 27, readonly: true })
    expect(select.from + select.sql.indexOf('x,')).toBeLessThan(40)
    expect(select.from + select.sql.lastIndexOf('x')).toBe(40 + 7)
    expect(explained({ sql: 'delete from t; select 1', from: 0 }).sql).toBe('explain delete from t')
    expect(explained({ sql: 'Explain analyze select 1', from: 0 }).sql).toBe('Explain analyze select 1')
    expect(explained({ sql: '(select 1)', from: 0 }).readonly).toBe(true)
  })
})

it('a position is told by line and column', () => {
  expect([0, 9, 11].map((position) => lineAt(TEXT, position))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 10 },
    { line: 3, column: 1 },
  ])
})
