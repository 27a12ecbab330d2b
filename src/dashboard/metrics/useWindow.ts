import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { query } from '#client/query.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { useClock } from '#ui/clock.ts'
import { ranges, stepMs, windowAt, type Range } from './ranges.ts'

/**
 * The window that a range means now; another one with each bucket that begins, unless it is held. Small steps of a fast clock
 * are not all followed: a bucket is at least five seconds of the viewer's time.
 */
export function useWindow(range: Range): ReturnType<typeof windowAt> {
  const size = stepMs[ranges[range].step]
  const bucket = useClock((now) => Math.ceil(now / size))
  return windowAt(range, bucket * size)
}

/** What happened to an app in a range. */
export function useMarks(app: string, range: Range) {
  const { start_time, end_time } = useWindow(range)
  return useQuery({
    ...query(metrics.marks, { params: { app }, query: { start_time, end_time } }),
    placeholderData: keepPreviousData,
  })
}
