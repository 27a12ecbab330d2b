import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { permissionsOfRole } from '#platform/permissions/contract.ts'
import { teamSettings, type AppAccess } from '#platform/teams/settings/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'
import { roleNames, roles } from './words.ts'

/** Each app of the team, with what every role and every person who was added may do there; or what one person may. */
export function AccessByApp() {
  const { team } = useTeam()
  const { data, error, refetch } = useQuery(ofTeams.access(team.name))
  const members = useQuery(ofTeams.members(team.name)).data ?? []
  const [search, , set] = useSearch()
  const q = search.get('q') ?? ''
  const person = search.get('person') ?? ''
  const all = data ?? []
  const emails = [
    ...new Set([...members.map(({ email }) => email), ...all.flatMap(({ given }) => given.map(({ email }) => email))]),
  ]
  const role = members.find(({ email }) => email === person)?.role
  const found = all
    .filter(({ app }) => app.name.includes(q.trim().toLowerCase()))
    .toSorted((a, b) => (a.app.name < b.app.name ? -1 : 1))
  const [first, more] = useMore(found)
  return (
    <Section
      title="By app"
      description="What a role gives on each app, and who was given more. A lock keeps members out who were not added themselves."
      actions={<ShowAs what="List permissions" calls={[shown(teamSettings.permissions, { params: { team: team.name } })]} />}
    >
      <Toolbar label="What is shown" className="mb-2">
        <SearchField label="Search apps" q={q} onChange={(text) => set('q', text)} className="w-full sm:w-64" />
        <NativeSelect aria-label="Person" value={person} onChange={(event) => set('person', event.target.value)} className="w-56">
          <option value="">Everyone</option>
          {(emails.includes(person) || person === '' ? emails : [...emails, person]).toSorted().map((email) => (
            <option key={email}>{email}</option>
          ))}
        </NativeSelect>
      </Toolbar>
      <Card flush>
        {error && <Failure error={error} retry={refetch} who="An admin of the team can let you in." />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && found.length === 0 && (
          <EmptyState title={all.length === 0 ? 'The team has no apps' : 'No app is called that'} className="py-6!" />
        )}
        {first.length > 0 && (person === '' ? <OfEveryone rows={first} /> : <OfPerson rows={first} email={person} role={role} />)}
        {more}
      </Card>
    </Section>
  )
}

function OfEveryone({ rows }: { rows: readonly AppAccess[] }) {
  return (
    <Table label="Who may do what with each app">
      <thead>
        <tr>
          <Th>App</Th>
          {roleNames.map((role) => (
            <Th key={role}>{roles[role].word}s</Th>
          ))}
          <Th>Added</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.app.id}>
            <Td>
              <AppName row={row} />
            </Td>
            {roleNames.map((role) => (
              <Td key={role}>
                <Permissions names={permissionsOfRole(role, row.locked)} />
              </Td>
            ))}
            <Td>
              <ul className="grid gap-1">
                {row.given.slice(0, 5).map(({ email, permissions }) => (
                  <li key={email} className="flex items-center gap-1.5 whitespace-nowrap">
                    {email} <Permissions names={permissions} />
                  </li>
                ))}
                {row.given.length > 5 && <li className="text-muted">and {row.given.length - 5} more</li>}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function OfPerson({ rows, email, role }: { rows: readonly AppAccess[]; email: string; role: string | undefined }) {
  return (
    <Table label={`What ${email} may do with each app`}>
      <thead>
        <tr>
          <Th>App</Th>
          <Th>May</Th>
          <Th>Because</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const given = row.given.find((each) => each.email === email)
          const names = given?.permissions ?? permissionsOfRole(role, row.locked)
          return (
            <Tr key={row.app.id}>
              <Td>
                <AppName row={row} />
              </Td>
              <Td>
                <Permissions names={names} />
              </Td>
              <Td className="whitespace-nowrap text-muted">
                {given
                  ? 'added to this app'
                  : names.length > 0
                    ? `${role} of the team`
                    : row.locked && role
                      ? 'it is locked'
                      : 'not on it'}
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function AppName({ row: { app, locked } }: { row: AppAccess }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Link look="quiet" to={paths.access(app.name)}>
        {app.name}
      </Link>
      {locked && <Lock size={13} aria-label="Locked" className="text-muted" />}
    </span>
  )
}

function Permissions({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-faint">none</span>
  if (names.length === 4) return <Badge>all</Badge>
  return (
    <span className="inline-flex gap-1">
      {names.map((name) => (
        <Badge key={name}>{name}</Badge>
      ))}
    </span>
  )
}
