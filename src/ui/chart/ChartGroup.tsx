import { createContext, use, useState, useSyncExternalStore, type ReactNode } from 'react'

/** The time under the pointer or the keyboard, shared by charts: moving in one moves the line in all. */
interface Cursor {
  get: () => number | null
  set: (time: number | null) => void
  subscribe: (listener: () => void) => () => void
}

const CursorContext = createContext<Cursor | null>(null)

/** Charts within show one crosshair: put those of one page, which share their time axis, into it. */
export function ChartGroup({ children }: { children: ReactNode }) {
  const [cursor] = useState(createCursor)
  return <CursorContext value={cursor}>{children}</CursorContext>
}

/** The group's cursor, or one for this chart alone. */
export function useCursor(): Cursor {
  const shared = use(CursorContext)
  const [own] = useState(createCursor)
  return shared ?? own
}

/** The cursor's time; renders again when it moves. */
export function useCursorTime(cursor: Cursor): number | null {
  return useSyncExternalStore(cursor.subscribe, cursor.get)
}

function createCursor(): Cursor {
  let time: number | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => time,
    set(next) {
      if (next === time) return
      time = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type { Cursor }
