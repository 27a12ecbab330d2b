import { useQuery } from '@tanstack/react-query'
import { Bell, BellOff, CheckCheck, Settings2 } from 'lucide-react'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { notifications } from '#platform/notifications/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { useMore } from '#ui/useMore.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import { ofNews } from './queries.ts'
import { kindNames, looks } from './words.ts'

export async function loader() {
  // What cannot be loaded, the page says.
  await queryClient.prefetchQuery(ofNews.list())
  return null
}

/** What one should know of, across all apps and teams. */
export function Component() {
  const { data, error, refetch } = useQuery(ofNews.list())
  const [search, change, set] = useSearch()
  const onlyUnread = search.get('show') === 'unread'
  const kind = kindNames.find((known) => known === search.get('kind')) ?? null
  const found = (data ?? []).filter((notice) => (kind === null || notice.kind === kind) && !(onlyUnread && notice.read))
  const unread = (data ?? []).filter(({ read }) => !read)
  const readAll = useAction({
    run: () => call(notifications.mark, { body: { read: true } }),
    failed: 'They were not marked',
  })
  return (
    <div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-4 pb-10">
      <title>{`${unread.length > 0 ? `(${unread.length}) ` : ''}Notifications – Dynorama`}</title>
      <PageHeader
        title="Notifications"
        description="What went wrong, what others ask of you, and what it costs. Nothing is sent anywhere."
        actions={
          <>
            <ShowAs
              what="Mark all as read"
              calls={[
                { ...shown(notifications.list), title: 'List notifications' },
                { ...shown(notifications.mark, { body: { read: true } }), title: 'Mark all as read' },
              ]}
            />
            <LinkButton to={paths.account('notifications')} icon={<Settings2 size={14} />}>
              Choose
            </LinkButton>
            <Button
              icon={<CheckCheck size={14} />}
              pending={readAll.isPending}
              reason={unread.length === 0 && 'All are read'}
              onClick={() => readAll.mutate()}
            >
              Mark all as read
            </Button>
          </>
        }
      />
      <Toolbar label="Filter">
        <Segmented
          label="Which"
          value={onlyUnread ? 'unread' : 'all'}
          onChange={(value) => set('show', value === 'unread' ? value : '')}
          options={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: `Unread${unread.length > 0 ? ` · ${unread.length}` : ''}` },
          ]}
        />
        <NativeSelect aria-label="Kind" value={kind ?? ''} onChange={(event) => set('kind', event.target.value)} className="w-40">
          <option value="">All kinds</option>
          {kindNames.map((each) => (
            <option key={each} value={each}>
              {looks[each].label}
            </option>
          ))}
        </NativeSelect>
      </Toolbar>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && found.length === 0 && (
          <EmptyState
            title={data.length === 0 ? 'Nothing to tell' : onlyUnread && kind === null ? 'All read' : 'Nothing of that kind'}
            icon={data.length === 0 ? <BellOff size={18} /> : <Bell size={18} />}
            actions={
              data.length > 0 && (
                <Button onClick={() => change((next) => ['show', 'kind'].forEach((key) => next.delete(key)))}>Show all</Button>
              )
            }
          >
            Failed deploys, crashes, alerts, invitations and invoices of the last 40 days are listed here.
          </EmptyState>
        )}
        <Rows key={`${onlyUnread} ${kind}`} found={found} />
      </Card>
    </div>
  )
}

function Rows({ found }: { found: Parameters<typeof NoticeRow>[0]['notice'][] }) {
  const [first, more] = useMore(found)
  if (first.length === 0) return null
  return (
    <>
      <ul aria-label="Notifications" className="divide-y divide-line">
        {first.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </ul>
      {more}
    </>
  )
}
