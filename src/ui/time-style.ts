import { useSyncExternalStore } from 'react'

/** How times are written. */
interface TimeStyle {
  /** The time zone; undefined for that of the browser. */
  readonly zone: string | undefined
  /** As dates in place of "3 min ago". */
  readonly exact: boolean
}

let current: TimeStyle = { zone: undefined, exact: false }
const listeners = new Set<() => void>()

export const timeStyle = (): TimeStyle => current

/** Writes times like this from now on. A zone that this browser does not know counts as none. */
export function setTimeStyle({ zone, exact }: TimeStyle): void {
  const next = { zone: zone !== undefined && isZone(zone) ? zone : undefined, exact }
  if (next.zone === current.zone && next.exact === current.exact) return
  current = next
  for (const listener of listeners) listener()
}

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For components that write times. */
export const useTimeStyle = (): TimeStyle => useSyncExternalStore(subscribe, timeStyle)
