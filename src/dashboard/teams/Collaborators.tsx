import { useQuery } from '@tanstack/react-query'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { TeamMember } from '#platform/teams/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofTeams } from './queries.ts'
import { useTeamName } from './useTeam.ts'

/** Who is not in the team, but was added to apps of it; nothing where nobody was. */
export function Collaborators({ members }: { members: readonly TeamMember[] }) {
  const { data = [] } = useQuery(ofTeams.access(useTeamName()))
  const inside = new Set(members.map(({ email }) => email))
  const added = data.flatMap(({ app, given }) => given.map((person) => ({ ...person, app: app.name })))
  const outside = [...Map.groupBy(added, ({ email }) => email)].filter(([email]) => !inside.has(email))
  const [first, more] = useMore(outside.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  if (outside.length === 0) return null
  return (
    <Section title="Collaborators" description="Not in the team: they only have what they were given on an app.">
      <Card flush>
        <ul aria-label="Collaborators" className="divide-y divide-line">
          {first.map(([email, on]) => (
            <li key={email} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 pr-2 pl-4">
              <Avatar name={email} />
              <span className="min-w-40 flex-1 truncate font-medium">{email}</span>
              <ul className="flex flex-wrap gap-x-4 gap-y-1">
                {on.slice(0, 5).map(({ app, permissions }) => (
                  <li key={app} className="flex items-center gap-1.5">
                    <Link to={paths.access(app)}>{app}</Link>
                    {permissions.map((name) => (
                      <Badge key={name}>{name}</Badge>
                    ))}
                  </li>
                ))}
                {on.length > 5 && <li className="text-muted">and {on.length - 5} more apps</li>}
              </ul>
            </li>
          ))}
        </ul>
        {more}
      </Card>
    </Section>
  )
}
