import { useLocation, useNavigate, useSearchParams } from 'react-router'

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
  const [search] = useSearchParams()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const at = search.get('at')
  const view: View = {
    query: search.get('q') ?? '',
    at: at !== null && !Number.isNaN(Date.parse(at)) ? at : null,
    wrap: search.get('wrap') !== null,
    zone: search.get('zone') === 'utc' ? 'utc' : 'local',
  }
  // The line that the address points at stays the same, unless told.
  const set = (change: Partial<View>, line = hash) => {
    const next = { ...view, ...change }
    const params = new URLSearchParams()
    if (next.query !== '') params.set('q', next.query)
    if (next.at !== null) params.set('at', next.at)
    if (next.wrap) params.set('wrap', '')
    if (next.zone === 'utc') params.set('zone', next.zone)
    void navigate({ search: params.toString(), hash: line }, { replace: true, preventScrollReset: true })
  }
  return { view, set }
}
