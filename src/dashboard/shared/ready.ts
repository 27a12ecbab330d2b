import { useSyncExternalStore } from 'react'

let ready = false
const listeners = new Set<() => void>()

/** Says that the platform answers and somebody is signed in; the router does, once. */
export function markReady(): void {
  ready = true
  for (const listener of listeners) listener()
}

/** Whether the platform can be asked yet. What stands around the pages is there before that. */
export function useReady(): boolean {
  return useSyncExternalStore(subscribe, () => ready)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
