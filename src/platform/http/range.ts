import { ApiError } from './errors.ts'

// Paging by the Range header (heroku-facts G.3): `Range: version ..; order=desc,max=10`.

export type SortKey = string | number

/** Which page of a list was asked for. */
export interface RangeRequest {
  readonly attribute: string
  readonly from: { readonly value: string; readonly exclusive: boolean } | null
  readonly to: string | null
  readonly max: number
  readonly descending: boolean
}

/** One page of a list, and the headers that tell of it. */
export interface Page<T> {
  readonly items: T[]
  readonly headers: Readonly<Record<string, string>>
  readonly partial: boolean
}

/** A list before paging: it turns only the rows of the page into what travels. */
export interface ListAnswer<T> {
  readonly page: (range: RangeRequest) => Page<T>
}

const DEFAULT_MAX = 200
const LARGEST_MAX = 1000

const unsatisfiable = (message: string) => new ApiError(416, 'requested_range_not_satisfiable', message)

/** Reads a Range header; none or an empty one asks for the first 200 by the default attribute. */
export function parseRange(header: string | undefined, sortable: readonly [string, ...string[]]): RangeRequest {
  const everything: RangeRequest = { attribute: sortable[0], from: null, to: null, max: DEFAULT_MAX, descending: false }
  if (!header?.trim()) return everything
  const match = /^\s*([\w-]+)(?:\s+(\])?([^\s;]*?)\.\.([^\s;]*))?\s*(?:;(.*))?$/.exec(header)
  const attribute = match?.[1]
  if (!match || attribute === undefined) throw unsatisfiable(`Range must look like "${sortable[0]} ..; max=${DEFAULT_MAX}".`)
  if (!sortable.includes(attribute)) throw unsatisfiable(`Range must be by one of: ${sortable.join(', ')}.`)
  const options = new Map(
    (match[5] ?? '').split(/[,;]/).map((part) => [part.split('=')[0]?.trim() ?? '', part.split('=')[1]?.trim() ?? '']),
  )
  const max = Number(options.get('max') ?? DEFAULT_MAX)
  if (!Number.isInteger(max) || max < 1) throw unsatisfiable('max must be a whole number from 1 to 1000.')
  const order = options.get('order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw unsatisfiable('order must be asc or desc.')
  return {
    attribute,
    from: match[3] ? { value: match[3], exclusive: match[2] === ']' } : null,
    to: match[4] || null,
    max: Math.min(max, LARGEST_MAX),
    descending: order === 'desc',
  }
}

const compare = (a: SortKey, b: SortKey) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A list of rows that can be sorted by the given keys. A page ends only where the key changes, so none is lost between pages. Where
 * rows are large, it has at most as many as `most` says, whatever is asked for.
 */
export function listOf<R, T>(
  rows: readonly R[],
  keys: Readonly<Record<string, (row: R) => SortKey>>,
  wire: (row: R) => T,
  most = LARGEST_MAX,
): ListAnswer<T> {
  return {
    page(range) {
      const key = keys[range.attribute]
      if (!key) throw unsatisfiable(`Range must be by one of: ${Object.keys(keys).join(', ')}.`)
      const sign = range.descending ? -1 : 1
      const read = (value: string, like: SortKey): SortKey => (typeof like === 'number' ? Number(value) : value)
      const within = rows.filter((row) => {
        const value = key(row)
        if (range.from) {
          const order = sign * compare(value, read(range.from.value, value))
          if (order < 0 || (order === 0 && range.from.exclusive)) return false
        }
        return range.to === null || sign * compare(value, read(range.to, value)) <= 0
      })
      within.sort((a, b) => sign * compare(key(a), key(b)))
      let end = Math.min(range.max, most, within.length)
      const at = (index: number) => within[index]
      for (let last = at(end - 1), next = at(end); last && next && key(last) === key(next); next = at(end)) end += 1
      const items = within.slice(0, end)
      const [first, last] = [items[0], items.at(-1)]
      const partial = end < within.length
      const headers: Record<string, string> = { 'accept-ranges': Object.keys(keys).join(', ') }
      if (first !== undefined && last !== undefined) {
        headers['content-range'] = `${range.attribute} ${key(first)}..${key(last)}`
        if (partial)
          headers['next-range'] = `${range.attribute} ]${key(last)}..; max=${range.max}${range.descending ? ', order=desc' : ''}`
      }
      return { items: items.map(wire), headers, partial }
    },
  }
}
