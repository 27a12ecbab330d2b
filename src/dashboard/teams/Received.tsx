import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { people, type ReceivedInvitation } from '#platform/teams/people/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { ofTeams } from './queries.ts'
import { roles } from './words.ts'

/** The teams that whoever is signed in was invited to; nothing while there are none. */
export function Received() {
  const { data = [] } = useQuery(ofTeams.received())
  if (data.length === 0) return null
  return (
    <Section title="Invitations to you">
      <ul className="grid gap-2">
        {data.map((invitation) => (
          <li key={invitation.id}>
            <Card>
              <One invitation={invitation} />
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function One({ invitation }: { invitation: ReceivedInvitation }) {
  const { team, role, invited_by: by, expires_at: expires, token } = invitation
  const params = { token }
  const accept = useAction({
    run: () => call(people.accept, { params }),
    failed: `You did not join ${team.name}`,
    done: () =>
      toast({
        title: `You are in the team ${team.name} now`,
        tone: 'ok',
        link: { label: 'Open it', to: paths.team(team.name) },
      }),
  })
  const decline = useAction({
    run: () => call(people.decline, { params }),
    failed: 'Your answer was not taken',
    done: () => toast(`You declined to join ${team.name}`),
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="max-w-prose">
        {by.name ?? by.email} invites you to the team <span className="font-mono">{team.name}</span> as{' '}
        {role === 'admin' ? 'an' : 'a'} {role}.{' '}
        <span className="text-muted">
          {roles[role].about}. It ends <TimeAgo time={expires} />.
        </span>
      </p>
      <span className="flex items-center gap-1">
        <ShowAs what={`Join ${team.name}`} calls={[shown(people.accept, { params })]} />
        <Button pending={decline.isPending} onClick={() => decline.mutate()}>
          Decline
        </Button>
        <Button variant="primary" pending={accept.isPending} onClick={() => accept.mutate()}>
          Accept
        </Button>
      </span>
    </div>
  )
}
