import { useQuery } from '@tanstack/react-query'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { ofNews } from './queries.ts'

/** How many notifications nobody has looked at; nothing while there are none. */
export function UnreadCount({ dot }: { dot?: boolean }) {
  // A token for less would be refused on every page.
  const { data } = useQuery({ ...ofNews.unread(), enabled: whyNotByToken('account.notifications') === null })
  if (!data || data.count === 0) return null
  if (dot)
    return (
      <span className="absolute top-1 right-1 size-2 rounded-full bg-accent">
        <span className="sr-only">, {data.count} unread</span>
      </span>
    )
  return (
    <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-2xs leading-5 font-medium text-on-accent tabular-nums">
      {data.count > 99 ? '99+' : data.count}
      <span className="sr-only"> unread</span>
    </span>
  )
}
