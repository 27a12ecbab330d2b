import { useQuery } from '@tanstack/react-query'
import { RuleTable } from '#dashboard/access/RuleTable.tsx'
import { catalog } from '#dashboard/app/queries.ts'
import type { Rule } from '#platform/control/contract.ts'
import { permissionsOfRole } from '#platform/permissions/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { roleNames, roles } from './words.ts'

const permissions = ['view', 'deploy', 'operate', 'manage'] as const
const parts = [
  { on: 'team', title: 'With the team' },
  { on: 'app', title: 'With an app of it' },
  { on: 'pipeline', title: 'With a pipeline of it' },
] as const

/** What somebody who was added to an app may do: with its team and its pipeline no more than any who was added. */
const mayWhenAdded = ({ on, needs }: Rule, name: string) =>
  needs.includes(on === 'team' ? 'collaborator' : on === 'app' ? name : 'view')

const columns = [
  ...roleNames.map((role) => ({
    title: roles[role].word,
    may: ({ needs }: Rule) => needs.some((each) => each === role || permissionsOfRole(role, false).some((name) => name === each)),
  })),
  ...permissions.map((name) => ({ title: `Added: ${name}`, may: (rule: Rule) => mayWhenAdded(rule, name) })),
]

/** The table by which the platform judges every request, for all roles and permissions. */
export function Rules() {
  const { data } = useQuery(catalog.rules())
  return (
    <Section
      title="Rules"
      description="The platform judges every request by this one table, and the dashboard disables what it would refuse. Members are held by it on apps that are not locked; those who were added to an app have its permissions alone."
    >
      <Card flush>
        {data ? (
          <RuleTable label="Rules" rules={data} parts={parts} columns={columns} />
        ) : (
          <Skeleton lines={12} className="p-4" />
        )}
      </Card>
    </Section>
  )
}
