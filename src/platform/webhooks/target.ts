import { integer } from '#kernel/random.ts'
import { parseAddress } from '#platform/http/address.ts'

// What is at the other end of a webhook or a log drain. Nothing is ever sent, so the address itself says how it behaves: by a
// label of its host or a part of its path.

/** How long a target may take to answer, in ms (heroku-facts G.8). */
const TIMEOUT = 25_000

export interface Outcome {
  /** Null: no answer came. */
  readonly code: number | null
  readonly errorClass: string | null
  readonly body: string | null
  /** ms */
  readonly duration: number
}

/** The words by which an address says how its target behaves. */
export function wordsOf(address: string): readonly string[] {
  const { host = '', path = '' } = parseAddress(address) ?? {}
  return [...host.split('.'), ...path.split('/')]
}

const answered = (code: number, duration: number): Outcome => ({
  code,
  errorClass: code >= 200 && code < 300 ? null : 'HTTPError',
  body: code === 200 ? 'OK' : `HTTP ${code}`,
  duration,
})

/**
 * What a target makes of the nth attempt (from 1): `invalid` cannot be found, `slow` does not answer in time, `fail` answers
 * 500, `flaky` 503 to the first two attempts, `status/404` that code; every other address answers 200.
 */
export function outcomeAt(address: string, nth: number, attemptId: string): Outcome {
  const words = wordsOf(address)
  const duration = integer(40, 380, 'webhook target', attemptId)
  if (words.includes('invalid')) return { code: null, errorClass: 'ConnectionError', body: null, duration }
  if (words.includes('slow')) return { code: null, errorClass: 'Timeout', body: null, duration: TIMEOUT }
  if (words.includes('fail')) return answered(500, duration)
  if (words.includes('flaky') && nth <= 2) return answered(503, duration)
  const code = Number(words[words.indexOf('status') + 1])
  return answered(words.includes('status') && code >= 200 && code <= 599 ? code : 200, duration)
}
