import { useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

/** Alters what it is given, or answers what is to stand there instead. */
type Alter = (search: URLSearchParams) => URLSearchParams | void

type Change = (alter: Alter, hash?: string) => void
/** Changes what stands there under one name; nothing takes it out. */
type Put = (key: string, value: string) => void

/**
 * What stands behind the `?` of the address, and how to change it in place; what stands behind the `#` goes, unless told. Each
 * change builds on the one before it, also when that has not been drawn yet: the router's own function would take it back.
 */
export function useSearch(): readonly [URLSearchParams, Change, Put] {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])
  const change: Change = (alter, hash = '') => {
    const copy = new URLSearchParams(latest.current)
    const next = alter(copy) ?? copy
    latest.current = next
    void navigate({ search: next.toString(), hash }, { replace: true, preventScrollReset: true })
  }
  const put: Put = (key, value) => change((next) => (value === '' ? next.delete(key) : next.set(key, value)))
  return [search, change, put]
}
