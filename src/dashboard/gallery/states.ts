import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '#client/http.ts'
import type { EndpointQuery } from '#client/query.ts'

/** The states that every list has. */
export const listStates = ['some', 'empty', 'loading', 'error', 'forbidden', 'large'] as const
export type ListState = (typeof listStates)[number]

/** How many rows a large list has. */
const MANY = 1000

/** A list, and where its rows come from. */
export interface Source<T extends object> {
  readonly rows: EndpointQuery<readonly T[]>
  /** Makes another row like this one, for the large list: other ids, names, numbers. */
  readonly vary: (row: T, nth: number) => T
  /** Such a row, for an app that has none. */
  readonly sample?: T | undefined
}

const failures = {
  error: new ApiFailure(503, 'unavailable', 'The simulated platform does not answer. Reload the page, or try again in a moment.'),
  forbidden: new ApiFailure(403, 'forbidden', 'You do not have access to this.'),
}

/**
 * A client of its own in which one list is in a state, while everything else is as the platform says. Resolves when the state
 * can be shown.
 */
export async function clientIn<T extends object>(state: ListState, { rows, vary, sample }: Source<T>): Promise<QueryClient> {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false } },
  })
  const { queryKey } = rows
  if (state === 'empty') client.setQueryData(queryKey, [])
  if (state === 'some' && sample) {
    const found = await client.fetchQuery(rows)
    if (found.length === 0) client.setQueryData(queryKey, [sample])
  }
  if (state === 'large') {
    const found = await client.fetchQuery(rows)
    const some = found.length === 0 && sample ? [sample] : found
    const many = Array.from({ length: MANY }, (_, nth) =>
      some.slice(nth % some.length, (nth % some.length) + 1).map((row) => vary(row, nth)),
    )
    client.setQueryData(queryKey, many.flat())
  }
  if (state === 'loading' || state === 'error' || state === 'forbidden') client.setQueryDefaults(queryKey, { enabled: false })
  if (state === 'error' || state === 'forbidden')
    client.getQueryCache().build(client, { queryKey }).setState({ status: 'error', error: failures[state], errorUpdatedAt: 1 })
  return client
}
