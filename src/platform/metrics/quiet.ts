import type { App } from '#platform/apps/model.ts'
import { arrivalsBefore, arrivalsIn, arrivalTime, MINUTE, requestsInMinute } from './traffic.ts'

/** heroku-facts B.5: an Eco web dyno sleeps after 30 minutes without a request. */
const QUIET_MINUTES = 30
/** How far ahead is looked; a dyno cycles sooner than that. */
const HORIZON_MINUTES = 28 * 60

/** When the app will have had no request for 30 minutes, if that comes within the next day. */
export function idleAt(seed: string, app: App, from: number): number | null {
  const start = Math.ceil(from / MINUTE)
  let quiet = 0
  for (let minute = start; minute < start + HORIZON_MINUTES; minute++) {
    quiet = requestsInMinute(seed, app, minute) === 0 ? quiet + 1 : 0
    if (quiet === QUIET_MINUTES) return (minute + 1) * MINUTE
  }
  return null
}

/** When the next request comes that wakes a sleeping app; at the latest, when to look again. */
export function wakeAt(seed: string, app: App, from: number): number {
  const start = Math.floor(from / MINUTE)
  for (let minute = start; minute < start + HORIZON_MINUTES; minute++) {
    for (const arrivals of arrivalsIn(seed, app, minute)) {
      const index = Math.max(arrivals.first, arrivalsBefore(arrivals, from))
      if (index < arrivals.end) return Math.floor(arrivalTime(arrivals, index))
    }
  }
  return (start + HORIZON_MINUTES) * MINUTE
}
