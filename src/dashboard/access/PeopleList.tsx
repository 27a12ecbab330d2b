import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { access as endpoints, type Collaborator } from '#platform/access/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { useMore } from '#ui/useMore.tsx'
import { PermissionChips } from './PermissionChips.tsx'
import { permissionsOf } from './rules.ts'
import { whyNotRemove, type Access, type AppPerson } from './useAccess.ts'

const words: Readonly<Record<string, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
  collaborator: 'Collaborator',
}

/** Everyone with access, those who may do the most first. */
export function PeopleList({ access, children }: { access: Access; children: ReactNode }) {
  const { app, people, locked } = access
  const [params, change] = useSearch()
  const roles = Object.keys(words).filter((role) => people.some((person) => person.role === role))
  const wanted = params.get('role')
  const q = params.get('q') ?? ''
  const shownPeople = people
    .filter(
      ({ name, role, user }) =>
        (wanted === null || role === wanted) && `${name} ${user.email}`.toLowerCase().includes(q.trim().toLowerCase()),
    )
    .toSorted((a, b) => b.permissions.length - a.permissions.length || a.name.localeCompare(b.name))
  const [first, more] = useMore(shownPeople)
  const choose = (role: string) => change((next) => (role ? next.set('role', role) : next.delete('role')))
  return (
    <Section
      title="People"
      description={
        app.team
          ? `The members of ${app.team.name} by their role${locked ? ', as far as the lock lets them,' : ''} and whoever is added here.`
          : 'The owner may do everything, collaborators all but manage the app and its people.'
      }
      actions={
        <>
          {(roles.length > 1 || wanted !== null) && (
            <NativeSelect
              aria-label="Role"
              className="w-36"
              value={wanted ?? ''}
              onChange={(event) => choose(event.target.value)}
            >
              <option value="">Every role</option>
              {(wanted === null || roles.includes(wanted) ? roles : [...roles, wanted]).map((role) => (
                <option key={role} value={role}>
                  {words[role] ?? role}
                </option>
              ))}
            </NativeSelect>
          )}
          <ShowAs what="List collaborators" calls={[shown(endpoints.list, { params: { app: app.name } })]} />
        </>
      }
    >
      {people.length > 10 && (
        <SearchField
          label="Search people"
          q={q}
          onChange={(text) => change((next) => (text === '' ? next.delete('q') : next.set('q', text)))}
          className="mb-2 block w-full sm:w-64"
        />
      )}
      <Card flush>
        {shownPeople.length === 0 && <EmptyState title="Nobody matches" className="py-6!" />}
        <ul aria-label="People" className="divide-y divide-line">
          {first.map((person) => (
            <PersonRow key={person.user.id} access={access} person={person} />
          ))}
        </ul>
        {more}
        {children}
      </Card>
    </Section>
  )
}

function PersonRow({ access, person }: { access: Access; person: AppPerson }) {
  const { app, whyNot } = access
  const { name, role, user, isMe } = person
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 pr-2 pl-4">
      <Avatar name={name} />
      <span className="min-w-40 flex-1">
        <span className="flex flex-wrap items-center gap-1.5">
          <span className="truncate font-medium">{name}</span>
          {isMe && <Badge tone="accent">You</Badge>}
          <Badge>{words[role] ?? role}</Badge>
        </span>
        {name !== user.email && <span className="block truncate text-xs text-muted">{user.email}</span>}
      </span>
      <span className="max-sm:order-last max-sm:basis-full">
        <PermissionChips access={access} person={person} />
      </span>
      {isMe ? (
        <span className="h-7 w-14 max-sm:hidden" />
      ) : (
        <Remove app={app.name} person={person} reason={whyNot('access.edit') ?? whyNotRemove(person)} />
      )}
    </li>
  )
}

/** Takes somebody's access away, and offers to give it back. */
function Remove({ app, person, reason }: { app: string; person: AppPerson; reason: string | null }) {
  const { email } = person.user
  const giveBack = useAction({
    run: () => call(endpoints.teamAdd, { params: { app }, body: { user: email, permissions: permissionsOf(person) } }),
    failed: `${person.name} was not added again`,
    done: () => toast(`${person.name} has access again`),
  })
  const remove = useAction({
    run: () => call(endpoints.remove, { params: { app, collaborator: email } }),
    optimistic: (client) =>
      // What a role gives stays, and only the platform knows it.
      person.role === 'collaborator'
        ? optimistically(client, of.people(app), (all: Collaborator[]) => all.filter(({ user }) => user.email !== email))
        : () => {},
    failed: `${person.name} was not removed`,
    done: () => toast({ title: `${person.name} was removed`, action: { label: 'Undo', run: () => giveBack.mutate() } }),
  })
  return (
    <span className="flex">
      <ShowAs what={`Remove ${person.name}`} calls={[shown(endpoints.remove, { params: { app, collaborator: email } })]} />
      <IconButton
        size="sm"
        label={`Remove ${person.name}`}
        icon={<Trash2 size={14} />}
        reason={reason}
        onClick={() => remove.mutate()}
      />
    </span>
  )
}
