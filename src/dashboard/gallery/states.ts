import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '#client/http.ts'
import type { EndpointQuery } from '#client/query.ts'

/** The states that lists have; what is not named has no long names. */
export const listStates = ['some', 'empty', 'loading', 'error', 'forbidden', 'large', 'long'] as const
export type ListState = (typeof listStates)[number]
/** Those of a list whose rows have no names of their own. */
export const unnamedStates = listStates.filter((state) => state !== 'long')

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
  /** With names as long as can be, and in another direction of writing. */
  readonly long?: ((few: Data) => Data) | undefined
}

/** Names that are hard to show: without a blank, with many, and from right to left. */
const NAMES = [
  'a-name-as-long-as-names-can-be-and-then-a-little-longer-than-anybody-would-ever-want-to-type-it',
  'The one that we use on Mondays, before the meeting, to see what was deployed over the weekend and by whom it was',
  'مفتاح حاسوب المكتب القديم الذي لا يزال يعمل (2019)',
]

/** A few rows with such names. */
export const longNamed = <T>(rows: readonly T[], call: (row: T, name: string, nth: number) => T): readonly T[] =>
  NAMES.flatMap((name, nth) => rows.slice(0, 1).map((row) => call(row, name, nth)))

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
export async function clientIn<Data>(
  state: ListState,
  { rows, ask, empty, some, large, long }: Source<Data>,
): Promise<QueryClient> {
  const client = new QueryClient({
    // What has failed stays so until somebody tries again.
    defaultOptions: { queries: { staleTime: Infinity, retry: false, retryOnMount: false, refetchOnWindowFocus: false } },
  })
  const { queryKey } = rows
  // A list that looks again by itself would show what there is.
  if (!ask) client.setQueryDefaults(queryKey, { enabled: false })
  if (state === 'empty') client.setQueryData(queryKey, empty)
  if (state === 'some' || state === 'large' || state === 'long') {
    const few = some(ask ? await client.fetchQuery(rows) : empty)
    const make = { some: undefined, large, long }[state]
    client.setQueryData(queryKey, make ? make(few) : few)
  }
  if (state === 'loading') void client.prefetchQuery({ queryKey, queryFn: () => new Promise<never>(() => undefined) })
  if (state === 'error' || state === 'forbidden')
    client.getQueryCache().build(client, { queryKey }).setState({ status: 'error', error: failures[state], errorUpdatedAt: 1 })
  return client
}
