import { useQuery } from '@tanstack/react-query'
import { FeedItem } from '#dashboard/activity/FeedItem.tsx'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Part } from './Part.tsx'

/** The latest of what people did. */
export function ActivityCard() {
  const { name } = useApp()
  const { data: activity } = useQuery(of.activity(name))
  return (
    <Part title="Latest activity" more={<Link to={paths.activity(name)}>All activity</Link>}>
      {activity ? (
        <ul className="py-1">
          {activity.slice(0, 8).map((entry) => (
            <FeedItem key={entry.id} app={name} entry={entry} />
          ))}
        </ul>
      ) : (
        <Skeleton lines={7} className="p-4" />
      )}
      {activity?.length === 0 && <p className="p-4 text-muted">Nothing has happened yet.</p>}
    </Part>
  )
}
