import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { apps } from '#platform/apps/contract.ts'
import { catalog } from './queries.ts'
import { useAction } from './useAction.ts'
import { useApp } from './useApp.ts'

/** Whether the app is one of the favourites of whoever is signed in, and how to change that. */
export function useFavorite(): { favorite: boolean; toggle: () => void } {
  const app = useApp()
  const { data: favorites = [] } = useQuery(catalog.favorites())
  const mine = favorites.find(({ resource_id }) => resource_id === app.id)
  const { mutate } = useAction({
    run: (add: boolean) =>
      add
        ? call(apps.addFavorite, { body: { type: 'app', resource_id: app.id } })
        : call(apps.removeFavorite, { params: { favorite: mine?.id ?? '' } }),
    optimistic: (client, add) =>
      optimistically(client, catalog.favorites(), (all: (typeof favorites)[number][]) => {
        const others = all.filter(({ resource_id }) => resource_id !== app.id)
        return add ? [...others, { id: app.id, resource_id: app.id, resource_name: app.name, type: 'app' as const }] : others
      }),
    failed: 'Your favourites were not changed',
  })
  return { favorite: mine !== undefined, toggle: () => mutate(mine === undefined) }
}
