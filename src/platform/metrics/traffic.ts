import { draw, poisson } from '#kernel/random.ts'
import type { App, TrafficPeriod } from '#platform/apps/model.ts'

// How many requests come to an app: a function of the world's seed, the app and the time.

export const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The traffic that holds at a time. */
function periodAt(app: App, time: number): TrafficPeriod | undefined {
  return app.traffic.findLast((period) => period.from <= time) ?? app.traffic[0]
}

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
  const period = periodAt(app, time)
  return period ? period.peakRps * shareOfPeak(period.shape, time) : 0
}

/** How many requests come within a minute (counted since 1970): the same whenever it is asked. */
export function requestsInMinute(seed: string, app: App, minute: number): number {
  const time = minute * MINUTE
  // A slow wander of up to 12 % over some minutes, and Poisson chance on top.
  const wander = 1 + 0.24 * (draw(seed, 'wander', app.id, Math.floor(minute / 7)) - 0.5)
  return poisson(expectedRps(app, time + MINUTE / 2) * 60 * wander, seed, 'requests', app.id, minute)
}
