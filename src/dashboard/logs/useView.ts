import { useLocation } from 'react-router'
import { useSearch } from '#dashboard/shared/useSearch.ts'

/** How the log is looked at; all of it stands in the address. */
export interface View {
  /** The filter, in the language of query.ts. */
  readonly query: string
  /** The moment that is looked at, ISO 8601; null for live. */
  readonly at: string | null
  readonly wrap: boolean
  readonly zone: 'local' | 'utc'
}

export function useView(): { view: View; set: (change: Partial<View>, line?: string) => void } {
  const [search, alter] = useSearch()
  const { hash } = useLocation()
  // The line that the address points at stays the same, unless told.
  const set = (change: Partial<View>, line = hash) => alter((before) => written({ ...viewIn(before), ...change }), line)
  return { view: viewIn(search), set }
}

function viewIn(search: URLSearchParams): View {
  const at = search.get('at')
  return {
    query: search.get('q') ?? '',
    at: at !== null && !Number.isNaN(Date.parse(at)) ? at : null,
    wrap: search.get('wrap') !== null,
    zone: search.get('zone') === 'utc' ? 'utc' : 'local',
  }
}

function written({ query, at, wrap, zone }: View): URLSearchParams {
  const search = new URLSearchParams()
  if (query !== '') search.set('q', query)
  if (at !== null) search.set('at', at)
  if (wrap) search.set('wrap', '')
  if (zone === 'utc') search.set('zone', zone)
  return search
}
