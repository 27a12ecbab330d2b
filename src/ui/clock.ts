import { createContext, use, useSyncExternalStore } from 'react'

/** Tells the time to whatever shows it. The time may be simulated: paused, faster, or set back. */
export interface Clock {
  /** ms since 1970 */
  now: () => number
  /** Calls back when the time should be looked at again: about once a second while it runs, and at a jump. */
  subscribe: (listener: () => void) => () => void
}

let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** The machine's own clock; one timer however many look at it. */
const wallClock: Clock = {
  now: () => Date.now(),
  subscribe(listener) {
    if (listeners.size === 0) timer = setInterval(tick, 1000)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) clearInterval(timer)
    }
  },
}

function tick(): void {
  for (const listener of listeners) listener()
}

/** The app provides its clock here once; until then the machine's is used. */
export const ClockContext = createContext<Clock>(wallClock)

/**
 * What `read` makes of the time. The component renders again only when the result is another one, so "3 min ago" renders
 * once a minute although the clock ticks each second. The result must be a primitive.
 */
export function useClock<Result extends string | number | boolean>(read: (now: number) => Result): Result {
  const clock = use(ClockContext)
  return useSyncExternalStore(clock.subscribe, () => read(clock.now()))
}
