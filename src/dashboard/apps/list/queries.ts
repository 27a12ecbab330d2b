import { experimental_streamedQuery as streamedQuery, type UseQueryOptions } from '@tanstack/react-query'
import { pages } from '#client/http.ts'
import { query, queryAll, type EndpointKey } from '#client/query.ts'
import { apps, type App } from '#platform/apps/contract.ts'
import { control } from '#platform/control/contract.ts'

/** All apps of whoever is signed in. There may be thousands: they show page by page as they come. */
export function everyApp(): UseQueryOptions<App[], Error, App[], EndpointKey> & { queryKey: EndpointKey } {
  return {
    ...queryAll(apps.list),
    queryFn: streamedQuery<App[], App[], EndpointKey>({
      streamFn: ({ signal }) => pages(apps.list, { signal, range: 'name ..; max=1000' }),
      reducer: (all, page) => [...all, ...page],
      initialValue: [],
      refetchMode: 'replace',
    }),
  }
}

export const everyState = () => query(control.states)
export const favorites = () => query(apps.favorites, { query: { type: 'app' } })
