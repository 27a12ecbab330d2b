import { between, draw } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'
import { overload, type Distribution } from './capacity.ts'

// What becomes of requests. Of a run of numbered requests one can say how many end in each way without looking at them, and
// of each one how it ends, and the two agree: that is what keeps charts and log lines in step.

export interface Outcome {
  readonly status: number
  /** The router's error code, if it is one (heroku-facts C.1). */
  readonly code: string | null
  /** What the router's line says of the error. */
  readonly description: string
}

const answered = (status: number): Outcome => ({ status, code: null, description: '' })
const failed = (code: string, description: string, status = 503): Outcome => ({ status, code, description })

/** The last one, 200, is what all others leave. */
const SERVED = [
  failed('H11', 'Backlog too deep'),
  failed('H12', 'Request timeout'),
  failed('H27', 'Client Request Interrupted', 499),
  failed('H13', 'Connection closed without response'),
  failed('H18', 'Server Request Interrupted'),
  ...[500, 404, 304, 302, 201, 204, 301, 401, 422, 400, 403, 429, 200].map(answered),
]

export const OUTCOMES: readonly Outcome[] = [
  ...SERVED,
  failed('H10', 'App crashed'),
  failed('H14', 'No web processes running'),
  failed('H20', 'App boot timeout'),
  failed('H80', 'Maintenance mode'),
  failed('H81', 'Blank app', 502),
]

/** The place of a code or of a status without one in OUTCOMES. */
export const outcomeIndex = (key: string | number): number =>
  OUTCOMES.findIndex(({ code, status }) => (typeof key === 'number' ? code === null && status === key : code === key))

const [H27, FIRST_ANSWER, OK] = [2, 5, SERVED.length - 1]
export const TIMED_OUT = 1

/** What an app's own code answers beside 200, as shares of its requests, from 500 on in the order of OUTCOMES. */
export function answerShares(seed: string, app: App): readonly number[] {
  const share = (name: string, low: number, high: number) => between(low, high, seed, 'share', name, app.id)
  const rare = (name: string, most: number) => (draw(seed, 'has', name, app.id) < 0.5 ? 0 : share(name, most / 5, most))
  return [
    share('500', 0.0002, 0.002),
    share('404', 0.005, 0.03),
    rare('304', 0.12),
    rare('302', 0.06),
    share('201', 0.01, 0.06),
    rare('204', 0.03),
    rare('301', 0.01),
    share('401', 0.001, 0.01),
    rare('422', 0.01),
    rare('400', 0.004),
    rare('403', 0.004),
    rare('429', 0.002),
  ]
}

/**
 * How likely each outcome of SERVED is among those that the ones before it leave, on dynos that are so busy.
 * `answers` are the app's own shares, `times` what the served requests take.
 */
export function conditionalShares(answers: readonly number[], utilisation: number, times: Distribution): number[] {
  const { timeouts, rejected } = overload(utilisation)
  // People leave when they wait; code fails more often when it is pressed.
  const impatience = 0.0003 + 0.04 * Math.min(1, Math.max(0, times[1] - 1500) / 20_000)
  const pressed = 1 + 8 * Math.max(0, Math.min(utilisation, 1.5) - 0.85)
  const shares = [rejected, timeouts, impatience, 0.000_01, 0.000_02]
  for (let i = 0; i < answers.length; i++) shares.push((answers[i] ?? 0) * (i === 0 ? pressed : 1))
  let left = 1
  for (let i = 0; i < shares.length; i++) {
    const share = Math.min(shares[i] ?? 0, left)
    shares[i] = left > 0 ? share / left : 0
    left -= share
  }
  return shares
}

const PHASE_STEP = 0.618_033_988_75

/** Adds to `counts` how the requests from `first` up to `end` come out. `phase` (0 to 1) shifts who is hit. */
export function tallyServed(shares: readonly number[], phase: number, first: number, end: number, counts: number[]): void {
  let [from, to] = [first, end]
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] ?? 0
    if (share === 0) continue
    const shift = (phase + i * PHASE_STEP) % 1
    const before = Math.floor(from * share + shift)
    const upTo = Math.floor(to * share + shift)
    counts[i] = (counts[i] ?? 0) + upTo - before
    from -= before
    to -= upTo
  }
  counts[OK] = (counts[OK] ?? 0) + to - from
}

/** How one of those requests comes out: an index into OUTCOMES. */
export function outcomeOf(shares: readonly number[], phase: number, request: number): number {
  let index = request
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] ?? 0
    if (share === 0) continue
    const shift = (phase + i * PHASE_STEP) % 1
    const before = Math.floor(index * share + shift)
    if (Math.floor((index + 1) * share + shift) > before) return i
    index -= before
  }
  return OK
}

/** Whether the app itself answered, so that its answer has a service time and its own log a line. */
export const isServed = (outcome: number): boolean => outcome === H27 || (outcome >= FIRST_ANSWER && outcome <= OK)
