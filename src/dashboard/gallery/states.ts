import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '#client/http.ts'
import type { EndpointQuery } from '#client/query.ts'

/** The states that every list has. */
export const listStates = ['some', 'empty', 'loading', 'error', 'forbidden', 'large'] as const
export type ListState = (typeof listStates)[number]

/** How many rows a large list has. */
const MANY = 1000

/** A list, and where its rows come from. */
export interface Source<Data> {
  readonly rows: EndpointQuery<Data>
  /** Whether the platform is asked for them at all: it would refuse where an app need not have what they are of. */
  readonly ask: boolean
  readonly empty: Data
  /** A few, in place of what was found where that is too little to be looked at. */
  readonly some: (found: Data) => Data
  /** A thousand like those. */
  readonly large: ((few: Data) => Data) | undefined
}

/** Rows without end, each like one of these but for what `vary` gives it: ids, names, numbers. */
export const manyLike = <T>(few: readonly T[], vary: (row: T, nth: number) => T): readonly T[] =>
  Array.from({ length: MANY }, (_, nth) =>
    few.slice(nth % few.length, (nth % few.length) + 1).map((row) => vary(row, nth)),
  ).flat()

const failures = {
  error: new ApiFailure(503, 'unavailable', 'The simulated platform does not answer. Reload the page, or try again in a moment.'),
  forbidden: new ApiFailure(403, 'forbidden', 'You do not have access to this.'),
}

/**
 * A client of its own in which one list is in a state, while everything else is as the platform says. Resolves when the state
 * can be shown.
 */
export async function clientIn<Data>(state: ListState, { rows, ask, empty, some, large }: Source<Data>): Promise<QueryClient> {
  const client = new QueryClient({
    // What has failed stays so until somebody tries again.
    defaultOptions: { queries: { staleTime: Infinity, retry: false, retryOnMount: false, refetchOnWindowFocus: false } },
  })
  const { queryKey } = rows
  if (state === 'empty') client.setQueryData(queryKey, empty)
  if (state === 'some' || state === 'large') {
    const few = some(ask ? await client.fetchQuery(rows) : empty)
    client.setQueryData(queryKey, state === 'large' && large ? large(few) : few)
  }
  if (state === 'loading') void client.prefetchQuery({ queryKey, queryFn: () => new Promise<never>(() => undefined) })
  if (state === 'error' || state === 'forbidden')
    client.getQueryCache().build(client, { queryKey }).setState({ status: 'error', error: failures[state], errorUpdatedAt: 1 })
  return client
}
