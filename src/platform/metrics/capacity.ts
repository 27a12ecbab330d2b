// How long requests take on dynos that are so busy: queueing, with formulas that are cheap enough to ask for every minute
// of a week. Each dyno is a queue of its own with as many servers as it has slots, because routing picks dynos at random.

/** heroku-facts C.1: the router gives up after 30 s. */
export const ROUTER_TIMEOUT = 30_000

/** Points of a distribution of response times in ms: its least, p50, p95, p99 and greatest value. Never falls. */
export type Distribution = readonly [least: number, p50: number, p95: number, p99: number, most: number]
export const PROBABILITIES = [0, 0.5, 0.95, 0.99, 1] as const

/** Near 1 the formula grows without bound; from here on the queue grows with the time it has had to, so to speak. */
const SATURATED = 0.995

/** ms that `share` of the requests wait at most for a slot, in a queue of `slots` servers (Sakasegawa's approximation of M/M/c). */
function waitAt(share: number, utilisation: number, slots: number, serviceMs: number): number {
  const busy = Math.min(utilisation, SATURATED)
  const waiting = busy ** (Math.sqrt(2 * (slots + 1)) - 1)
  const queued = waiting <= 1 - share ? 0 : (Math.log(waiting / (1 - share)) * serviceMs) / (slots * (1 - busy))
  return queued + Math.max(0, utilisation - SATURATED) * 600_000
}

/**
 * Response times of the requests that are served. `utilisation` is the traffic over what the dynos can serve, `slots` those
 * of one dyno, `serviceMs` the median on an idle dyno, `spread` the deviation of its logarithm.
 */
export function responseTimes(utilisation: number, slots: number, serviceMs: number, spread: number): Distribution {
  // Those that run at once share the processor.
  const median = serviceMs * (1 + 0.5 * Math.min(utilisation, 1) ** 2)
  const at = (deviations: number, share: number) =>
    Math.min(ROUTER_TIMEOUT - 100, median * Math.exp(spread * deviations) + waitAt(share, utilisation, slots, serviceMs))
  return [median * Math.exp(-1.8 * spread), at(0, 0.5), at(1.645, 0.95), at(2.326, 0.99), at(3.1, 0.999)]
}

/** The share of requests that time out (H12) and that are turned away at once (H11): only when more come than can be served. */
export function overload(utilisation: number): { readonly timeouts: number; readonly rejected: number } {
  if (utilisation <= 1) return { timeouts: 0, rejected: 0 }
  const rejected = Math.max(0, 1 - 2 / utilisation)
  return { timeouts: 1 - 1 / utilisation - rejected, rejected }
}

/** The value below which `share` (0 to 1) of a distribution lies. */
export function quantile(distribution: Distribution, share: number): number {
  for (let i = 1; i < 5; i++) {
    const [right, left] = [PROBABILITIES[i] ?? 1, PROBABILITIES[i - 1] ?? 0]
    if (share > right) continue
    const [low, high] = [distribution[i - 1] ?? 0, distribution[i] ?? 0]
    return low + (high - low) * ((share - left) / (right - left)) ** 1.4
  }
  return distribution[4]
}

/** The share of a distribution that lies at or below a value. */
function shareBelow(distribution: Distribution, value: number): number {
  if (value >= distribution[4]) return 1
  for (let i = 1; i < 5; i++) {
    const [low, high] = [distribution[i - 1] ?? 0, distribution[i] ?? 0]
    if (value >= high) continue
    if (value <= low) return PROBABILITIES[i - 1] ?? 0
    const [left, right] = [PROBABILITIES[i - 1] ?? 0, PROBABILITIES[i] ?? 1]
    return left + (right - left) * ((value - low) / (high - low)) ** (1 / 1.4)
  }
  return 1
}

export interface Part {
  readonly count: number
  readonly times: Distribution
}

/** The distribution of several groups of requests together; null if there are no requests. */
export function mixture(parts: readonly Part[]): Distribution | null {
  const some = parts.filter(({ count }) => count > 0)
  if (some.length <= 1) return some[0]?.times ?? null
  const total = some.reduce((sum, { count }) => sum + count, 0)
  const least = Math.min(...some.map(({ times }) => times[0]))
  const most = Math.max(...some.map(({ times }) => times[4]))
  const at = (share: number) => {
    let [low, high] = [least, most]
    for (let i = 0; i < 24; i++) {
      const middle = (low + high) / 2
      const below = some.reduce((sum, { count, times }) => sum + count * shareBelow(times, middle), 0) / total
      if (below < share) low = middle
      else high = middle
    }
    return high
  }
  return [least, at(0.5), at(0.95), at(0.99), most]
}
