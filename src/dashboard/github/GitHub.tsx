import { useQuery } from '@tanstack/react-query'
import { sentence } from '#dashboard/shared/errors.ts'
import { Card } from '#ui/Card.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Connect } from './Connect.tsx'
import { Connected } from './Connected.tsx'
import { githubOf } from './queries.ts'

/** The connection of an app to a repository: made here, and what it does. */
export function GitHub({ app }: { app: string }) {
  const { data, error, refetch } = useQuery(githubOf.connection(app))
  if (error)
    return (
      <Card flush>
        <ErrorState message={sentence(error)} retry={() => void refetch()} />
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
