import type { ReactNode } from 'react'
import { useRouteError } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { useAppName } from './useApp.ts'

// In the place of something of an app that there is not. Everything else is for the page's own boundary.

export const MissingBuild = () => (
  <Missing what="build" all={paths.deploy}>
    Its app may have been another one, or the clock was turned back to before it.
  </Missing>
)

export const MissingRelease = () => (
  <Missing what="release" all={(app) => `${paths.deploy(app)}#releases`}>
    Releases are numbered from v1. It may have been another app's, or the clock was turned back to before it.
  </Missing>
)

export const MissingWebhook = () => (
  <Missing what="webhook" all={(app) => `${paths.settings(app)}#webhooks`}>
    It may have been removed, or the clock was turned back to before it.
  </Missing>
)

interface MissingProps {
  what: string
  /** The address of the list that it would be in. */
  all: (app: string) => string
  children: ReactNode
}

function Missing({ what, all, children }: MissingProps) {
  const error = useRouteError()
  const app = useAppName()
  if (!(error instanceof ApiFailure) || error.status !== 404) throw error
  return (
    <EmptyState title={`There is no such ${what}`} actions={<LinkButton to={all(app)}>{`All ${what}s of ${app}`}</LinkButton>}>
      {children}
    </EmptyState>
  )
}
