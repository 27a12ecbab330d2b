import { useQuery } from '@tanstack/react-query'
import { MailX, RotateCw } from 'lucide-react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { people, type SentInvitation } from '#platform/teams/people/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { useMore } from '#ui/useMore.tsx'
import { InviteForm } from './InviteForm.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'
import { roles } from './words.ts'

/** Who was asked into the team and has not answered, and how to ask somebody else. */
export function Invitations() {
  const { team } = useTeam()
  const { data, error, refetch } = useQuery(ofTeams.invitations(team.name))
  const [first, more] = useMore(data ?? [])
  return (
    <Section
      title="Invitations"
      description="Whoever is invited becomes a member when they accept. After a week an invitation ends."
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} who="An admin of the team can let you in." />}
        {!data && !error && <Skeleton lines={3} className="p-4" />}
        {data?.length === 0 && <EmptyState title="Nobody is invited" className="py-6!" />}
        {first.length > 0 && (
          <ul aria-label="Invitations" className="divide-y divide-line">
            {first.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
        {more}
        <InviteForm />
      </Card>
    </Section>
  )
}

function Row({ invitation }: { invitation: SentInvitation }) {
  const { team, whyNot } = useTeam()
  const { user, role, invited_by: by, expires_at: expires, expired, updated_at: sent } = invitation
  const again = useAction({
    run: () => call(people.invite, { params: { team: team.name }, body: { email: user.email, role } }),
    failed: `${user.email} was not invited`,
    done: () => toast(`${user.email} is invited`),
  })
  const revokeArgs = { params: { team: team.name, invitation: user.email } }
  const revoke = useAction({
    run: () => call(people.revoke, revokeArgs),
    optimistic: (client) =>
      optimistically(client, ofTeams.invitations(team.name), (all: SentInvitation[]) =>
        all.filter(({ id }) => id !== invitation.id),
      ),
    failed: 'The invitation was not revoked',
    done: () => toast({ title: `${user.email} is not invited any more`, action: { label: 'Undo', run: () => again.mutate() } }),
  })
  const reason = whyNot('team.people.edit')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 pr-2 pl-4">
      <span className="min-w-48 flex-1">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">{user.email}</span>
          <Status tone={expired ? 'idle' : 'busy'}>{expired ? 'Expired' : 'Pending'}</Status>
        </span>
        <span className="block text-xs text-muted">
          As {roles[role].word.toLowerCase()}, by {by.email}, <TimeAgo time={sent} />. {expired ? 'It ended' : 'It ends'}{' '}
          <TimeAgo time={expires} />.
        </span>
      </span>
      <span className="flex items-center gap-1">
        <ShowAs
          what={`Invite ${user.email} again, or not any more`}
          calls={[
            {
              ...shown(people.invite, { params: { team: team.name }, body: { email: user.email, role } }),
              title: 'Send it again',
            },
            { ...shown(people.revoke, revokeArgs), title: 'Revoke it' },
          ]}
        />
        <IconButton
          size="sm"
          label={`Invite ${user.email} again`}
          icon={<RotateCw size={14} />}
          reason={reason}
          onClick={() => again.mutate()}
        />
        <IconButton
          size="sm"
          label={`Revoke the invitation of ${user.email}`}
          icon={<MailX size={14} />}
          reason={reason}
          onClick={() => revoke.mutate()}
        />
      </span>
    </li>
  )
}
