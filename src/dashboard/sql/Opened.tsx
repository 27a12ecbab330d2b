import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Description } from '#engines/postgres/protocol.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { contentOf } from './ask.ts'
import { descriptionOf, tablesChanged } from './database.ts'
import { OpeningState } from './OpeningState.tsx'

/** A page of a database, once its PostgreSQL runs; until then how opening it gets on. */
export function Opened({ children }: { children: (description: Description) => ReactNode }) {
  const addon = useAddon()
  if (addon.state === 'provisioning')
    return (
      <Card>
        <EmptyState title="The database is being prepared">
          {addon.provision_message} It can be asked then.
          <Progress label="Provisioning" className="mt-4" />
        </EmptyState>
      </Card>
    )
  return <Opening>{children}</Opening>
}

function Opening({ children }: { children: (description: Description) => ReactNode }) {
  const { id, name } = useAddon()
  const { data, error, refetch } = useQuery(descriptionOf(name))
  const { data: content } = useQuery(contentOf(name))
  const state = content && `${content.since} ${content.names[0]}`
  const seen = useRef(state)
  // Somebody wrote something, a backup was restored, or the world was turned back.
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== state) tablesChanged(name)
    seen.current = state
  }, [state, name])
  if (data)
    return (
      <>
        {data.lacks && (
          <Card className="mb-4 flex gap-2">
            <StatusIcon tone="unknown" className="mt-1" />
            <p>
              Somebody has written to this database with SQL. What was written stays where that was done: it is no part of a
              world’s file or link. Here the tables are as they were before.
            </p>
          </Card>
        )}
        {children(data)}
      </>
    )
  // What opens for a follower is its leader.
  return <Card>{error ? <Failure error={error} retry={refetch} /> : <OpeningState addon={content?.follows ?? id} />}</Card>
}
