import { draw } from '#kernel/random.ts'
import { responseTimes, type Distribution } from './capacity.ts'
import type { History } from './history.ts'
import { conditionalShares, outcomeIndex } from './outcomes.ts'
import { spansBetween, type Availability, type Span } from './spans.ts'
import { arrivalsBefore, arrivalsIn, arrivalTime, MINUTE, type Arrivals } from './traffic.ts'

/** heroku-facts C.1: how long a request waits for a dyno that boots (H20). */
export const BOOT_WAIT = 75_000
/** Requests that waited together are answered within this time. */
export const BURST = 1_000

/** Requests that come in a row and meet the same circumstances. */
export interface Batch {
  readonly arrivals: Arrivals
  /** Indexes into the arrivals. */
  readonly first: number
  readonly end: number
  readonly span: Span
  /** The traffic over what the dynos can serve; 0 where none is up. */
  readonly utilisation: number
  /** What served ones take. */
  readonly times: Distribution
  /** See `conditionalShares`; null where all of them end in `outcome`. */
  readonly shares: readonly number[] | null
  readonly outcome: number
  /**
   * When they are answered, which is when they count: as they come, 75 s later (`late`), or all of them from `at` on (`burst`).
   */
  readonly answered: { readonly when: 'at once' } | { readonly when: 'late' } | Burst
}

export interface Burst {
  readonly when: 'burst'
  readonly at: number
  /** How many ms it lasts, how many requests it has, and which of them is the batch's first. */
  readonly lasts: number
  readonly size: number
  readonly offset: number
}

const UNSERVED: Readonly<Record<Exclude<Availability, 'up' | 'waiting'>, number>> = {
  crashed: outcomeIndex('H10'),
  none: outcomeIndex('H14'),
  maintenance: outcomeIndex('H80'),
  blank: outcomeIndex('H81'),
}
const LATE = outcomeIndex('H20')
const AT_ONCE = { when: 'at once' } as const
const NOTHING: Distribution = [0, 0, 0, 0, 0]

/** When the n-th request of a batch's arrivals is answered, in ms since 1970 with a fraction. */
export function answeredAt({ arrivals, answered, first }: Batch, index: number): number {
  if (answered.when === 'burst') return answered.at + (answered.lasts * (answered.offset + index - first + 0.3)) / answered.size
  return arrivalTime(arrivals, index) + (answered.when === 'late' ? BOOT_WAIT : 0)
}

/** All requests that are answered from `from` up to `to`; of a burst that begins in that time, all. Nothing after now. */
export function* batchesBetween(history: History, from: number, until: number): Generator<Batch> {
  const { seed, app, now } = history
  const to = Math.min(until, now)
  if (to <= from) return
  const spans = spansBetween(history, from - BOOT_WAIT - 2 * MINUTE, to)
  const groups = new Map<number, Arrivals[]>()
  const arrivalsAt = (minute: number) => {
    const known = groups.get(minute) ?? arrivalsIn(seed, app, minute)
    groups.set(minute, known)
    return known
  }
  function* rows(start: number, end: number): Generator<[Arrivals, number, number]> {
    for (let minute = Math.floor(start / MINUTE); minute * MINUTE < end; minute++) {
      for (const arrivals of arrivalsAt(minute)) {
        const first = Math.max(arrivals.first, arrivalsBefore(arrivals, start))
        const last = Math.min(arrivals.end, arrivalsBefore(arrivals, end))
        if (last > first) yield [arrivals, first, last]
      }
      // Nobody asks for an earlier minute again but those that wait.
      groups.delete(minute - 4)
    }
  }

  for (const [i, span] of spans.entries()) {
    if (span.state !== 'waiting') {
      for (const [arrivals, first, end] of rows(Math.max(span.from, from), Math.min(span.to, to))) {
        yield batch(history, span, arrivals, first, end, AT_ONCE)
      }
      continue
    }
    const late = span.next === null ? to : span.to
    for (const [arrivals, first, end] of rows(Math.max(span.from, from - BOOT_WAIT), Math.min(late, to) - BOOT_WAIT)) {
      yield { ...batch(history, span, arrivals, first, end, AT_ONCE), outcome: LATE, answered: { when: 'late' } }
    }
    const after = spans[i + 1]
    if (!after || span.to < from) continue
    const waiting = [...rows(Math.max(span.from, span.to - BOOT_WAIT), span.to)]
    const size = waiting.reduce((sum, [, first, end]) => sum + end - first, 0)
    const lasts = Math.min(BURST, MINUTE - (span.to % MINUTE))
    let offset = 0
    for (const [arrivals, first, end] of waiting) {
      yield batch(history, after, arrivals, first, end, { when: 'burst', at: span.to, lasts, size, offset })
      offset += end - first
    }
  }
}

function batch(history: History, span: Span, arrivals: Arrivals, first: number, end: number, answered: Batch['answered']): Batch {
  const common = { arrivals, first, end, span, answered }
  if (span.state !== 'up') {
    const outcome = span.state === 'waiting' ? LATE : UNSERVED[span.state]
    return { ...common, utilisation: 0, times: NOTHING, shares: null, outcome }
  }
  const utilisation = utilisationOf(span, arrivals.count / 60)
  const times = servedTimes(arrivals, utilisation, span.slots / span.up.length, span.serviceMs, history.spread)
  return { ...common, utilisation, times, shares: conditionalShares(history.answers, utilisation, times), outcome: -1 }
}

/** What served ones of these requests take on dynos of so many slots each that are so busy. */
export function servedTimes(
  { key, count }: Arrivals,
  utilisation: number,
  slots: number,
  serviceMs: number,
  spread: number,
): Distribution {
  // No minute is quite like another, the less so the fewer requests it has.
  const chance = 1 / Math.sqrt(count + 1)
  const service = serviceMs * (1 + (draw(key, 'service') - 0.5) * (0.1 + 0.8 * chance))
  const deviation = spread * (1 + (draw(key, 'spread') - 0.5) * (0.06 + 0.4 * chance))
  return responseTimes(utilisation, slots, service, deviation)
}

/** The traffic over what the span's dynos can serve. */
export const utilisationOf = (span: Pick<Span, 'slots' | 'serviceMs'>, rps: number): number =>
  span.slots === 0 ? 0 : (rps * span.serviceMs) / 1000 / span.slots

/** Shifts who is hit by what. */
export const phaseOf = (arrivals: Arrivals): number => draw(arrivals.key, 'phase')
