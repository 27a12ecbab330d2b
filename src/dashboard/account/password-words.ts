import { ApiFailure } from '#client/http.ts'

/** Whether a refusal is about the current password, beside which it is then shown. */
export const isWrongPassword = (error: Error | null): boolean => error instanceof ApiFailure && error.id === 'invalid_password'

/** How a mail looks that nobody sends. */
export const SIMULATED_MAIL =
  'flex flex-wrap items-center gap-3 rounded-md border border-line bg-sunken px-3 py-2 text-sm text-muted wrap-anywhere'
