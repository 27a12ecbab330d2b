import type { ReactNode } from 'react'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
import { useAddon } from './useAddon.ts'

const words: Readonly<Record<string, readonly [title: string, then: string]>> = {
  'heroku-postgresql': ['The database is being prepared', 'This page has something to show then.'],
  'heroku-redis': ['The store is being prepared', 'Commands can be sent to it then.'],
  'heroku-kafka': ['The brokers are being prepared', 'Topics can be created then.'],
}

/** A page of a database, a store or a cluster, once that is there. */
export function Ready({ children }: { children: ReactNode }) {
  const addon = useAddon()
  if (addon.state !== 'provisioning') return children
  const [title, then] = words[addon.addon_service.name] ?? ['It is being prepared', '']
  return (
    <Card>
      <EmptyState title={title}>
        {addon.provision_message} {then}
        <Progress label="Provisioning" className="mt-4" />
      </EmptyState>
    </Card>
  )
}
