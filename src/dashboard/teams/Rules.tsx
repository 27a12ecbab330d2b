import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { Fragment } from 'react'
import { catalog } from '#dashboard/app/queries.ts'
import { permissionsOfRole } from '#platform/permissions/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { roleNames, roles } from './words.ts'

const permissions = ['view', 'deploy', 'operate', 'manage'] as const
const parts = [
  { on: 'team', title: 'With the team' },
  { on: 'app', title: 'With an app of it' },
  { on: 'pipeline', title: 'With a pipeline of it' },
] as const

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** The table by which the platform judges every request, for all roles and permissions. */
export function Rules() {
  const { data } = useQuery(catalog.rules())
  return (
    <Section
      title="Rules"
      description="The platform judges every request by this one table, and the dashboard disables what it would refuse. Members are held by it on apps that are not locked; those who were added to an app have its permissions alone."
    >
      <Card flush>
        {!data && <Skeleton lines={12} className="p-4" />}
        {data && (
          <Table label="Rules" dense>
            <thead>
              <tr>
                <Th className="max-sm:sticky max-sm:left-0 max-sm:bg-surface">Action</Th>
                {roleNames.map((role) => (
                  <Th key={role} className="text-center">
                    {roles[role].word}
                  </Th>
                ))}
                {permissions.map((name) => (
                  <Th key={name} className="text-center">
                    Added: {name}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parts.map(({ on, title }) => (
                <Fragment key={on}>
                  <tr>
                    <th
                      scope="rowgroup"
                      colSpan={1 + roleNames.length + permissions.length}
                      className="border-b border-line bg-sunken px-3 py-1.5 text-left text-xs font-medium text-muted"
                    >
                      {title}
                    </th>
                  </tr>
                  {data
                    .filter((rule) => rule.on === on)
                    .map(({ action, needs, what }) => (
                      <Tr key={action}>
                        <th
                          scope="row"
                          className="px-3 text-left font-normal whitespace-nowrap max-sm:sticky max-sm:left-0 max-sm:min-w-36 max-sm:bg-surface max-sm:py-1 max-sm:whitespace-normal"
                        >
                          {capital(what)}
                        </th>
                        {roleNames.map((role) => (
                          <Mark
                            key={role}
                            may={needs.some(
                              (each) => each === role || permissionsOfRole(role, false).some((name) => name === each),
                            )}
                          />
                        ))}
                        {permissions.map((name) => (
                          <Mark
                            key={name}
                            may={
                              on === 'team'
                                ? needs.includes('collaborator')
                                : on === 'app'
                                  ? needs.includes(name)
                                  : needs.includes('view')
                            }
                          />
                        ))}
                      </Tr>
                    ))}
                </Fragment>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

function Mark({ may }: { may: boolean }) {
  return (
    <Td className="text-center">
      {may ? <Check size={14} aria-hidden className="mx-auto text-ok" /> : <span aria-hidden>–</span>}
      <span className="sr-only">{may ? 'may' : 'may not'}</span>
    </Td>
  )
}
