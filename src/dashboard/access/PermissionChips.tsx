import { clsx } from 'clsx'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { access as endpoints, type Collaborator } from '#platform/access/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { BareButton } from '#ui/Button.tsx'
import type { Permission } from '#platform/permissions/contract.ts'
import { PERMISSIONS, permissionsOf } from './rules.ts'
import type { Access, AppPerson } from './useAccess.ts'

/** What somebody may do; on a team's app each but `view` is a switch for those who manage it. */
export function PermissionChips({ access, person }: { access: Access; person: AppPerson }) {
  const { app, locked, whyNot } = access
  const held = permissionsOf(person)
  const forbidden = whyNot('access.edit')
  const set = useAction({
    run: (permissions: Permission[]) =>
      call(endpoints.teamUpdate, { params: { app: app.name, collaborator: person.user.email }, body: { permissions } }),
    optimistic: (client, permissions) =>
      optimistically(client, of.people(app.name), (all: Collaborator[]) =>
        all.map((each) =>
          each.id === person.id ? { ...each, permissions: permissions.map((name) => ({ name, description: '' })) } : each,
        ),
      ),
    failed: `The permissions of ${person.name} were not changed`,
  })
  if (!app.team || forbidden !== null) {
    return (
      <ul aria-label={`Permissions of ${person.name}`} className="flex flex-wrap gap-1">
        {held.map((name) => (
          <li key={name}>
            <Badge>{name}</Badge>
          </li>
        ))}
      </ul>
    )
  }
  const reasonFor = (name: Permission) => {
    if (person.role === 'admin') return 'Admins of the team may do everything'
    if (name === 'view') return 'Everyone on an app may see it: remove them to take that away'
    if (person.role === 'member' && !locked && name !== 'manage')
      return `Members of the team may ${name} while the app is not locked`
    return null
  }
  const toggled = (name: Permission) => (held.includes(name) ? held.filter((each) => each !== name) : [...held, name])
  return (
    <span className="flex items-center gap-1">
      <span role="group" aria-label={`Permissions of ${person.name}`} className="flex flex-wrap gap-1">
        {PERMISSIONS.map((name) => (
          <BareButton
            key={name}
            aria-pressed={held.includes(name)}
            reason={reasonFor(name)}
            onClick={() => set.mutate(toggled(name))}
            className={clsx(
              'h-6 rounded-sm border px-2 text-2xs font-medium coarse:h-11',
              held.includes(name)
                ? 'border-transparent bg-accent-soft text-accent-text'
                : 'border-dashed border-line-strong text-muted not-aria-disabled:hover:bg-hover',
            )}
          >
            {name}
          </BareButton>
        ))}
      </span>
      <ShowAs
        what={`Set the permissions of ${person.name}`}
        calls={[
          shown(endpoints.teamUpdate, {
            params: { app: app.name, collaborator: person.user.email },
            body: { permissions: held },
          }),
        ]}
      />
    </span>
  )
}
