import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Part } from '#dashboard/overview/Part.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Coupling } from '#platform/pipelines/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { ofPipelines } from './queries.ts'

const AddApp = lazy(async () => ({ default: (await import('./AddApp.tsx')).AddApp }))

/** On the app's overview: which pipeline it is in, or the way into one. */
export function PipelinePart() {
  return (
    <Part title="Pipeline">
      <div className="px-4 py-2.5">
        <Place />
      </div>
    </Part>
  )
}

/** The same on the app's deploy page. */
export function PipelineSection() {
  return (
    <Section title="Pipeline" description="What runs in one stage of a pipeline is promoted to the next as it was built.">
      <Card>
        <Place />
      </Card>
    </Section>
  )
}

function Place() {
  const { name } = useApp()
  const { data, error } = useQuery(ofPipelines.ofApp(name))
  if (error) return <p className="text-muted">{error.message}</p>
  if (!data) return <Skeleton lines={1} />
  return data.coupling ? <Coupled {...data.coupling} /> : <AddButton app={name} />
}

function Coupled({ pipeline, stage }: Coupling): ReactNode {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link to={paths.pipeline(pipeline.name)}>{pipeline.name}</Link>
      <Badge>{stage}</Badge>
    </p>
  )
}

function AddButton({ app }: { app: string }) {
  const [search, change] = useSearch()
  const reason = useWhyNot()('app.couple')
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-muted">It is in no pipeline.</p>
      <Button size="sm" icon={<Plus size={14} />} reason={reason} onClick={() => change((next) => next.set('open', 'pipeline'))}>
        Add to a pipeline
      </Button>
      <Suspense>
        {search.get('open') === 'pipeline' && reason === null && (
          <AddApp app={app} close={() => change((next) => next.delete('open'))} />
        )}
      </Suspense>
    </div>
  )
}
