import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sqlFor } from './names.ts'
import { operators, readView, withFilter, withoutFilter } from './view.ts'

const columns = ['id', 'status', 'Odd: name']

it('an address says which rows are looked at', () => {
  const search = new URLSearchParams('order=-status&from=200&filter=status:=:paid&filter=id:is null:&filter=gone:=:1')
  expect(readView(search, columns)).toEqual({
    order: { column: 'status', down: true },
    filters: [
      { column: 'status', operator: '=', value: 'paid' },
      { column: 'id', operator: 'is null', value: '' },
    ],
    from: 200,
  })
})

it('nonsense in an address is left out', () => {
  expect(readView(new URLSearchParams('order=nope&from=-3&filter=x&filter=::'), columns)).toEqual({
    order: null,
    filters: [],
    from: 0,
  })
})

it('a filter is found again, whatever its value, and can be taken out', () => {
  fc.assert(
    fc.property(fc.constantFrom(...columns), fc.constantFrom(...operators), fc.string(), (column, operator, value) => {
      const search = withFilter(new URLSearchParams('from=100'), { column, operator, value })
      expect(readView(search, columns)).toEqual({ order: null, filters: [{ column, operator, value }], from: 0 })
      expect(withoutFilter(search, 0).toString()).toBe('')
    }),
  )
})

it('a query to begin with names the table as SQL does', () => {
  expect(sqlFor({ schema: 'public', name: 'orders' })).toBe('select *\nfrom orders\nlimit 100;')
  expect(sqlFor({ schema: 'My', name: 'a"b' })).toContain('from "My"."a""b"')
})
