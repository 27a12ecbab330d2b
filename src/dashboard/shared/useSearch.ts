import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

/**
 * What stands behind the `?` of the address, and how to change it in place. Each change builds on the one before it, also when
 * that has not been drawn yet: the router's own function would take it back.
 */
export function useSearch(): readonly [URLSearchParams, (change: (search: URLSearchParams) => void) => void] {
  const [search, setSearch] = useSearchParams()
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])
  const change = (alter: (search: URLSearchParams) => void) => {
    const next = new URLSearchParams(latest.current)
    alter(next)
    latest.current = next
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  return [search, change]
}
