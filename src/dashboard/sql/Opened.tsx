import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Description } from '#engines/postgres/protocol.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
import { contentOf, descriptionOf, tablesChanged, useStep } from './database.ts'

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
  const step = useStep(id)
  const { data: content } = useQuery(contentOf(name))
  const last = content?.operations.at(-1)?.seq
  const seen = useRef(last)
  // A backup was restored, say.
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== last) tablesChanged(name)
    seen.current = last
  }, [last, name])
  if (data) return children(data)
  return (
    <Card>
      {error ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <EmptyState title={step?.what ?? 'Opening the database'}>
          A real PostgreSQL starts in this browser. The first time it is loaded, some megabytes; later it is there at once.
          <Progress
            label="Opening the database"
            className="mt-4"
            {...(step !== null && step.done !== null && { value: step.done })}
          />
        </EmptyState>
      )}
    </Card>
  )
}
