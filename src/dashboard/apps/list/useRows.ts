import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { apps } from '#platform/apps/contract.ts'
import { announce } from '#ui/announce.ts'
import { toast } from '#ui/toast.ts'
import { everyApp, everyState, favorites } from './queries.ts'
import { toRows, type Row } from './rows.ts'

/** The rows of the list; null until the first of them have come. Throws what the apps could not be loaded for. */
export function useRows(): { rows: Row[] | null; complete: boolean } {
  const list = useQuery(everyApp())
  const states = useQuery(everyState())
  const starred = useQuery(favorites())
  const rows = useMemo(
    () => list.data && toRows(list.data, states.data ?? [], new Set(starred.data?.map((favorite) => favorite.resource_id))),
    [list.data, states.data, starred.data],
  )
  if (list.error && !list.data) throw list.error
  return { rows: rows ?? null, complete: list.isSuccess && list.fetchStatus === 'idle' }
}

interface Favorite {
  id: string
  resource_id: string
  resource_name: string
  type: 'app'
}

/** Makes an app a favourite or an ordinary one: shown at once, taken back with the reason when it is refused. */
export function useStar(): (row: Row) => void {
  const { mutate } = useMutation({
    // One after the other: a favourite can be dropped only by the id that it was given.
    scope: { id: 'favourites' },
    mutationFn: async ({ id, favorite }: Row) => {
      if (!favorite) return call(apps.addFavorite, { body: { type: 'app', resource_id: id } })
      return call(apps.removeFavorite, { params: { favorite: dropped.get(id) ?? id } })
    },
    onMutate: ({ id, name, favorite }, { client }) => {
      announce(favorite ? `${name} is no favourite any more` : `${name} is a favourite`)
      return optimistically(client, favorites(), (all: Favorite[]) => {
        const others = all.filter((each) => each.resource_id !== id)
        const known = all.find((each) => each.resource_id === id)
        if (favorite && known) dropped.set(id, known.id)
        return favorite ? others : [...others, { id, resource_id: id, resource_name: name, type: 'app' as const }]
      })
    },
    onSuccess: (answer, { id, favorite }, _, { client }) => {
      dropped.set(id, answer.id)
      if (!favorite) client.setQueryData<Favorite[]>(favorites().queryKey, (all) => all?.map((each) => (each.resource_id === id ? answer : each)))
    },
    onError(error, { name }, rollback) {
      rollback?.()
      toast({ title: `The favourite ${name} was not changed.`, description: sentence(error), tone: 'error' })
    },
  })
  return mutate
}

/** The ids of favourites by app, once they have left the list. */
const dropped = new Map<string, string>()
