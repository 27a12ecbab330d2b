import { useQuery } from '@tanstack/react-query'
import { apps } from '#platform/apps/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { catalog } from './queries.ts'
import { ShowAs } from './ShowAs.tsx'
import { shown } from './shown.ts'
import { useApp } from './useApp.ts'

/** What the head of an app's pages does, as commands. Its own file: pages that show no other command need not load them. */
export function HeaderShowAs() {
  const { id, name, maintenance } = useApp()
  const params = { app: name }
  const { data: favorites = [] } = useQuery(catalog.favorites())
  const favorite = favorites.find(({ resource_id }) => resource_id === id)
  return (
    <ShowAs
      what={`Actions of ${name}`}
      calls={[
        { title: 'Restart all dynos', ...shown(dynos.restartAll, { params }) },
        {
          title: `Switch maintenance mode ${maintenance ? 'off' : 'on'}`,
          ...shown(apps.update, { params, body: { maintenance: !maintenance } }),
        },
        favorite
          ? {
              title: 'Remove from favourites',
              ...shown(apps.removeFavorite, { params: { favorite: favorite.id } }),
              cli: `heroku apps:favorites:remove -a ${name}`,
            }
          : {
              title: 'Add to favourites',
              ...shown(apps.addFavorite, { body: { type: 'app', resource_id: id } }),
              cli: `heroku apps:favorites:add -a ${name}`,
            },
      ]}
    />
  )
}
