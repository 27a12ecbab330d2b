import type { Series } from '#platform/metrics/contract.ts'
import { fires } from '#platform/monitors/contract.ts'

type Values = readonly (number | null)[]

interface Firings {
  readonly times: number
  /** How long, all together. */
  readonly minutes: number
}

/** How often an alert would have fired over these minutes: what the platform itself goes by. */
export function firingsOf(values: Values, threshold: number, period: number): Firings {
  let [firing, times, minutes] = [false, 0, 0]
  for (let end = period; end <= values.length; end++) {
    const next = fires(firing, values.slice(end - period, end), threshold)
    if (next && !firing) times++
    if (next) minutes++
    firing = next
  }
  return { times, minutes }
}

/** The share of requests that failed, minute by minute, from counts by status. */
export function errorRates({ data }: Pick<Series, 'data'>): (number | null)[] {
  const rows = Object.entries(data)
  const length = Math.max(0, ...rows.map(([, values]) => values.length))
  return Array.from({ length }, (_, index) => {
    const count = (wanted: (status: string) => boolean) =>
      rows.reduce((sum, [status, values]) => sum + (wanted(status) ? (values[index] ?? 0) : 0), 0)
    const all = count(() => true)
    return all === 0 ? null : count((status) => status >= '500') / all
  })
}

/** Of ten minutes each: an hour. */
const ENOUGH = 6

/** A p95 to aim for: half as much again as is usual, in round figures; null while too little is known. */
export function suggestedTarget(values: Values): number | null {
  const known = values.filter((value) => value !== null).toSorted((a, b) => a - b)
  const median = known[Math.floor(known.length / 2)]
  return median === undefined || known.length < ENOUGH ? null : Math.ceil((median * 1.5) / 10) * 10
}
