import { useQuery } from '@tanstack/react-query'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofPipelines } from './queries.ts'
import { usePipelineName } from './usePipeline.ts'

const rights = [
  ['See it', 'pipeline.view'],
  ['Change it', 'pipeline.edit'],
  ['Config vars', 'pipeline.config'],
  ['Transfer it', 'pipeline.transfer'],
] as const

/** Who may do what with the pipeline itself; what they may do with its apps is on each app. */
export function AccessPart() {
  const { data, error, refetch } = useQuery(ofPipelines.people(usePipelineName()))
  const [first, more] = useMore(data ?? [])
  return (
    <Section
      title="People"
      description="By their role in the team that owns it; those who may see one of its apps see it too. To promote to an app, one needs the deploy permission there."
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data && (
          <Table label="People">
            <thead>
              <tr>
                <Th>Person</Th>
                {rights.map(([word]) => (
                  <Th key={word}>{word}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first.map((person) => (
                <Tr key={person.user.id}>
                  <Td>
                    <span className="flex items-center gap-2 whitespace-nowrap">
                      <Avatar name={person.user.email} />
                      {person.user.email}
                    </span>
                  </Td>
                  {rights.map(([word, action]) => (
                    <Td key={word}>{whyNot(person, action) === null ? 'yes' : <span className="text-faint">no</span>}</Td>
                  ))}
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
    </Section>
  )
}
