import { integerIn } from '#platform/redis/bytes.ts'
import { refuse } from '#platform/redis/reply.ts'

/** When something expires, as commands say it: for some seconds or ms, or until a time. */
export interface Expiry {
  readonly unit: 'ex' | 'px' | 'exat' | 'pxat'
  readonly amount: string
}

const UNITS = ['ex', 'px', 'exat', 'pxat'] as const

/** The expiry that is said at a place among the words; null for none. */
export function expiryIn(words: readonly string[], at: number): Expiry | null {
  const unit = UNITS.find((each) => each === words[at]?.toLowerCase())
  const amount = words[at + 1]
  return unit === undefined || amount === undefined ? null : { unit, amount }
}

const invalidExpiry = (name: string) => refuse(`ERR invalid expire time in '${name}' command`)

/** The time of an expiry in ms since 1970, which may be in the past. */
export function timeOf({ unit, amount }: Expiry, now: number, name: string): number {
  const number = integerIn(amount)
  const ms = unit.startsWith('e') ? number * 1000n : number
  const time = unit.endsWith('at') ? ms : ms + BigInt(Math.floor(now))
  if (BigInt.asIntN(64, time) !== time) throw invalidExpiry(name)
  // Beyond this nobody waits for it.
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(MAX_TIME, Number(time)))
}

const MAX_TIME = 8_640_000_000_000_000

/** The same for a key that is set: it has to live at all. */
export function expiryOf(expiry: Expiry, now: number, name: string): number {
  if (integerIn(expiry.amount) <= 0n) throw invalidExpiry(name)
  return timeOf(expiry, now, name)
}
