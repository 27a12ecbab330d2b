import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { apps } from '#platform/apps/contract.ts'
import { announce } from '#ui/announce.ts'
import { toast } from '#ui/toast.ts'
import { favorites } from './queries.ts'
import type { Row } from './rows.ts'

interface Favorite {
  id: string
  resource_id: string
  resource_name: string
  type: 'app'
}

/** One after the other: a favourite can be dropped only by the id that it was given. */
let last: Promise<void> = Promise.resolve()

/** The favourites' ids by app: also of those that the list does not show any more. */
const ids = new Map<string, string>()

/** Makes an app a favourite or an ordinary one: shown at once, taken back with the reason when it is refused. */
export function toggleFavorite({ id, name }: Pick<Row, 'id' | 'name'>): void {
  // Not by the row: it may have been drawn before the last click.
  const known = queryClient.getQueryData<Favorite[]>(favorites().queryKey)
  const favorite = known?.some((each) => each.resource_id === id) ?? false
  const takeBack = optimistically(queryClient, favorites(), (all: Favorite[]) => {
    const mine = all.find((each) => each.resource_id === id)
    if (mine && mine.id !== id) ids.set(id, mine.id)
    const others = all.filter((each) => each.resource_id !== id)
    return favorite ? others : [...others, { id, resource_id: id, resource_name: name, type: 'app' as const }]
  })
  announce(favorite ? `${name} is no favourite any more` : `${name} is a favourite`)
  last = last
    .then(async () => {
      if (favorite) await call(apps.removeFavorite, { params: { favorite: ids.get(id) ?? id } })
      else ids.set(id, (await call(apps.addFavorite, { body: { type: 'app', resource_id: id } })).id)
    })
    .catch((error: unknown) => {
      takeBack()
      toast({ title: `The favourite ${name} was not changed.`, description: sentence(error), tone: 'error' })
    })
}
