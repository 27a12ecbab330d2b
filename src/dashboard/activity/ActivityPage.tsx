import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { ofNews } from '#dashboard/notifications/queries.ts'
import { notifications } from '#platform/notifications/contract.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Feed } from './Feed.tsx'
import { byApp, byKind, byPerson } from './filters.ts'

/** Everything that was done to anything one can see. */
export function Component() {
  return (
    <div className="grid gap-3 pb-10">
      <title>Activity – Dynorama</title>
      <PageHeader
        title="Activity"
        description="What people and the platform did, to every app and team that you can see."
        actions={<ShowAs what="Show activity across all apps" calls={[shown(notifications.activity)]} />}
      />
      <Feed
        ask={ofNews.activity}
        filters={[byApp, byKind, byPerson]}
        empty="Deploys, scaling, config changes and people will be listed here."
      />
    </div>
  )
}
