import { ApiFailure } from '#client/http.ts'

/** What went wrong, as a sentence for people that says what to do. The platform's own messages are such sentences mostly. */
export function sentence(error: unknown): string {
  if (error instanceof ApiFailure) {
    if (error.id === 'unauthorized') return 'Nobody is signed in, or the token is of another world. Sign in again.'
    if (error.id === 'rate_limit') return 'Too many requests were sent this hour. Wait a little, or let simulated time pass.'
    return error.message
  }
  return error instanceof Error && error.message
    ? error.message
    : 'Something went wrong that should not. Reload the page and try again.'
}

/** Whether a name was refused because something else has it. */
export const isTaken = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status === 422 && /taken/i.test(error.message)

/** What an engineer would want to know of it. */
export function details(error: unknown): string {
  if (error instanceof ApiFailure)
    return [`${error.status} ${error.id}`, error.message, causeOf(error)].filter(Boolean).join('\n')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const causeOf = ({ cause }: Error): string => (cause instanceof Error ? `Cause: ${cause.message}` : '')
