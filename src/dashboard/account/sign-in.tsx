import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useConnection } from '#client/use-connection.ts'
import { query, useData } from '#client/query.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { signInAs } from '#dashboard/shared/session.ts'
import { BrandMark } from '#dashboard/shell/Brand.tsx'
import { control, type Person } from '#platform/control/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { useMore } from '#ui/useMore.tsx'

export async function loader() {
  // Anew: whoever has just ended a session had a token of it in the list from before.
  await queryClient.fetchQuery({ ...query(control.people), staleTime: 0 })
  return null
}

/** Choose who to be. Everybody of the world is here; nobody has a password. */
export function Component() {
  const people = useData(query(control.people))
  const { kind, base } = useConnection()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [q, setQ] = useState('')
  const found = people.filter(({ name, email, title }) =>
    `${name} ${email} ${title}`.toLowerCase().includes(q.trim().toLowerCase()),
  )
  const [first, more] = useMore(found)
  const enter = async (person: Person) => {
    await signInAs(person)
    await navigate(placeIn(params.get('next')))
  }
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid min-h-dvh max-w-md grid-cols-[minmax(0,1fr)] content-center gap-6 px-4 py-10"
    >
      <title>Sign in – Dynorama</title>
      <div className="grid justify-items-center gap-3 text-center">
        <BrandMark size={36} />
        <h1 tabIndex={-1} className="text-2xl tracking-tight">
          Who are you today?
        </h1>
        <p className="text-muted">
          {kind === 'browser' ? 'These people live in the world in this browser.' : `These people live in the world at ${base}.`}{' '}
          No password: choose one, and be another at any time.
        </p>
      </div>
      {people.length === 0 ? (
        <EmptyState title="Nobody lives here">
          This world has no people with a token. Start another world, or connect to one.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {people.length > 12 && <SearchInput label="Search people" value={q} onChange={(event) => setQ(event.target.value)} />}
          {found.length === 0 && <EmptyState title="Nobody is called that" className="py-6!" />}
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
            {first.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  onClick={() => void enter(person)}
                  className="flex w-full items-center gap-3 rounded-lg border border-line bg-surface p-3 text-left shadow-card hover:border-line-strong hover:bg-hover"
                >
                  <Avatar name={person.name} className="size-9! text-xs!" />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{person.name}</span>
                    <span className="block text-muted">{person.title}</span>
                  </span>
                  <span className="flex max-w-2/5 shrink-0 flex-wrap justify-end gap-1">
                    {person.teams.map(({ name, role }) => (
                      <Badge key={name}>
                        {name} {role}
                      </Badge>
                    ))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {more}
        </div>
      )}
      <p className="text-center text-2xs text-faint">Unofficial simulation. Not affiliated with Heroku or Salesforce.</p>
    </main>
  )
}

/** Where somebody was on the way to; never a place outside of the dashboard. */
function placeIn(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : paths.apps()
}
