import type { ReactNode } from 'react'
import { paths } from '#dashboard/shared/paths.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** The tier of the dynos has no metrics, or not these: why, and the way out. */
export function NoMetrics({ app, children }: { app: string; children: ReactNode }) {
  return (
    <Card>
      <EmptyState
        title="No metrics for these dynos"
        actions={
          <>
            <LinkButton to={paths.resources(app)} variant="primary">
              Change the dyno size
            </LinkButton>
            <LinkButton to={paths.logs(app)}>Logs</LinkButton>
          </>
        }
      >
        {children}
      </EmptyState>
    </Card>
  )
}
