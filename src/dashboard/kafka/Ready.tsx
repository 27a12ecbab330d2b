import type { ReactNode } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Card } from '#ui/Card.tsx'

/** A page of a cluster, once the cluster is there. */
export function Ready({ children }: { children: ReactNode }) {
  const addon = useAddon()
  if (addon.state !== 'provisioning') return children
  return (
    <Card>
      <EmptyState title="The brokers are being prepared">
        {addon.provision_message} Topics can be created then.
        <Progress label="Provisioning" className="mt-4" />
      </EmptyState>
    </Card>
  )
}
