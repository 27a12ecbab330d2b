import { notifyManager, QueryClient, useQuery, useQueryClient, type UseMutationOptions } from '@tanstack/react-query'
import { use } from 'react'
import type { AnswerOf, Endpoint } from '#platform/http/contract.ts'
import { ApiFailure, call, callAllAny, callAny, type AnyArgs, type Args, type Rest } from './http.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Error
    queryMeta: {
      /** The tables the answer is made of, and the app it is about, by id or name: what the change feed goes by. */
      readonly reads?: readonly string[]
      readonly app?: string | undefined
    }
    mutationMeta: {
      /** Its outcome is shown already: what comes by the change feed waits until it is certain. */
      readonly shownEarly?: boolean
    }
  }
}

/** `['GET /apps/:app/dynos', { app }, query]`: nobody writes a key by hand. */
export type EndpointKey = readonly [endpoint: string, params: object, query: object, whole: boolean]

/** What `useQuery`, `useData` and a loader's `ensureQueryData` take. */
export interface EndpointQuery<T> {
  readonly queryKey: EndpointKey
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>
  readonly meta: { readonly reads: readonly string[]; readonly app: string | undefined }
}

/** The options to query an endpoint by; for a list its first page. */
export function query<E extends Endpoint>(endpoint: E, ...rest: Rest<E>): EndpointQuery<AnswerOf<E>>
export function query(endpoint: Endpoint, args: AnyArgs = {}): EndpointQuery<unknown> {
  return optionsFor(endpoint, args, false, (signal) => callAny(endpoint, { ...args, signal }))
}

/** The options to query a whole list by, all its pages. */
export function queryAll<E extends Endpoint>(endpoint: E, ...rest: Rest<E>): EndpointQuery<AnswerOf<E>>
export function queryAll(endpoint: Endpoint, args: AnyArgs = {}): EndpointQuery<unknown> {
  return optionsFor(endpoint, args, true, (signal) => callAllAny(endpoint, { ...args, signal }))
}

/** The first part of the keys of an endpoint's queries: `invalidateQueries({ queryKey: keyOf(control.clock) })`. */
export function keyOf(endpoint: Endpoint): readonly [string] {
  return [`${endpoint.method} ${endpoint.path}`]
}

function optionsFor(
  endpoint: Endpoint,
  args: AnyArgs,
  whole: boolean,
  ask: (signal: AbortSignal) => Promise<unknown>,
): EndpointQuery<unknown> {
  return {
    queryKey: [keyOf(endpoint)[0], args.params ?? {}, args.query ?? {}, whole],
    queryFn: ({ signal }) => ask(signal),
    meta: { reads: endpoint.reads ?? [], app: args.params?.['app'] },
  }
}

/**
 * The data of a query that the route's loader has fetched. Throws what the query failed with, for the error boundary; waits
 * when it is asked for anew, as somebody else or in another world. Where data may be missing (a part of a page that loads by
 * itself) use `useQuery`.
 */
export function useData<T>(options: EndpointQuery<T>): T {
  const client = useQueryClient()
  const { data, error } = useQuery(options)
  if (data !== undefined) return data
  if (error) throw error
  const underWay = client.getQueryCache().find<T>({ queryKey: options.queryKey })?.promise
  if (underWay) return use(underWay)
  throw new Error(
    `Nothing is known of ${JSON.stringify(options.queryKey)}. Does the route's loader await this query (client.ensureQueryData), ` +
      `with the same parameters as the page? Or was it removed from the cache while the page shows?`,
  )
}

/** Marks a mutation whose outcome shows before the platform has answered. */
export const shownEarly = { shownEarly: true }

/** Undoes an optimistic change. */
export type Rollback = () => void

interface MutationSettings<E extends Endpoint> {
  /** Shows the outcome before the platform has answered; answers how to undo that. See `optimistically`. */
  readonly optimistic?: (client: QueryClient, args: Args<E>) => Rollback
  /** The queries that a success changes, where the change feed does not tell: `[keyOf(control.clock)]`. */
  readonly changes?: readonly (readonly unknown[])[]
}

type EndpointMutation<E extends Endpoint> = UseMutationOptions<AnswerOf<E>, Error, Args<E>, Rollback | undefined>

/** The options to change something by an endpoint: `useMutation(mutation(config.update))`, then `.mutate({ params, body })`. */
export function mutation<E extends Endpoint>(
  endpoint: E,
  { optimistic, changes = [] }: MutationSettings<E> = {},
): EndpointMutation<E> {
  return {
    mutationKey: keyOf(endpoint),
    mutationFn: (args) => call(endpoint, args),
    ...(optimistic && { meta: shownEarly }),
    onMutate: (args, { client }) => optimistic?.(client, args),
    onError: (_error, _args, rollback) => rollback?.(),
    onSuccess: async (_answer, _args, _rollback, { client }) => {
      await Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  }
}

/** Changes what a query shows, if it shows anything yet. What is under way for it is dropped: it is older than this. */
export function optimistically<T>(client: QueryClient, options: EndpointQuery<T>, change: (data: T) => T): Rollback {
  const { queryKey } = options
  const before = client.getQueryData<T>(queryKey)
  if (before === undefined) return () => undefined
  void client.cancelQueries({ queryKey })
  client.setQueryData<T>(queryKey, change(before))
  const shown = client.getQueryData<T>(queryKey)
  return () => {
    // Something newer may have come meanwhile; then only the platform knows.
    if (client.getQueryData<T>(queryKey) === shown) client.setQueryData<T>(queryKey, before)
    void client.invalidateQueries({ queryKey })
  }
}

/** A client for queries that the change feed keeps fresh: nothing goes stale by age, and being offline stops nothing. */
export function createQueryClient(): QueryClient {
  // Within the event that caused it: a switch that is shown early must not be seen to go back first.
  notifyManager.setScheduler(queueMicrotask)
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && error instanceof ApiFailure && (error.status === 0 || error.status === 503),
        retryDelay: (count) => 300 * 2 ** count,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
