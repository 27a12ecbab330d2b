import { draw, hash, poisson } from '#kernel/random.ts'
import type { App, TrafficPeriod } from '#platform/apps/model.ts'

// How many requests come to an app, and when: a function of the world's seed, the app and the time.

export const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The share of the peak at an hour of the day (heroku-facts H.3), by the UTC clock. */
function shareOfPeak(shape: TrafficPeriod['shape'], time: number): number {
  if (shape === 'steady') return 1
  const hour = (time % DAY) / HOUR
  const day = Math.floor(time / DAY + 4) % 7 // 1970-01-01 was a Thursday; 0 is Sunday
  if (shape === 'daily') return 0.35 + 0.65 * Math.max(0, Math.sin((Math.PI * (hour - 6)) / 15))
  const humps = Math.exp(-(((hour - 10) / 2.2) ** 2)) + 0.9 * Math.exp(-(((hour - 15) / 2.2) ** 2))
  return (0.06 + 0.94 * Math.min(1, humps)) * (day === 0 || day === 6 ? 0.3 : 1)
}

/** The expected requests a second at a time (ms since 1970), before chance. */
export function expectedRps(app: App, time: number): number {
  const period = app.traffic.findLast((candidate) => candidate.from <= time) ?? app.traffic[0]
  return period ? period.peakRps * shareOfPeak(period.shape, time) : 0
}

/**
 * The requests of a minute, numbered from 0 to `count` in the order in which they come, spread over the whole minute. Only
 * those from `first` up to `end` come: the others fall before the app was made, or where other traffic was set.
 */
export interface Arrivals {
  /** Counted since 1970. */
  readonly minute: number
  /** What chance about these requests depends on. */
  readonly key: number
  readonly count: number
  readonly first: number
  readonly end: number
}

/** When a request comes, in ms since 1970 with a fraction. Grows with the index. */
export function arrivalTime({ minute, key, count }: Arrivals, index: number): number {
  return (minute + (index + draw(key, index)) / count) * MINUTE
}

/** How many of the minute's requests come before a time. */
export function arrivalsBefore(arrivals: Arrivals, time: number): number {
  const { minute, count } = arrivals
  const whole = Math.floor((time / MINUTE - minute) * count)
  if (whole < 0 || count === 0) return 0
  if (whole >= count) return count
  return arrivalTime(arrivals, whole) < time ? whole + 1 : whole
}

/**
 * The requests that come within a minute: one group, or more when the app's traffic was set meanwhile. What comes before a
 * change does not depend on it.
 */
export function arrivalsIn(seed: string, app: App, minute: number): Arrivals[] {
  const start = minute * MINUTE
  const groups: Arrivals[] = []
  for (let i = 0; i < app.traffic.length; i++) {
    const period = app.traffic[i]
    if (!period) continue
    const from = Math.max(i === 0 ? 0 : period.from, app.createdAt)
    const to = app.traffic[i + 1]?.from ?? Infinity
    if (from >= start + MINUTE || to <= start || to <= from) continue
    // A slow wander of up to 12 % over some minutes, and Poisson chance on top.
    const wander = 1 + 0.24 * (draw(seed, 'wander', app.id, Math.floor(minute / 7)) - 0.5)
    const mean = period.peakRps * shareOfPeak(period.shape, start + MINUTE / 2) * 60 * wander
    const key = hash(seed, app.id, minute, period.from)
    const count = poisson(mean, key, 'requests')
    // Those who look for a sleeping app's next request pass through thousands of empty minutes.
    if (count === 0) continue
    const whole: Arrivals = { minute, key, count, first: 0, end: 0 }
    const [first, end] = [arrivalsBefore(whole, from), arrivalsBefore(whole, to)]
    if (end > first) groups.push({ ...whole, first, end })
  }
  return groups
}

/** How many requests come within a minute (counted since 1970): the same whenever it is asked. */
export function requestsInMinute(seed: string, app: App, minute: number): number {
  return arrivalsIn(seed, app, minute).reduce((sum, { first, end }) => sum + end - first, 0)
}
