import { useRouteError } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { useAppName } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** In the place of a webhook that there is not; everything else is for the page's own boundary. */
export function WebhookError() {
  const error = useRouteError()
  const app = useAppName()
  if (!(error instanceof ApiFailure) || error.status !== 404) throw error
  return (
    <EmptyState
      title="There is no such webhook"
      actions={<LinkButton to={`${paths.settings(app)}#webhooks`}>All webhooks of {app}</LinkButton>}
    >
      It may have been removed, or the clock was turned back to before it.
    </EmptyState>
  )
}
