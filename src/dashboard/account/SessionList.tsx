import { useQuery } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { keyOf } from '#client/query.ts'
import { useConnection } from '#client/use-connection.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { signOut } from '#dashboard/shared/session.ts'
import { control } from '#platform/control/contract.ts'
import { authorizations, type Session } from '#platform/oauth/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ConfirmButton } from '#dashboard/shared/ConfirmButton.tsx'
import { ofAccount } from './queries.ts'

/** The browsers that one is signed in with. */
export function SessionList() {
  const { data, error, refetch } = useQuery(ofAccount.sessions())
  const { data: all = [] } = useQuery(ofAccount.authorizations())
  const { token } = useConnection()
  const here = all.find(({ access_token: access }) => access?.token === token)?.id
  const [first, more] = useMore(data ?? [])
  const others = (data ?? []).filter(({ id }) => id !== here)
  return (
    <Section
      title="Sessions"
      description="Browsers that are signed in as you."
      actions={
        <>
          <ShowAs what="List sessions" calls={[shown(authorizations.sessions)]} />
          <ConfirmButton
            wide
            label="End all others"
            icon={<LogOut size={14} />}
            reason={others.length === 0 && 'There is no other session'}
            title="End all other sessions?"
            action="End sessions"
            said="All other sessions were ended"
            run={() => Promise.all(others.map(({ id }) => call(authorizations.endSession, { params: { session: id } })))}
          >
            Whoever is signed in there has to sign in again.
          </ConfirmButton>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No sessions" className="py-6!">
            This dashboard uses a token of its own.
          </EmptyState>
        )}
        {first.length > 0 && (
          <ul aria-label="Sessions" className="divide-y divide-line">
            {first.map((session) => (
              <Row key={session.id} session={session} isHere={session.id === here} />
            ))}
          </ul>
        )}
        {more}
      </Card>
    </Section>
  )
}

function Row({ session: { id, description, created_at: since }, isHere }: { session: Session; isHere: boolean }) {
  const navigate = useNavigate()
  const params = { session: id }
  const name = isHere ? 'your session here' : `the session ${id.slice(0, 8)}`
  return (
    <li className="flex items-center gap-3 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          {description}
          {isHere && <Badge tone="accent">This one</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-muted">
          <span className="font-mono">{id.slice(0, 8)}</span>
          <span>
            since <TimeAgo time={since} />
          </span>
        </p>
      </div>
      <ShowAs what={`End ${name}`} calls={[shown(authorizations.endSession, { params })]} />
      <ConfirmButton
        label={`End ${name}`}
        icon={<LogOut size={14} />}
        title={`End ${name}?`}
        action="End session"
        said="The session was ended"
        run={async () => {
          // Its own end is told before its token is worth nothing.
          if (isHere) await navigate(paths.signIn())
          await call(authorizations.endSession, { params })
        }}
        done={async () => {
          if (!isHere) return
          signOut()
          await queryClient.invalidateQueries({ queryKey: keyOf(control.people) })
        }}
      >
        {isHere ? 'You are signed out here, and choose anew whom to be.' : 'Whoever is signed in there has to sign in again.'}
      </ConfirmButton>
    </li>
  )
}
