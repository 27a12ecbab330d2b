import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { peopleIn } from '#dashboard/activity/entries.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useClock } from '#ui/clock.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Part } from './Part.tsx'

const HOUR = 3_600_000
const WEEK = 168 * HOUR

/** The people who did something lately: what they did last, and how often they deployed in a week. */
export function PeopleCard() {
  const { name } = useApp()
  const { data: activity } = useQuery(of.activity(name))
  const since = useClock((now) => Math.floor(now / HOUR) * HOUR) - WEEK
  const people = peopleIn(activity ?? [])
    .map(({ email, entries }) => ({ email, last: entries[0], deploys: deploysIn(entries, since) }))
    .toSorted((a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? ''))
    .slice(0, 5)
  return (
    <Part title="People" more={<Link to={paths.access(name)}>Access</Link>}>
      {!activity && <Skeleton lines={4} className="p-4" />}
      {activity && people.length === 0 && <p className="p-4 text-muted">Nobody has done anything here yet.</p>}
      <ul className="divide-y divide-line">
        {people.map(({ email, last, deploys }) => (
          <li key={email} className="relative flex items-start gap-2.5 px-4 py-2 hover:bg-hover/60">
            <Avatar name={email} />
            <div className="min-w-0 flex-1">
              <Link look="quiet" to={paths.activity(name, email)} className="stretched block truncate py-0!">
                {email}
              </Link>
              <p className="truncate text-xs text-muted">{last?.text}</p>
            </div>
            <p className="shrink-0 text-right text-xs text-muted">
              {last && <TimeAgo time={last.at} />}
              <span className="block">{deploys === 1 ? '1 deploy' : `${deploys} deploys`} in 7 days</span>
            </p>
          </li>
        ))}
      </ul>
    </Part>
  )
}

const deploysIn = (entries: readonly { kind: string; text: string; at: string }[], since: number) =>
  entries.filter(({ kind, text, at }) => kind === 'release' && text.startsWith('deployed') && Date.parse(at) >= since).length
