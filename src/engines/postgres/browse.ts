import type { Asked, Filter } from './protocol.ts'
import { quoteName, quoteText } from './sessions.ts'

/** Rows are counted up to here. */
export const MOST_COUNTED = 100_000

/** The statements that show a page of a table, and count what fits its filters. `keys` are the columns of its primary key. */
export function browseSql(asked: Asked<'browse'>, keys: readonly string[]): { readonly page: string; readonly count: string } {
  const { schema, table, filters, order, from, count } = asked
  const what = `${quoteName(schema)}.${quoteName(table)}`
  const where = filters.length > 0 ? ` where ${filters.map(condition).join(' and ')}` : ''
  const then = keys.filter((key) => key !== order?.column).map(quoteName)
  const by = [...(order ? [`${quoteName(order.column)}${order.down ? ' desc nulls last' : ''}`] : []), ...then].join(', ')
  return {
    page: `select * from ${what}${where}${by && ` order by ${by}`} limit ${Math.floor(count)} offset ${Math.floor(from)}`,
    count: `select count(*) from (select from ${what}${where} limit ${MOST_COUNTED}) counted`,
  }
}

function condition({ column, operator, value }: Filter): string {
  const name = quoteName(column)
  if (operator === 'is null' || operator === 'is not null') return `${name} ${operator}`
  if (operator === 'contains') return `position(lower(${quoteText(value)}) in lower(${name}::text)) > 0`
  return `${name} ${operator} ${quoteText(value)}`
}
