import { query, useData } from '#client/query.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { teams } from '#platform/teams/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'

/** The teams whose bills one may see. */
export function TeamBills() {
  const mine = useData(query(teams.list)).filter(({ role }) => role === 'admin')
  if (mine.length === 0) return null
  return (
    <Section title="Teams" description="Apps of a team are paid for by the team." className="print:hidden">
      <Card flush>
        <ul className="divide-y divide-line">
          {mine.map(({ id, name }) => (
            <li key={id} className="relative px-4 py-2.5 hover:bg-hover">
              <Link look="quiet" to={paths.team(name, 'billing')} className="stretched font-medium">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
