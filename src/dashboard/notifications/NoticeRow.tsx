import { clsx } from 'clsx'
import { Circle, CircleDot } from 'lucide-react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { notifications, type Notice } from '#platform/notifications/contract.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofNews } from './queries.ts'
import { looks, placeOf } from './words.ts'

/** One thing to know; following it to what it is about makes it read. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { id, kind, text, app, at, read } = notice
  const { icon: Icon, label } = looks[kind]
  const mark = useAction({
    run: (next: boolean) => call(notifications.mark, { body: { read: next, ids: [id] } }),
    optimistic: (client, next) =>
      optimistically(client, ofNews.list(), (all) => all.map((each) => (each.id === id ? { ...each, read: next } : each))),
    failed: 'It was not marked',
  })
  return (
    <li className={clsx('relative flex items-start gap-3 py-2.5 pr-2 pl-4 hover:bg-hover', !read && 'bg-accent-soft/50')}>
      <span data-hint={label} className="mt-px grid size-5 shrink-0 place-items-center text-muted">
        <Icon size={14} aria-label={label} />
      </span>
      <p className="min-w-0 flex-1 wrap-anywhere">
        {app && <span className="mr-1.5 font-medium">{app.name}</span>}
        <Link
          look="quiet"
          to={placeOf(notice)}
          className={clsx('stretched', !read && 'font-medium')}
          onClick={() => !read && mark.mutate(true)}
        >
          {text}
        </Link>
        {!read && <span className="sr-only"> (unread)</span>}
        <TimeAgo time={at} className="block text-xs text-muted sm:hidden" />
      </p>
      <TimeAgo time={at} className="shrink-0 text-xs text-muted max-sm:hidden" />
      <IconButton
        size="sm"
        className="relative -my-1"
        label={`Mark as ${read ? 'unread' : 'read'}: ${app ? `${app.name}, ` : ''}${text}`}
        data-hint={`Mark as ${read ? 'unread' : 'read'}`}
        icon={read ? <Circle size={12} /> : <CircleDot size={12} className="text-accent-text" />}
        onClick={() => mark.mutate(!read)}
      />
    </li>
  )
}
