import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigation, type LoaderFunctionArgs } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { Unloaded } from '#dashboard/shared/Unloaded.tsx'
import { usePageName } from '#dashboard/shared/usePageName.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { NavTabs } from '#ui/NavTabs.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ofPipelines } from './queries.ts'
import { pipelineTabs } from './tabs.ts'
import { usePipelineName } from './usePipeline.ts'

export async function loader({ params }: LoaderFunctionArgs) {
  // One that there is not, or that is not for this person, is no fault: the page says so.
  await queryClient.prefetchQuery(ofPipelines.board(params['pipeline'] ?? ''))
  return null
}

/** That an app's load grows too heavy is no change that the feed tells of, nor that somebody else deleted what shows. */
const STATE_EVERY_MS = 10_000

/** The frame of a pipeline's pages. */
export function Component() {
  const name = usePipelineName()
  const page = usePageName()
  const leaving = useNavigation().state !== 'idle'
  const { data, error, refetch } = useQuery({
    ...ofPipelines.board(name),
    refetchInterval: ({ state }) => !leaving && !state.error && STATE_EVERY_MS,
  })
  const list = { label: 'Pipelines', to: paths.pipelines() }
  if (error || !data)
    return (
      <Unloaded
        what="pipeline"
        name={name}
        to={paths.pipeline(name)}
        list={list}
        error={error}
        retry={refetch}
        who="Its owner, or an admin of its team, can let you in."
      />
    )
  return (
    <div className="min-w-0 pb-10">
      {page !== undefined && <title>{`${page} – ${data.pipeline.name}`}</title>}
      <PageHeader
        title={data.pipeline.name}
        above={<Breadcrumbs crumbs={[list, { label: data.pipeline.name, to: paths.pipeline(name) }]} />}
        beside={<Badge>{data.owner_name}</Badge>}
      />
      <NavTabs
        label="Pipeline"
        className="mt-3 mb-6"
        tabs={pipelineTabs.map(({ label, part }) => ({ label, to: paths.pipeline(name, part), end: part === '' }))}
      />
      <Outlet />
    </div>
  )
}
