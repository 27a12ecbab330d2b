import { mixture, overload, ROUTER_TIMEOUT, type Distribution, type Part } from './capacity.ts'
import type { History } from './history.ts'
import { batchesBetween, BOOT_WAIT, phaseOf, type Batch, type Burst } from './model.ts'
import { OUTCOMES, TIMED_OUT, tallyServed } from './outcomes.ts'
import { arrivalsBefore, arrivalTime, MINUTE } from './traffic.ts'

/** What an app's router saw in a stretch of whole minutes. */
export interface Bucket {
  /** Counts by index into OUTCOMES. */
  readonly outcomes: readonly number[]
  readonly requests: number
  /**
   * Response times of served and timed-out requests, in ms; null without any. Percentiles of several minutes are the means
   * of the minutes' own, by requests; the greatest value is the greatest of all.
   */
  readonly times: Distribution | null
  /** The highest traffic over what the dynos could serve, of all minutes. */
  readonly utilisation: number
}

const TIMEOUT: Distribution = [ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT]

class Tally {
  readonly outcomes: number[] = OUTCOMES.map(() => 0)
  readonly #sums = [0, 0, 0, 0, 0]
  #parts: Part[] = []
  #timed = 0
  utilisation = 0

  add(outcome: number, count: number): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + count
  }

  time(count: number, times: Distribution): void {
    if (count > 0) this.#parts.push({ count, times })
  }

  /** Ends a minute: percentiles are worked out a minute at a time. */
  endMinute(): void {
    const times = mixture(this.#parts)
    if (!times) return
    let count = 0
    for (const part of this.#parts) count += part.count
    this.#parts = []
    this.#timed += count
    const sums = this.#sums
    for (let i = 0; i < 4; i++) sums[i] = (sums[i] ?? 0) + (times[i] ?? 0) * count
    sums[4] = Math.max(sums[4] ?? 0, times[4])
  }

  result(): Bucket {
    const { outcomes, utilisation } = this
    const [least = 0, p50 = 0, p95 = 0, p99 = 0, most = 0] = this.#sums
    const timed = this.#timed
    const times = timed === 0 ? null : ([least / timed, p50 / timed, p95 / timed, p99 / timed, most] as const)
    return { outcomes, requests: outcomes.reduce((sum, n) => sum + n, 0), times, utilisation }
  }
}

/** What the router saw from `from` (a whole minute, ms since 1970) on, in `count` buckets of `step` ms (whole minutes). */
export function bucketsFrom(history: History, from: number, step: number, count: number): Bucket[] {
  const tallies = Array.from({ length: count }, () => new Tally())
  let [open, minute] = [tallies[0], Math.floor(from / MINUTE)]
  for (const batch of batchesBetween(history, from, from + step * count)) {
    const { answered, arrivals } = batch
    if (answered.when === 'late') {
      addLate(tallies, from, step, batch)
      continue
    }
    const at = answered.when === 'burst' ? Math.floor(answered.at / MINUTE) : arrivals.minute
    if (at !== minute) {
      open?.endMinute()
      minute = at
      open = tallies[Math.floor((at * MINUTE - from) / step)]
    }
    if (open) addBatch(open, batch)
  }
  open?.endMinute()
  return tallies.map((tally) => tally.result())
}

function addBatch(tally: Tally, batch: Batch): void {
  const { first, end, shares, utilisation, times, answered, arrivals, outcome } = batch
  const size = end - first
  if (!shares) return tally.add(outcome, size)
  if (utilisation > tally.utilisation) tally.utilisation = utilisation
  const before = tally.outcomes[TIMED_OUT] ?? 0
  tallyServed(shares, phaseOf(arrivals), first, end, tally.outcomes)
  const timeouts = (tally.outcomes[TIMED_OUT] ?? 0) - before
  const rejected = utilisation > 1 ? Math.round(size * overload(utilisation).rejected) : 0
  tally.time(timeouts, TIMEOUT)
  tally.time(size - timeouts - rejected, answered.when === 'burst' ? waited(batch, answered) : times)
}

/** A request that waited for a dyno took that much longer. */
function waited({ arrivals, first, end, times }: Batch, { at }: Burst): Distribution {
  const longest = at - arrivalTime(arrivals, first)
  const shortest = at - arrivalTime(arrivals, end - 1)
  const wait = (share: number) => shortest + (longest - shortest) * share
  return [wait(0) + times[0], wait(0.5) + times[1], wait(0.95) + times[1], wait(0.99) + times[1], wait(1) + times[1]]
}

/** Requests that gave up waiting count 75 s after they came, which may be a minute or two later. */
function addLate(tallies: readonly Tally[], from: number, step: number, { arrivals, first, end, outcome }: Batch): void {
  const start = Math.floor((arrivals.minute * MINUTE + BOOT_WAIT) / MINUTE)
  for (const minute of [start, start + 1]) {
    const before = (edge: number) => Math.min(end, Math.max(first, arrivalsBefore(arrivals, edge * MINUTE - BOOT_WAIT)))
    tallies[Math.floor((minute * MINUTE - from) / step)]?.add(outcome, before(minute + 1) - before(minute))
  }
}

/** What the router saw in one minute (counted since 1970). */
export function minuteOf(history: History, minute: number): Bucket {
  const [only] = bucketsFrom(history, minute * MINUTE, MINUTE, 1)
  if (!only) throw new RangeError('a minute is one bucket')
  return only
}
