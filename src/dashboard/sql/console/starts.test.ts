import { expect, it } from 'vitest'
import type { TableInfo } from '#engines/postgres/protocol.ts'
import { startsOf } from './starts.ts'

const column = (name: string, references: string | null = null) => ({
  name,
  type: 'bigint',
  nullable: false,
  default: null,
  key: name === 'id',
  references,
})
const table = (name: string, rows: number, columns = [column('id')]): TableInfo => ({
  schema: 'public',
  name,
  kind: 'table',
  rows,
  bytes: 0,
  columns,
  indexes: [],
})

it('a console offers the largest tables, and a join of two of them', () => {
  const orders = table('orders', 4000, [column('id'), column('customer_id', 'customers.id')])
  const starts = startsOf([table('customers', 1200), orders, { ...table('totals', 0), kind: 'view' }])
  expect(starts.map(({ label }) => label)).toEqual(['orders by customers', 'orders', 'customers'])
  expect(starts[0]?.sql).toContain('from orders m\njoin customers o on o.id = m.customer_id')
})

it('a console offers no join that would have to be quoted, or of a table with itself', () => {
  const tree = table('tree', 9, [column('id'), column('above', 'tree.id')])
  const odd = table('Odd', 8, [column('id'), column('tree', 'tree.id')])
  expect(startsOf([tree, odd]).map(({ label }) => label)).toEqual(['tree', 'Odd'])
  expect(startsOf([])).toEqual([])
})
