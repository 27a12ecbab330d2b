import type { App } from '#platform/apps/model.ts'
import { requestsInMinute } from '#platform/metrics/traffic.ts'
import { wordsOf } from '#platform/webhooks/target.ts'
import type { Drain } from './model.ts'

// What a drain loses (heroku-facts C.3): a function of its address and of how much the app has to say. A busy minute's lines
// are those of its requests: one of the router, one of the app.

const MINUTE = 60_000
const LINES_PER_REQUEST = 2

interface Manner {
  readonly state: 'behind' | 'failing'
  /** Lines a minute that it takes. */
  readonly takes: number
  readonly reason: string
}

/** How a drain's target misbehaves, by the words of its address; null if it takes everything. */
export function mannerOf(url: string): Manner | null {
  const words = wordsOf(url)
  if (words.includes('invalid')) return { state: 'failing', takes: 0, reason: 'The host cannot be found.' }
  if (words.includes('expired') && !url.startsWith('syslog:'))
    return { state: 'failing', takes: 0, reason: 'Its certificate has expired (L14).' }
  if (words.includes('fail')) return { state: 'failing', takes: 0, reason: 'It refuses what it is sent.' }
  return words.includes('slow') ? { state: 'behind', takes: 60, reason: 'It takes one line a second.' } : null
}

/** What a drain lost of one minute's lines (counted since 1970); nothing of a minute in which it was not there throughout. */
export function lostInMinute(seed: string, app: App, drain: Drain, takes: number, minute: number): number {
  if (minute * MINUTE < drain.createdAt || (minute + 1) * MINUTE > (drain.removedAt ?? Infinity)) return 0
  return Math.max(0, requestsInMinute(seed, app, minute) * LINES_PER_REQUEST - takes)
}

/** What a drain lost in the last hour. */
export function lostInHour(seed: string, app: App, drain: Drain, takes: number, now: number): number {
  const end = Math.floor(now / MINUTE)
  let sum = 0
  for (let minute = end - 60; minute < end; minute++) sum += lostInMinute(seed, app, drain, takes, minute)
  return sum
}
