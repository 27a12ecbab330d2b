import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Plus, Workflow } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { asked, soon } from '#dashboard/shared/loading.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { ListedPipeline } from '#platform/pipelines/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofPipelines } from './queries.ts'
import { stageNames } from './words.ts'

const NewPipeline = lazy(async () => ({ default: (await import('./NewPipeline.tsx')).NewPipeline }))

export const loader = () => soon(asked(ofPipelines.all()))

/** Every pipeline that whoever is signed in may see. */
export function Component() {
  const { data, error, refetch } = useQuery(ofPipelines.all())
  const [search, change, put] = useSearch()
  const creating = search.get('create') !== null
  const setCreating = (on: boolean) => change((next) => (on ? next.set('create', '') : next.delete('create')))
  const q = search.get('q') ?? ''
  const shown = (data ?? []).filter(({ name, owner }) => `${name} ${owner.name}`.includes(q.trim().toLowerCase()))
  const [first, more] = useMore(shown)
  const create = (
    <Button variant="primary" icon={<Plus size={15} />} onClick={() => setCreating(true)}>
      New pipeline
    </Button>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-10">
      <title>Pipelines – Dynorama</title>
      <PageHeader
        title="Pipelines"
        description="Apps of the same code, from review to production. What runs in one stage is promoted to the next as it was built."
        actions={data && data.length > 0 && create}
      />
      {(data?.length ?? 0) > 1 && (
        <SearchField label="Search pipelines" q={q} onChange={(text) => put('q', text)} className="w-full sm:w-72" />
      )}
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data && shown.length === 0 && (
          <EmptyState
            title={data.length === 0 ? 'No pipelines yet' : 'No pipeline is called that'}
            icon={<Workflow size={18} />}
            actions={data.length === 0 ? create : <Button onClick={() => change((next) => next.delete('q'))}>Show all</Button>}
          >
            {data.length === 0 &&
              'A pipeline brings the apps of one code together, so that what was tried in staging goes on to production.'}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Table label="Pipelines">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th className="max-md:hidden">Owner</Th>
                {stageNames.map((stage) => (
                  <Th key={stage} numeric className="max-md:hidden">
                    <span className="capitalize">{stage}</span>
                  </Th>
                ))}
                <Th>State</Th>
                <Th className="max-md:hidden">Went to production</Th>
              </tr>
            </thead>
            <tbody>
              {first.map((pipeline) => (
                <Row key={pipeline.id} pipeline={pipeline} />
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
      <Suspense>{creating && <NewPipeline close={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

function Row({ pipeline: { name, owner, stages, trouble, released_at: released } }: { pipeline: ListedPipeline }) {
  return (
    <Tr>
      <Td>
        <Link to={paths.pipeline(name)} look="quiet" className="stretched whitespace-nowrap">
          {name}
        </Link>
      </Td>
      <Td className="whitespace-nowrap text-muted max-md:hidden">{owner.name}</Td>
      {stageNames.map((stage) => (
        <Td key={stage} numeric className={clsx('max-md:hidden', stages[stage] === 0 && 'text-faint')}>
          {stages[stage]}
        </Td>
      ))}
      <Td>
        {trouble === null ? (
          <Status tone="ok">Well</Status>
        ) : (
          <span className="flex items-start gap-1.5 max-md:flex-col">
            <Status tone="warn">Trouble</Status>
            <span className="min-w-48 text-muted">{trouble}</span>
          </span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-muted max-md:hidden">{released === null ? 'never' : <TimeAgo time={released} />}</Td>
    </Tr>
  )
}
