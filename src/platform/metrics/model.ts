import { draw } from '#kernel/random.ts'
import { mixture, overload, responseTimes, ROUTER_TIMEOUT, type Distribution, type Part } from './capacity.ts'
import type { History } from './history.ts'
import { conditionalShares, OUTCOMES, outcomeIndex, TIMED_OUT, tallyServed } from './outcomes.ts'
import { spansBetween, type Availability, type Span } from './spans.ts'
import { arrivalsBefore, arrivalsIn, arrivalTime, MINUTE, type Arrivals } from './traffic.ts'

/** heroku-facts C.1: how long a request waits for a dyno that boots (H20). */
const BOOT_WAIT = 75_000
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

interface Burst {
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
  if (answered.when === 'burst') return answered.at + (answered.lasts * (answered.offset + index - first)) / answered.size
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
  // No minute is quite like another, the less so the fewer requests it has.
  const chance = 1 / Math.sqrt(arrivals.count + 1)
  const serviceMs = span.serviceMs * (1 + (draw(arrivals.key, 'service') - 0.5) * (0.1 + 0.8 * chance))
  const spread = history.spread * (1 + (draw(arrivals.key, 'spread') - 0.5) * (0.06 + 0.4 * chance))
  const times = responseTimes(utilisation, span.slots / span.up.length, serviceMs, spread)
  return { ...common, utilisation, times, shares: conditionalShares(history.answers, utilisation, times), outcome: -1 }
}

/** The traffic over what the span's dynos can serve. */
export const utilisationOf = (span: Span, rps: number): number => (span.slots === 0 ? 0 : (rps * span.serviceMs) / 1000 / span.slots)

/** Shifts who is hit by what. */
export const phaseOf = (arrivals: Arrivals): number => draw(arrivals.key, 'phase')

/** What an app's router saw in a minute, or in several. */
export interface Minute {
  /** Counts by index into OUTCOMES. */
  readonly outcomes: readonly number[]
  readonly requests: number
  /** Response times of served and timed-out requests, in ms; null without any. */
  readonly times: Distribution | null
  /** How many requests the times are of. */
  readonly timed: number
  /** The highest there was. */
  readonly utilisation: number
}

/** What the router saw from `minute` (since 1970) on for `count` minutes: one entry a minute. */
export function minutesFrom(history: History, minute: number, count: number): Minute[] {
  const minutes = Array.from({ length: count }, () => ({ outcomes: OUTCOMES.map(() => 0), parts: new Array<Part>(), utilisation: 0 }))
  for (const part of batchesBetween(history, minute * MINUTE, (minute + count) * MINUTE)) {
    if (part.answered.when === 'late') {
      addLate(minutes, minute, part)
      continue
    }
    const at = part.answered.when === 'burst' ? Math.floor(part.answered.at / MINUTE) : part.arrivals.minute
    const into = minutes[at - minute]
    if (!into) continue
    const { outcomes } = into
    const size = part.end - part.first
    into.utilisation = Math.max(into.utilisation, part.utilisation)
    if (!part.shares) {
      outcomes[part.outcome] = (outcomes[part.outcome] ?? 0) + size
      continue
    }
    const before = outcomes[TIMED_OUT] ?? 0
    tallyServed(part.shares, phaseOf(part.arrivals), part.first, part.end, outcomes)
    const timeouts = (outcomes[TIMED_OUT] ?? 0) - before
    const rejected = Math.round(size * overload(part.utilisation).rejected)
    into.parts.push({ count: timeouts, times: [ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT] })
    into.parts.push({ count: size - timeouts - rejected, times: part.answered.when === 'burst' ? waited(part, part.answered) : part.times })
  }
  return minutes.map(({ outcomes, parts, utilisation }) => ({
    outcomes,
    requests: outcomes.reduce((sum, n) => sum + n, 0),
    times: mixture(parts),
    timed: parts.reduce((sum, part) => sum + part.count, 0),
    utilisation,
  }))
}

/** A request that waited for a dyno took that much longer. */
function waited({ arrivals, first, end, times }: Batch, { at }: Burst): Distribution {
  const longest = at - arrivalTime(arrivals, first)
  const shortest = at - arrivalTime(arrivals, end - 1)
  const wait = (share: number) => shortest + (longest - shortest) * share
  return [wait(0) + times[0], wait(0.5) + times[1], wait(0.95) + times[1], wait(0.99) + times[1], wait(1) + times[1]]
}

/** Requests that gave up waiting count 75 s after they came, which may be a minute or two later. */
function addLate(minutes: readonly { readonly outcomes: number[] }[], minute: number, { arrivals, first, end, outcome }: Batch): void {
  const start = Math.floor((arrivals.minute * MINUTE + BOOT_WAIT) / MINUTE)
  for (const at of [start, start + 1]) {
    const [from, to] = [at, at + 1].map((edge) => Math.min(end, Math.max(first, arrivalsBefore(arrivals, edge * MINUTE - BOOT_WAIT))))
    const outcomes = minutes[at - minute]?.outcomes
    if (outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + (to ?? 0) - (from ?? 0)
  }
}

/** What the router saw in one minute (counted since 1970). */
export function minuteOf(history: History, minute: number): Minute {
  const [only] = minutesFrom(history, minute, 1)
  if (!only) throw new RangeError('a minute is one minute')
  return only
}
