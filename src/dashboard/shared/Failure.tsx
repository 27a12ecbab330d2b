import type { ReactNode } from 'react'
import { ApiFailure } from '#client/http.ts'
import { ErrorState } from '#ui/ErrorState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { details, sentence } from './errors.ts'

interface FailureProps {
  error: Error
  retry: () => unknown
  /** Who can change that it is forbidden; unless told, those who can for an app. */
  who?: string
  /** Where to go on instead. */
  actions?: ReactNode
}

/** In the place of a list that is not for this person, or that could not be loaded. */
export function Failure({
  error,
  retry,
  who = 'The app’s owner, or an admin of its team, can let you in.',
  actions,
}: FailureProps) {
  if (error instanceof ApiFailure && error.status === 403)
    return (
      <ForbiddenState actions={actions}>
        {sentence(error)} {who}
      </ForbiddenState>
    )
  return <ErrorState message={sentence(error)} details={details(error)} retry={() => void retry()} actions={actions} />
}
