import type { Filter } from '#engines/postgres/protocol.ts'

/** Which rows of a table are looked at. */
export interface View {
  readonly order: { readonly column: string; readonly down: boolean } | null
  readonly filters: readonly Filter[]
  readonly from: number
}

export const operators: readonly Filter['operator'][] = ['contains', '=', '<', '>', 'is null', 'is not null']

/** Reads an address; what it says of columns that there are not is left out. */
export function readView(search: URLSearchParams, columns: readonly string[]): View {
  const [, minus, column = ''] = /^(-?)(.*)$/s.exec(search.get('order') ?? '') ?? []
  const from = Math.floor(Number(search.get('from')))
  return {
    order: columns.includes(column) ? { column, down: minus === '-' } : null,
    filters: search.getAll('filter').flatMap((text) => {
      const filter = readFilter(text)
      return filter && columns.includes(filter.column) ? [filter] : []
    }),
    from: Number.isFinite(from) && from > 0 ? from : 0,
  }
}

/** 'status:=:paid' */
function readFilter(text: string): Filter | null {
  const found = operators.find((operator) => text.includes(`:${operator}:`))
  if (!found) return null
  const at = text.indexOf(`:${found}:`)
  return { column: text.slice(0, at), operator: found, value: text.slice(at + found.length + 2) }
}

/** The address with one filter more, at the first row. */
export function withFilter(search: URLSearchParams, { column, operator, value }: Filter): URLSearchParams {
  const next = new URLSearchParams(search)
  next.append('filter', `${column}:${operator}:${value}`)
  next.delete('from')
  return next
}

/** The address without the nth filter. */
export function withoutFilter(search: URLSearchParams, nth: number): URLSearchParams {
  const next = new URLSearchParams(search)
  const filters = next.getAll('filter').filter((_, at) => at !== nth)
  next.delete('filter')
  next.delete('from')
  for (const filter of filters) next.append('filter', filter)
  return next
}

export const filterWords = ({ column, operator, value }: Filter): string => `${column} ${operator} ${value}`.trim()
