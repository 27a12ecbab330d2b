import type { ReactNode } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'

/** A page of a database, once the database is there. */
export function Ready({ children }: { children: ReactNode }) {
  const addon = useAddon()
  if (addon.state !== 'provisioning') return children
  return (
    <Card>
      <EmptyState title="The database is being prepared">
        {addon.provision_message} This page has something to show then.
        <Progress label="Provisioning" className="mt-4" />
      </EmptyState>
    </Card>
  )
}
