import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Feed } from './Feed.tsx'
import { byClient, byKind, byPerson } from './filters.ts'

/** Everything that was done to the app. */
export function Component() {
  const { name } = useApp()
  return (
    <Feed
      ask={(count) => of.activity(name, count)}
      app={name}
      filters={[byKind, byPerson, byClient]}
      empty="Deploys, scaling, config changes and restarts will be listed here."
    />
  )
}
