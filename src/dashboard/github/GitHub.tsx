import { useQuery } from '@tanstack/react-query'
import { Card } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Connect } from './Connect.tsx'
import { Connected } from './Connected.tsx'
import { githubOf } from './queries.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'

/** The connection of an app to a repository: made here, and what it does. */
export function GitHub({ app }: { app: string }) {
  const { data, error, refetch } = useQuery(githubOf.connection(app))
  if (error)
    return (
      <Card flush>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  if (!data) return <GitHubSkeleton />
  return data.link ? <Connected app={app} link={data.link} stopped={data.stopped} /> : <Connect app={app} />
}

export function GitHubSkeleton() {
  return (
    <Card>
      <Skeleton lines={8} />
    </Card>
  )
}
