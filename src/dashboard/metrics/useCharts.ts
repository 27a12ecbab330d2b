import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ApiFailure } from '#client/http.ts'
import { query } from '#client/query.ts'
import { metrics, type Series } from '#platform/metrics/contract.ts'
import { ranges, type Range } from './ranges.ts'
import { useWindow } from './useWindow.ts'

export type Charted = Series

/** The series of a process type in a range; new ones with each bucket that begins. */
export function useCharts(app: string, type: string, range: Range) {
  const window = useWindow(range)
  const options = { placeholderData: keepPreviousData, retry: false } as const
  const web = type === 'web'
  const latency = useQuery({ ...query(metrics.latency, { params: { app }, query: window }), ...options, enabled: web })
  const status = useQuery({ ...query(metrics.status, { params: { app }, query: window }), ...options, enabled: web })
  const memory = useQuery({ ...query(metrics.memory, { params: { app, type }, query: window }), ...options })
  const load = useQuery({ ...query(metrics.load, { params: { app, type }, query: window }), ...options })
  const all = [latency, status, memory, load]
  const error = all.map((each) => each.error).find((each) => each !== null) ?? null
  const refused = error instanceof ApiFailure && (error.status === 403 || error.status === 400)
  return {
    latency: latency.data,
    status: status.data,
    memory: memory.data,
    load: load.data,
    /** The last bucket is still filling. */
    live: ranges[range].ago === 0,
    refusal: refused ? error.message : null,
    error: refused ? null : error,
    retry: () => {
      for (const each of all) void each.refetch()
    },
  }
}
