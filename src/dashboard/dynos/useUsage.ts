import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import type { AnswerOf } from '#platform/http/contract.ts'
import type { metrics } from '#platform/metrics/contract.ts'

/** What one dyno uses now. */
export type Usage = AnswerOf<typeof metrics.dynos>[number]

/** How often it is looked at while the page is seen. */
const EVERY_MS = 5000

/** What each dyno uses now, by its id. */
export function useUsage(app: string): ReadonlyMap<string, Usage> {
  const { data = [] } = useQuery({ ...of.usage(app), refetchInterval: EVERY_MS })
  return new Map(data.map((usage) => [usage.dyno, usage]))
}
