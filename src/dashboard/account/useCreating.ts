import { useSearch } from '#dashboard/shared/useSearch.ts'

/** Whether the address asks for a new one of these, and how to open and close the form for it. */
export function useCreating(what: 'authorization' | 'client'): readonly [boolean, (on: boolean) => void] {
  const [search, change] = useSearch()
  return [search.get('create') === what, (on) => change((next) => (on ? next.set('create', what) : next.delete('create')))]
}
