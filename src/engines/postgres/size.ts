import type { Description } from './protocol.ts'

/** How large a database is. */
export function sizeOf({ bytes, tables }: Description) {
  const own = tables.filter(({ kind }) => kind === 'table')
  return { bytes, tables: own.length, rows: own.reduce((sum, { rows }) => sum + rows, 0) }
}
