import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { query } from '#client/query.ts'
import { tierOf } from '#dashboard/dynos/sizes.ts'
import { useUsage } from '#dashboard/dynos/useUsage.ts'
import { useWindow } from '#dashboard/metrics/useWindow.ts'
import { metrics, type Series } from '#platform/metrics/contract.ts'

export interface Traffic {
  /** Requests a second in the last whole minute. */
  readonly rps: number
  /** In ms; null where there were no requests, or the dynos have no metrics. */
  readonly p95: number | null
  /** The share of requests that failed, 0 to 1; null like `p95`. */
  readonly failed: number | null
}

/** What comes in at the router now. `size` is that of the web dynos; Eco has no metrics, Basic none by the minute. */
export function useTraffic(app: string, size: string | undefined): Traffic {
  const usage = useUsage(app)
  const tier = size === undefined ? 'eco' : tierOf(size)
  const window = useWindow(tier === 'basic' ? '24h' : '2h')
  const options = { enabled: tier !== 'eco', placeholderData: keepPreviousData, retry: false } as const
  const latency = useQuery({ ...query(metrics.latency, { params: { app }, query: window }), ...options })
  const status = useQuery({ ...query(metrics.status, { params: { app }, query: window }), ...options })
  return {
    rps: [...usage.values()].reduce((sum, { requests_per_minute: rpm }) => sum + rpm, 0) / 60,
    p95: latency.data ? lastWhole(latency.data.data['latency.ms.p95'] ?? []) : null,
    failed: status.data ? failedShare(status.data) : null,
  }
}

/** The last bucket is not over yet. */
const lastWhole = (values: readonly (number | null)[]): number | null => values.at(-2) ?? null

/** The share of failures among the requests of the last whole bucket; null without requests. */
function failedShare({ data }: Pick<Series, 'data'>): number | null {
  const counts = Object.entries(data).map(([status, values]) => ({ status, count: lastWhole(values) ?? 0 }))
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  return all === 0 ? null : counts.reduce((sum, { status, count }) => sum + (status.startsWith('5') ? count : 0), 0) / all
}
