import { between, draw, poisson } from '#kernel/random.ts'
import { isFormation, type History, type Life } from './history.ts'
import { measuredFrom, memoryAt, overQuota, samplesOf } from './memory.ts'
import { utilisationOf } from './model.ts'
import { spansBetween, type Span } from './spans.ts'
import { expectedRps, MINUTE } from './traffic.ts'

// What dynos use: memory and load, at any time.

const SLOT = 10 * MINUTE

/** How busy a worker is, 0 to 1: jobs come in waves, more of them when the app has more visitors. */
export function jobsAt({ seed, app }: History, type: string, time: number): number {
  const slot = Math.floor(time / SLOT)
  const visitors = Math.min(1, expectedRps(app, time) / 5)
  const busy = draw(seed, 'jobs', app.id, type, slot) < 0.2 + 0.5 * visitors
  return busy ? between(0.35, 0.9, seed, 'wave', app.id, type, slot) : 0.03
}

/** How many jobs a worker ends in a minute (counted since 1970). */
export const jobsInMinute = (history: History, { run, key }: Life, minute: number): number =>
  poisson(12 * jobsAt(history, run.type, minute * MINUTE), key, 'jobs', minute)

/** What one dyno uses at a time. */
export interface Usage {
  readonly memoryMb: number
  /** The 1-minute load average. */
  readonly load: number
}

/** Answers what an app's dynos use at times of a window. */
export class UsageMeter {
  readonly #history: History
  readonly #spans: readonly Span[]
  readonly #rps = new Map<number, number>()
  #index = 0

  constructor(history: History, from: number, to: number) {
    this.#history = history
    this.#spans = spansBetween(history, from, Math.max(to, from + 1))
  }

  #spanAt(time: number): Span | undefined {
    const inside = (span: Span | undefined) => span !== undefined && span.from <= time && time < span.to
    // Times are mostly asked one after another.
    if (!inside(this.#spans[this.#index])) {
      this.#index = inside(this.#spans[this.#index + 1]) ? this.#index + 1 : this.#spans.findIndex(inside)
    }
    return this.#spans[this.#index]
  }

  /** The traffic that was set when the minute began, so that what is set later changes nothing before. */
  #rpsIn(minute: number): number {
    let rps = this.#rps.get(minute)
    if (rps === undefined) {
      rps = expectedRps(this.#history.app, minute * MINUTE)
      this.#rps.set(minute, rps)
    }
    return rps
  }

  /** The traffic over what the web dynos can serve; 0 where none is up. */
  #utilisation(time: number): number {
    const span = this.#spanAt(time)
    return span?.state === 'up' ? utilisationOf(span, this.#rpsIn(Math.floor(time / MINUTE))) : 0
  }

  #busy(life: Life, time: number): number {
    if (life.run.type === 'web') return life.run.upAt !== null && life.run.upAt <= time ? this.#utilisation(time) : 0
    return isFormation(life.run) ? jobsAt(this.#history, life.run.type, time) : 0.5
  }

  /** MB that the dyno of a run uses; the run must be going on then. */
  memoryMb(life: Life, time: number): number {
    return memoryAt(life, time, Math.min(this.#busy(life, time), 1.5) * life.slots)
  }

  /** What the dyno of a run uses; the run must be going on then. */
  at(life: Life, time: number): Usage {
    const busy = this.#busy(life, time)
    const memoryMb = memoryAt(life, time, Math.min(busy, 1.5) * life.slots)
    const swapping = memoryMb > life.size.memoryMb ? 0.4 : 0
    const noise = draw(life.key, 'load', Math.floor(time / MINUTE)) * 0.08
    const starting = Math.max(0, 1 - (time - measuredFrom(life.run)) / MINUTE) * 0.5
    return { memoryMb, load: cores(life) * (0.02 + noise + swapping + starting + 1.1 * Math.min(busy, 2)) }
  }

  /** The samples from `from` up to `to` in which a dyno was over its quota (R14). */
  *swaps(life: Life, from: number, to: number): Generator<number> {
    const until = Math.min(to, life.run.end?.at ?? Infinity)
    if (until <= from) return
    const { possibly, surely } = overQuota(life, until, 1.5 * life.slots)
    if (possibly >= until) return
    for (const time of samplesOf(life, Math.max(from, possibly), until)) {
      if (time >= surely || this.memoryMb(life, time) > life.size.memoryMb) yield time
    }
  }
}

/** Processes that run at once on a dyno of this size: heroku-facts H.2 gives 1 for 512 MB, 2 to 4 for Performance-M, 8 to 16 for L. */
const cores = ({ size }: Life): number => (size.dedicated ? Math.max(2, size.compute / 5) : size.compute)
