import { useRouteError } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { useAppName } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** In the place of a release that there is not; everything else is for the page's own boundary. */
export function ReleaseError() {
  const error = useRouteError()
  const app = useAppName()
  if (!(error instanceof ApiFailure) || error.status !== 404) throw error
  return (
    <EmptyState
      title="There is no such release"
      actions={<LinkButton to={`${paths.deploy(app)}#releases`}>All releases of {app}</LinkButton>}
    >
      Releases are numbered from v1. It may have been another app's, or the clock was turned back to before it.
    </EmptyState>
  )
}
