import { describe, expect, it } from 'vitest'
import { nextCell, toTabbed, toTable, trackOf } from './grid.ts'

const size = { rows: 100, columns: 3 }
const press = (key: string, from = { row: 5, column: 1 }, far = false) =>
  nextCell({ key, ctrlKey: far, metaKey: false, altKey: false }, from, size)

describe('a key in a grid', () => {
  it('leads to the next cell, and not beyond the edge', () => {
    expect(press('ArrowDown')).toEqual({ row: 6, column: 1 })
    expect(press('ArrowLeft')).toEqual({ row: 5, column: 0 })
    expect(press('ArrowUp', { row: 0, column: 2 })).toEqual({ row: 0, column: 2 })
    expect(press('ArrowRight', { row: 0, column: 2 })).toEqual({ row: 0, column: 2 })
    expect(press('PageDown', { row: 95, column: 0 })).toEqual({ row: 99, column: 0 })
  })

  it('leads to the ends with Ctrl', () => {
    expect(press('ArrowDown', undefined, true)).toEqual({ row: 99, column: 1 })
    expect(press('Home', undefined, true)).toEqual({ row: 0, column: 0 })
    expect(press('End', undefined, true)).toEqual({ row: 99, column: 2 })
    expect(press('End')).toEqual({ row: 5, column: 2 })
  })

  it('leads nowhere when it is another one, or there are no cells', () => {
    expect(press('a')).toBeNull()
    expect(
      nextCell({ key: 'ArrowDown', ctrlKey: false, metaKey: false, altKey: false }, null, { rows: 0, columns: 1 }),
    ).toBeNull()
  })
})

it('columns are as wide as what is in them, within bounds', () => {
  const column = { name: 'id', type: 'bigint', numeric: true }
  expect(trackOf(column, [['1'], ['12345678']], 0)).toContain('9ch')
  expect(trackOf(column, [['1']], 0)).toContain('6ch')
  expect(trackOf(column, [['x'.repeat(500)]], 0)).toContain('41ch')
})

it('a row is copied as a spreadsheet takes it', () => {
  expect(toTabbed(['a\tb\nc', null, '3'])).toBe('a b c\t\t3')
  const columns = ['id', 'two words'].map((name) => ({ name, type: 'text', numeric: false }))
  expect(toTable(columns, [['1', null]])).toBe('id\ttwo words\n1\t')
})
