import type { FetchQueryOptions } from '@tanstack/react-query'
import type { EndpointKey } from '#client/query.ts'
import { queryClient } from './query-client.ts'

// What a loader awaits is there when its page shows; what it only begins comes as it comes. Nothing that is known is fetched
// again: the change feed keeps it fresh.

/** Begins to fetch, and never fails: a part of the page says so itself. */
export function begin<Data>(options: FetchQueryOptions<Data, Error, Data, EndpointKey>): void {
  void queryClient.prefetchQuery(options)
}

/** Fetches what is not known yet. */
export const asked = <Data>(options: FetchQueryOptions<Data, Error, Data, EndpointKey>): Promise<Data> =>
  queryClient.ensureQueryData(options)

/** As long as a page waits for what it could also show later: long enough that most of it comes at once and nothing moves. */
const PATIENCE_MS = 400

/** Waits for what gives a page its geometry, but not for long; never fails. */
export async function soon(...parts: readonly Promise<unknown>[]): Promise<null> {
  await Promise.race([Promise.allSettled(parts), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
  return null
}
