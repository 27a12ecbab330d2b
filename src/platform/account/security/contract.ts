import * as z from 'zod/mini'
import { Account } from '#platform/account/contract.ts'
import { endpoint, person, timestamp } from '#platform/http/contract.ts'

const Security = z.object({
  /** Null for who has no password yet. */
  password_set_at: z.nullable(timestamp),
  /** What the last mail with a link says, until it is followed or too old; there is no real mailbox. */
  reset: z.nullable(z.object({ token: z.string(), sent_at: timestamp, expires_at: timestamp })),
  /** Likewise of the mail to a new address. */
  email_change: z.nullable(z.object({ email: z.string(), token: z.string(), sent_at: timestamp })),
  /** What keeps the account from being deleted, as sentences. */
  hindrances: z.array(z.string()),
})
export type Security = z.infer<typeof Security>

/** The longest that is taken; there are phrases, but no books. */
const text = z.string().check(z.maxLength(256, 'A password has 256 characters at most.'))

/** What is wrong with a new password; null where nothing is. */
export function passwordProblem(password: string): string | null {
  const strong = password.length >= 8 && [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}\s]/u].every((kind) => kind.test(password))
  return strong ? null : 'A password needs at least 8 characters, with letters, numbers and symbols.'
}

/** How a person proves to be themself, but for the second factor. */
export const security = {
  info: endpoint({
    method: 'GET',
    path: '/control/account/security',
    title: 'Show the password and what was mailed',
    action: 'account.security',
    response: Security,
    reads: ['accounts', 'apps', 'members', 'pipelines'],
  }),
  reset: endpoint({
    method: 'POST',
    path: '/password-resets',
    title: 'Send a link to reset the password',
    open: true,
    body: z.object({ email: z.string() }),
    response: z.object({ created_at: timestamp, user: person }),
  }),
  finalize: endpoint({
    method: 'POST',
    path: '/password-resets/:token/actions/finalize',
    title: 'Reset the password',
    open: true,
    body: z.object({ password: text, password_confirmation: text }),
    response: z.object({ created_at: timestamp, user: person }),
  }),
  confirmEmail: endpoint({
    method: 'POST',
    path: '/control/email-confirmations/:token',
    title: 'Confirm a new e-mail address',
    open: true,
    response: person,
  }),
  close: endpoint({
    method: 'DELETE',
    path: '/account',
    title: 'Delete the account',
    action: 'account.close',
    response: Account,
  }),
  closeUser: endpoint({
    method: 'DELETE',
    path: '/users/:account',
    title: "Delete a person's account",
    action: 'account.close',
    response: Account,
  }),
}
