import { call } from '#client/http.ts'
import { optimistically, query, shownEarly } from '#client/query.ts'
import { apps } from '#platform/apps/contract.ts'
import { announce } from '#ui/announce.ts'
import { toast } from '#ui/toast.ts'
import { sentence } from './errors.ts'
import { queryClient } from './query-client.ts'

interface Favorite {
  id: string
  resource_id: string
  resource_name: string
  type: 'app'
}

const favorites = () => query(apps.favorites, { query: { type: 'app' } })

/** Makes an app a favourite or an ordinary one: shown at once, taken back with the reason when it is refused. */
export function toggleFavorite({ id, name }: { readonly id: string; readonly name: string }): void {
  // Not by what was drawn: that may be from before the last click.
  const shown = queryClient.getQueryData<Favorite[]>(favorites().queryKey) ?? []
  const add = !shown.some((each) => each.resource_id === id)
  announce(add ? `${name} is a favourite` : `${name} is no favourite any more`)
  const change = queryClient.getMutationCache().build(queryClient, {
    // One after the other: a favourite can be dropped only by the id that it was given.
    scope: { id: 'favorites' },
    meta: shownEarly,
    mutationFn: () => (add ? addFavorite(id) : dropFavorite(id)),
    onMutate: () =>
      optimistically(queryClient, favorites(), (all: Favorite[]) => {
        const others = all.filter((each) => each.resource_id !== id)
        return add ? [...others, { id, resource_id: id, resource_name: name, type: 'app' as const }] : others
      }),
    onError: (error: Error, _input, takeBack) => {
      takeBack?.()
      toast({ title: `The favourite ${name} was not changed.`, description: sentence(error), tone: 'error' })
    },
  })
  change.execute(undefined).catch(() => undefined) // onError has told
}

async function addFavorite(id: string): Promise<void> {
  await call(apps.addFavorite, { body: { type: 'app', resource_id: id } })
}

/** What is shown may only be wished for so far, so its id is asked of the platform. */
async function dropFavorite(id: string): Promise<void> {
  const known = await call(apps.favorites, { query: { type: 'app' } })
  const mine = known.find((each) => each.resource_id === id)
  if (mine) await call(apps.removeFavorite, { params: { favorite: mine.id } })
}
