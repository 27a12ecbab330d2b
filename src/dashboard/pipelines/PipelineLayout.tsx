import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigation, type LoaderFunctionArgs } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { usePageName } from '#dashboard/shared/usePageName.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
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
  const home = <LinkButton to={paths.pipelines()}>All pipelines</LinkButton>
  const above = (
    <Breadcrumbs
      crumbs={[
        { label: 'Pipelines', to: paths.pipelines() },
        { label: data?.pipeline.name ?? name, to: paths.pipeline(name) },
      ]}
    />
  )
  if (error || !data)
    return (
      <div className="grid gap-4">
        <title>{`${name} – Pipelines`}</title>
        <PageHeader title={name} above={above} />
        <Card>
          {error instanceof ApiFailure && error.status === 404 ? (
            <EmptyState title={`There is no pipeline ${name}`} actions={home}>
              It may have been deleted or renamed, or the clock was turned back to before it.
            </EmptyState>
          ) : (
            <Failure
              error={error ?? new Error('The pipeline could not be loaded.')}
              retry={refetch}
              who="Its owner, or an admin of its team, can let you in. You can also be somebody else: choose in the menu with your name."
              actions={home}
            />
          )}
        </Card>
      </div>
    )
  return (
    <div className="min-w-0 pb-10">
      {page !== undefined && <title>{`${page} – ${data.pipeline.name}`}</title>}
      <PageHeader title={data.pipeline.name} above={above} beside={<Badge>{data.owner_name}</Badge>} />
      <NavTabs
        label="Pipeline"
        className="mt-3 mb-6"
        tabs={pipelineTabs.map(({ label, part }) => ({ label, to: paths.pipeline(name, part), end: part === '' }))}
      />
      <Outlet />
    </div>
  )
}
