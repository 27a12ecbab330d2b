import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useConnection } from '#client/use-connection.ts'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Description } from '#engines/postgres/protocol.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
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
  const { kind } = useConnection()
  const { data: content, dataUpdatedAt } = useQuery(contentOf(name))
  // At an address, what psql writes makes the platform measure the database, and so say anew what it knows of it.
  const last = kind === 'remote' ? dataUpdatedAt || undefined : content?.operations.at(-1)?.seq
  const seen = useRef(last)
  // A backup was restored, say.
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== last) tablesChanged(name)
    seen.current = last
  }, [last, name])
  if (data) return children(data)
  return <Card>{error ? <Failure error={error} retry={refetch} /> : <OpeningState addon={id} />}</Card>
}
