import { useSyncExternalStore } from 'react'
import { useMe } from '#dashboard/account/useMe.ts'
import { readFilters, type SavedFilter } from './saved.ts'

const listeners = new Set<() => void>()
/** What could not be stored lasts as long as the page. */
const unstored = new Map<string, string>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** A person's own filters, kept in this browser; other tabs follow. */
export function useSavedFilters(): [filters: readonly SavedFilter[], set: (filters: readonly SavedFilter[]) => void] {
  const key = `dynorama ${import.meta.env.BASE_URL} log filters ${useMe()?.email ?? ''}`
  const text = useSyncExternalStore(subscribe, () => load(key))
  const set = (filters: readonly SavedFilter[]) => {
    store(key, JSON.stringify(filters))
    for (const listener of listeners) listener()
  }
  return [readFilters(text), set]
}

// Storage can be forbidden.
function load(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key)
  } catch {
    return null
  }
}

function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
    unstored.delete(key)
  } catch {
    unstored.set(key, text)
  }
}
