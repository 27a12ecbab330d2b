import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Filter } from './line.ts'

/** How the log is looked at; all of it stands in the address. */
export interface View extends Filter {
  /** The end of the window, ISO 8601; null for live. */
  readonly until: string | null
  readonly wrap: boolean
  readonly zone: 'local' | 'utc'
}

const levels = ['all', 'warn', 'error'] as const

export function useView(): { view: View; set: (change: Partial<View>, line?: string) => void } {
  const [search] = useSearchParams()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const until = search.get('until')
  const view: View = {
    source: search.get('source') ?? '',
    level: levels.find((level) => level === search.get('level')) ?? 'all',
    until: until !== null && !Number.isNaN(Date.parse(until)) ? until : null,
    wrap: search.get('wrap') !== null,
    zone: search.get('zone') === 'utc' ? 'utc' : 'local',
  }
  // The line that the address points at stays the same, unless told.
  const set = (change: Partial<View>, line = hash) => {
    const { source, level, until: end, wrap, zone } = { ...view, ...change }
    const next = new URLSearchParams()
    if (source !== '') next.set('source', source)
    if (level !== 'all') next.set('level', level)
    if (end !== null) next.set('until', end)
    if (wrap) next.set('wrap', '')
    if (zone === 'utc') next.set('zone', zone)
    void navigate({ search: next.toString(), hash: line }, { replace: true, preventScrollReset: true })
  }
  return { view, set }
}
