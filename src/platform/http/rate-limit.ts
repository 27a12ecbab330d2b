import { ApiError } from './errors.ts'

/** Requests an hour for each account (heroku-facts G.5). */
export const REQUESTS_PER_HOUR = 4500
const HOUR = 3_600_000

/** Counts requests by account. It runs on the wall's time and is no part of a world: reading must not change a world. */
export class RateLimit {
  readonly #wall: () => number
  readonly #left = new Map<string, { tokens: number; at: number }>()

  constructor(wall: () => number) {
    this.#wall = wall
  }

  /** How many requests are left after this one. Refuses when there are none and `enforce` is set. */
  take(account: string, counts: boolean, enforce: boolean): number {
    const now = this.#wall()
    const before = this.#left.get(account) ?? { tokens: REQUESTS_PER_HOUR, at: now }
    const tokens = Math.min(REQUESTS_PER_HOUR, before.tokens + ((now - before.at) / HOUR) * REQUESTS_PER_HOUR)
    if (counts && enforce && tokens < 1) {
      throw new ApiError(
        429,
        'rate_limit',
        'Your account reached the API rate limit\nPlease wait a few minutes before making new requests',
      )
    }
    const left = Math.max(0, tokens - (counts ? 1 : 0))
    this.#left.set(account, { tokens: left, at: now })
    return Math.floor(left)
  }
}
