import { useSyncExternalStore } from 'react'
import { queryClient } from './query-client.ts'

let ready = false
const listeners = new Set<() => void>()

/** Says that the platform answers, and has answered what the first page asked for; the router does, once. */
export function markReady(): void {
  ready = true
  for (const listener of listeners) listener()
}

/** Whether what stands around the page may ask the platform too, and load what it needs. */
export function useReady(): boolean {
  return useSyncExternalStore(subscribe, () => ready)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Resolves when the questions under way have been answered, so that nothing competes with the first page; at most a while later. */
export function firstAnswers(): Promise<void> {
  return new Promise((resolve) => {
    const cache = queryClient.getQueryCache()
    const look = () => {
      if (queryClient.isFetching() > 0) return
      stop()
      clearTimeout(timer)
      // Not before the answers have been drawn.
      setTimeout(resolve, 30)
    }
    const stop = cache.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      resolve()
    }, 3000)
    look()
  })
}
