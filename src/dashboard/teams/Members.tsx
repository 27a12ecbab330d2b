import { Send, UserMinus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { useMe } from '#dashboard/account/useMe.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { teams, type TeamMember, type TeamRole } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { Toolbar } from '#ui/Toolbar.tsx'
import { useMore } from '#ui/useMore.tsx'
import { INVITE } from './tabs.ts'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'
import { roleNames, roles } from './words.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

const nameOf = ({ user }: TeamMember) => user.name ?? user.email

/** The members of the team, admins first. */
export function Members({ members }: { members: readonly TeamMember[] }) {
  const { team, whyNot } = useTeam()
  const [search, , set] = useSearch()
  const role = roleNames.find((name) => name === search.get('role')) ?? null
  const q = search.get('q') ?? ''
  const found = members
    .filter(
      (each) =>
        (role === null || each.role === role) && `${nameOf(each)} ${each.email}`.toLowerCase().includes(q.trim().toLowerCase()),
    )
    .toSorted((a, b) => roleNames.indexOf(a.role) - roleNames.indexOf(b.role) || nameOf(a).localeCompare(nameOf(b)))
  const [first, more] = useMore(found)
  return (
    <Section
      title="Members"
      description={roleNames.map((name) => `${roles[name].word}: ${roles[name].about.toLowerCase()}.`).join(' ')}
      actions={
        <span className="flex items-center gap-1">
          <ShowAs what="List members" calls={[shown(teams.members, { params: { team: team.name } })]} />
          {whyNot('team.people.edit') === null && (
            <LinkButton to={{ search: `${search}`, hash: INVITE }} icon={<Send size={14} />}>
              Invite people
            </LinkButton>
          )}
        </span>
      }
    >
      {members.length > 5 && (
        <Toolbar label="Filter members" className="mb-2">
          <SearchField label="Search members" q={q} onChange={(text) => set('q', text)} className="w-full sm:w-64" />
          <NativeSelect
            aria-label="Role"
            className="w-36"
            value={role ?? ''}
            onChange={(event) => set('role', event.target.value)}
          >
            <option value="">Every role</option>
            {roleNames.map((name) => (
              <option key={name} value={name}>
                {roles[name].word}
              </option>
            ))}
          </NativeSelect>
        </Toolbar>
      )}
      <Card flush>
        {found.length === 0 && <EmptyState title="Nobody matches" className="py-6!" />}
        <ul aria-label="Members" className="divide-y divide-line">
          {first.map((member) => (
            <Row key={member.id} member={member} members={members} />
          ))}
        </ul>
        {more}
      </Card>
    </Section>
  )
}

/** Why the only admin cannot become less, or leave. */
const whyNotLast = (member: TeamMember, members: readonly TeamMember[]) =>
  member.role === 'admin' && members.filter((each) => each.role === 'admin').length === 1
    ? 'A team needs an admin: make somebody else one first'
    : null

function Row({ member, members }: { member: TeamMember; members: readonly TeamMember[] }) {
  const me = useMe()
  const { team, whyNot } = useTeam()
  const { email } = member
  const isMe = email === me?.email
  const name = nameOf(member)
  const setRole = useAction({
    run: (role: TeamRole) => call(people.updateMember, { params: { team: team.name }, body: { email, role } }),
    optimistic: (client, role) =>
      optimistically(client, ofTeams.members(team.name), (all: TeamMember[]) =>
        all.map((each) => (each.id === member.id ? { ...each, role } : each)),
      ),
    failed: `The role of ${name} was not changed`,
    done: (_, role) => toast({ title: `${name} is ${role === 'admin' ? 'an' : 'a'} ${role} now`, tone: 'ok' }),
  })
  const reason = whyNot('team.people.edit') ?? whyNotLast(member, members)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 pr-2 pl-4">
      <Avatar name={name} />
      <span className="min-w-40 flex-1">
        <span className="flex flex-wrap items-center gap-1.5">
          <span className="truncate font-medium">{name}</span>
          {isMe && <Badge tone="accent">You</Badge>}
        </span>
        {name !== email && <span className="block truncate text-xs text-muted">{email}</span>}
      </span>
      <span className="flex items-center gap-1">
        {reason === null ? (
          <NativeSelect
            aria-label={`Role of ${name}`}
            className="w-28"
            value={member.role}
            onChange={(event) => {
              const role = roleNames.find((each) => each === event.target.value)
              if (role) setRole.mutate(role)
            }}
          >
            {roleNames.map((each) => (
              <option key={each} value={each}>
                {roles[each].word}
              </option>
            ))}
          </NativeSelect>
        ) : (
          <Badge>{roles[member.role].word}</Badge>
        )}
        <Remove member={member} isMe={isMe} reason={isMe ? whyNotLast(member, members) : reason} />
      </span>
    </li>
  )
}

function Remove({ member, isMe, reason }: { member: TeamMember; isMe: boolean; reason: string | null }) {
  const { team } = useTeam()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const name = nameOf(member)
  const args = { params: { team: team.name, member: member.email } }
  const remove = useAction({
    run: () => call(people.removeMember, args),
    failed: `${name} was not removed`,
    quiet: true,
    done: () => {
      setAsking(false)
      if (isMe) void navigate(paths.teams(), { replace: true })
      toast(isMe ? `You left ${team.name}` : `${name} was removed from ${team.name}`)
    },
  })
  const words = isMe ? `Leave ${team.name}` : `Remove ${name}`
  return (
    <>
      <ShowAs
        what={`Change the role of ${name}, or remove them`}
        calls={[
          {
            ...shown(people.updateMember, { params: { team: team.name }, body: { email: member.email, role: member.role } }),
            title: 'Change the role',
          },
          { ...shown(people.removeMember, args), title: words },
        ]}
      />
      <IconButton size="sm" label={words} icon={<UserMinus size={14} />} reason={reason} onClick={() => setAsking(true)} />
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`${words}?`}
            action={isMe ? 'Leave team' : 'Remove member'}
            pending={remove.isPending}
            error={remove.error && sentence(remove.error)}
            onConfirm={() => remove.mutate()}
          >
            {isMe ? 'You lose' : `${name} loses`} access to all apps of {team.name}, also to those that{' '}
            {isMe ? 'you were' : 'they were'} added to by name. Only an admin can undo that, by another invitation.
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
