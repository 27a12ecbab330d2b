import type { ReactNode } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'

/** A page of a store, once the store is there. */
export function Ready({ children }: { children: ReactNode }) {
  const addon = useAddon()
  if (addon.state !== 'provisioning') return children
  return (
    <Card>
      <EmptyState title="The store is being prepared">
        {addon.provision_message} Commands can be sent to it then.
        <Progress label="Provisioning" className="mt-4" />
      </EmptyState>
    </Card>
  )
}
