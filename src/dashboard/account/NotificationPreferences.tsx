import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { ofNews } from '#dashboard/notifications/queries.ts'
import { kindNames, looks } from '#dashboard/notifications/words.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { notifications, type NoticeKind } from '#platform/notifications/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Switch } from '#ui/Switch.tsx'

/** Which kinds of news one wants to hear. */
export function NotificationPreferences() {
  const { data, error, refetch } = useQuery(ofNews.preferences())
  const change = useAction({
    run: ({ kind, on }: { kind: NoticeKind; on: boolean }) => call(notifications.setPreferences, { body: { [kind]: on } }),
    optimistic: (client, { kind, on }) => optimistically(client, ofNews.preferences(), (all) => ({ ...all, [kind]: on })),
    failed: 'Your choice was not kept',
  })
  return (
    <Section
      title="What you are told"
      description="By the bell. It holds for you alone, in every browser."
      actions={
        <>
          <ShowAs
            what="Choose what you are notified of"
            calls={[shown(notifications.setPreferences, { body: { billing: false } })]}
          />
          <LinkButton to={paths.notifications()} icon={<Bell size={14} />}>
            All notifications
          </LinkButton>
        </>
      }
    >
      <title>Notifications – Account</title>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={7} className="p-4" />}
        {data && (
          <ul className="divide-y divide-line">
            {kindNames.map((kind) => (
              <li key={kind} className="px-4 py-3">
                <Switch
                  label={looks[kind].label}
                  hint={looks[kind].about}
                  checked={data[kind]}
                  onChange={(event) => change.mutate({ kind, on: event.target.checked })}
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}
