import { useData } from '#client/query.ts'
import { catalog } from '#dashboard/app/queries.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { Mark } from './RuleTable.tsx'
import { groupsOf } from './rules.ts'
import type { AppPerson } from './useAccess.ts'

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** People by actions, from the same table by which the platform refuses. */
export function Matrix({ people }: { people: readonly AppPerson[] }) {
  const rules = useData(catalog.rules()).filter(({ on }) => on === 'app')
  const groups = groupsOf(people)
  const nameOf = (email: string) => people.find(({ user }) => user.email === email)?.name ?? email
  return (
    <Section
      title="Who may do what"
      description="The platform judges every request by this table. People who may do the same share a column."
    >
      <Card flush>
        <Table label="Who may do what" dense>
          <thead>
            <tr>
              <Th className="max-sm:sticky max-sm:left-0 max-sm:bg-surface">Action</Th>
              <Th className="max-sm:hidden">Needs</Th>
              {groups.map(({ permissions, emails }) => (
                <Th
                  key={permissions.join()}
                  className="min-w-28 py-2 max-sm:min-w-24 text-center align-bottom whitespace-normal!"
                >
                  {emails.slice(0, 4).map((email) => (
                    <span key={email} className="block text-ink">
                      {nameOf(email)}
                    </span>
                  ))}
                  {emails.length > 4 && <span className="block">and {emails.length - 4} more</span>}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map(({ action, needs, what }) => (
              <Tr key={action}>
                <th
                  scope="row"
                  className="px-3 text-left font-normal whitespace-nowrap max-sm:sticky max-sm:left-0 max-sm:min-w-36 max-sm:bg-surface max-sm:py-1 max-sm:whitespace-normal"
                >
                  {capital(what)}
                </th>
                <Td className="text-xs whitespace-nowrap text-muted max-sm:hidden">
                  {needs.length === 4 ? 'any' : needs.join(' or ')}
                </Td>
                {groups.map(({ permissions }) => (
                  <Mark key={permissions.join()} may={needs.some((name) => permissions.includes(name))} />
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </Section>
  )
}
