import { useRouteError } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { useAppName } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** In the place of a build that there is not; everything else is for the page's own boundary. */
export function BuildError() {
  const error = useRouteError()
  const app = useAppName()
  if (!(error instanceof ApiFailure) || error.status !== 404) throw error
  return (
    <EmptyState title="There is no such build" actions={<LinkButton to={paths.deploy(app)}>All builds of {app}</LinkButton>}>
      Its app may have been another one, or the clock was turned back to before it.
    </EmptyState>
  )
}
