import { useQuery } from '@tanstack/react-query'
import { Hammer } from 'lucide-react'
import { of } from '#dashboard/app/queries.ts'
import { releaseTones } from '#dashboard/releases/status.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Build } from '#platform/builds/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatDuration } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

/** The newest builds. */
export function BuildList({ app }: { app: string }) {
  const { data, error, refetch } = useQuery(of.builds(app))
  return (
    <Section title="Builds">
      <Card flush className="max-h-[26rem] overflow-y-auto">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={5} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No builds yet" icon={<Hammer size={18} />}>
            Each deploy begins with one.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Builds">
            <thead>
              <tr>
                <Th>Build</Th>
                <Th>Status</Th>
                <Th numeric>Took</Th>
                <Th className="max-sm:hidden">Started</Th>
              </tr>
            </thead>
            <tbody>
              {data.map((build) => (
                <Row key={build.id} app={app} build={build} />
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

function Row({ app, build }: { app: string; build: Build }) {
  const { tone, word } = releaseTones[build.status]
  const { version, version_description: description } = build.source_blob
  const took = Date.parse(build.updated_at) - Date.parse(build.created_at)
  return (
    <Tr>
      <Td className="w-full max-w-0">
        <Link look="quiet" to={paths.build(app, build.id)} className="stretched block truncate">
          <span className="font-mono">{version?.slice(0, 8) ?? build.id.slice(0, 8)}</span>
          {description && <span className="ml-2 font-normal text-muted">{description}</span>}
        </Link>
      </Td>
      <Td>
        <Status tone={tone}>{word}</Status>
      </Td>
      <Td numeric>{build.status === 'pending' ? '–' : formatDuration(took)}</Td>
      <Td className="whitespace-nowrap text-muted max-sm:hidden">
        <TimeAgo time={build.created_at} />
      </Td>
    </Tr>
  )
}
