import { useEffect, useState } from 'react'
import { isRouteErrorResponse, useParams, useRevalidator, useRouteError } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { useConnection } from '#client/use-connection.ts'
import { details, sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { ErrorState } from '#ui/ErrorState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NotFound } from './NotFound.tsx'

/** In the place of a page that could not be shown. The shell around it stays. */
export function RouteError() {
  const error = useRouteError()
  const { app } = useParams()
  const { revalidate, state } = useRevalidator()
  const retry = () => {
    queryClient.removeQueries({ predicate: (query) => query.state.status === 'error' })
    void revalidate()
  }
  // Somebody else may see the page.
  const { token } = useConnection()
  const [shownTo] = useState(token)
  useEffect(() => {
    if (token !== shownTo) retry()
  })
  const home = <LinkButton to={paths.apps()}>All apps</LinkButton>
  const status = error instanceof ApiFailure || isRouteErrorResponse(error) ? error.status : null
  if (status === 404) return app ? <NotFound what={`There is no app ${app}`} /> : <NotFound />
  if (status === 403)
    return (
      <>
        <Title>No access</Title>
        <ForbiddenState actions={home} className="pt-20!">
          {sentence(error)} Its owner, or an admin of its team, can let you in. You can also be somebody else: choose in the menu
          with your name.
        </ForbiddenState>
      </>
    )
  return (
    <>
      <Title>Something went wrong</Title>
      <ErrorState
        className="pt-16"
        message={sentence(error)}
        details={details(error)}
        retry={retry}
        retrying={state === 'loading'}
        actions={home}
      />
    </>
  )
}

function Title({ children }: { children: string }) {
  return (
    <>
      <title>{`${children} – Dynorama`}</title>
      <h1 tabIndex={-1} className="sr-only">
        {children}
      </h1>
    </>
  )
}
