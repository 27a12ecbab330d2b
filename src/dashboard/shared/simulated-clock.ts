import type { Clock } from '#ui/clock.ts'

/** What the platform said of its clock, and when: ms since 1970, simulated ms a wall ms, ms of the wall's clock. */
export interface Reading {
  now: number
  rate: number
  at: number
}

/** The simulated time at a moment of the wall's clock. */
export function extrapolate(reading: Reading, wall: number): number {
  return reading.now + Math.max(0, wall - reading.at) * reading.rate
}

/**
 * What to go by after the platform was asked again. An answer is a little late when it comes, so one that differs by less than
 * this many wall ms only confirms what is shown already: seconds neither stutter nor run backwards.
 */
const TOLERANCE_MS = 1500

export function reconcile(shown: Reading, answer: Reading): Reading {
  if (shown.rate !== answer.rate) return answer
  const difference = Math.abs(extrapolate(shown, answer.at) - answer.now)
  return difference <= TOLERANCE_MS * shown.rate ? shown : answer
}

/** How long until a display of seconds should be looked at again: each simulated second, but at most ten times a wall second. */
export function tickDelay(reading: Reading, wall: number): number {
  if (reading.rate === 0) return Infinity
  const toNextSecond = (1000 - (extrapolate(reading, wall) % 1000)) / reading.rate
  return Math.max(100, Math.min(1000, toNextSecond))
}

export interface SimulatedClock extends Clock {
  /** Takes in what the platform said just now. */
  read(now: number, rate: number): void
}

interface Wall {
  now(): number
  /** Calls back once, after ms. Answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

const machine: Wall = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** The platform's clock as pages show it: it goes on by itself between two readings. Until the first one it is the wall's. */
export function createSimulatedClock(wall: Wall = machine): SimulatedClock {
  const listeners = new Set<() => void>()
  let reading: Reading | null = null
  let cancel: (() => void) | undefined
  const current = (): Reading => reading ?? { now: wall.now(), rate: 1, at: wall.now() }
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const arm = () => {
    cancel?.()
    const delay = tickDelay(current(), wall.now())
    cancel =
      listeners.size === 0 || delay === Infinity
        ? undefined
        : wall.after(delay, () => {
            tell()
            arm()
          })
  }
  return {
    now: () => Math.floor(extrapolate(current(), wall.now())),
    subscribe(listener) {
      listeners.add(listener)
      if (!cancel) arm()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) arm()
      }
    },
    read(now, rate) {
      const answer = { now, rate, at: wall.now() }
      const next = reading ? reconcile(reading, answer) : answer
      if (next === reading) return
      reading = next
      tell()
      arm()
    },
  }
}
