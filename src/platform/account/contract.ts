import * as z from 'zod/mini'
import { emailAddress, endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

export const Account = z.object({
  acknowledged_msa: z.boolean(),
  acknowledged_msa_at: z.nullable(timestamp),
  allow_tracking: z.boolean(),
  beta: z.boolean(),
  country_of_residence: z.nullable(z.string()),
  created_at: timestamp,
  default_organization: z.nullable(named),
  default_team: z.nullable(named),
  delinquent_at: z.nullable(timestamp),
  email: z.string(),
  federated: z.boolean(),
  id: uuid,
  identity_provider: z.null(),
  italian_customer_terms: z.nullable(z.string()),
  italian_partner_terms: z.nullable(z.string()),
  last_login: z.nullable(timestamp),
  name: z.nullable(z.string()),
  sms_number: z.nullable(z.string()),
  suspended_at: z.nullable(timestamp),
  two_factor_authentication: z.boolean(),
  updated_at: timestamp,
  verified: z.boolean(),
})
export type Account = z.infer<typeof Account>

const password = z.string().check(z.maxLength(256))

export const Changes = z.object({
  name: z.optional(z.nullable(z.string())),
  allow_tracking: z.optional(z.boolean()),
  beta: z.optional(z.boolean()),
  /** The current one. */
  password: z.optional(password),
  new_password: z.optional(password),
  /** Takes the place of the present one when the link in the mail to it is followed. */
  email: z.optional(emailAddress),
})
export type Changes = z.infer<typeof Changes>

export const account = {
  info: endpoint({
    method: 'GET',
    path: '/account',
    title: 'Show who is signed in',
    action: 'account.view',
    response: Account,
    reads: ['accounts'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/account',
    title: 'Change the account',
    action: 'account.edit',
    body: Changes,
    response: Account,
  }),
  user: endpoint({
    method: 'GET',
    path: '/users/:account',
    title: 'Show a person',
    action: 'account.view',
    response: Account,
    reads: ['accounts'],
  }),
  updateUser: endpoint({
    method: 'PATCH',
    path: '/users/:account',
    title: 'Change a person',
    action: 'account.edit',
    body: Changes,
    response: Account,
  }),
  rateLimit: endpoint({
    method: 'GET',
    path: '/account/rate-limits',
    title: 'Show the requests left',
    response: z.object({ remaining: z.number() }),
  }),
}

const code = z.string().check(z.maxLength(40))

const TwoFactor = z.object({
  enabled: z.boolean(),
  since: z.nullable(timestamp),
  recovery_codes_left: z.number(),
  /** While it is being set up: what an authenticator is told. */
  pending: z.nullable(z.object({ secret: z.string(), uri: z.string() })),
  /** What the authenticator shows now: there is no real one, as it would go by another clock. */
  simulated_code: z.nullable(z.string()),
})
export type TwoFactor = z.infer<typeof TwoFactor>
const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) })

/** A second factor, as a simulation of setting it up and using it. */
export const twoFactor = {
  info: endpoint({
    method: 'GET',
    path: '/control/account/two-factor',
    title: 'Show two-factor authentication',
    action: 'account.security',
    response: TwoFactor,
    reads: ['accounts'],
  }),
  begin: endpoint({
    method: 'POST',
    path: '/control/account/two-factor',
    title: 'Begin to set up two-factor authentication',
    action: 'account.security',
    response: TwoFactor,
    status: 201,
  }),
  enable: endpoint({
    method: 'PUT',
    path: '/control/account/two-factor',
    title: 'Enable two-factor authentication',
    action: 'account.security',
    body: z.object({ code }),
    response: RecoveryCodes,
  }),
  renew: endpoint({
    method: 'POST',
    path: '/control/account/two-factor/recovery-codes',
    title: 'Make new recovery codes',
    action: 'account.security',
    body: z.object({ code }),
    response: RecoveryCodes,
    status: 201,
  }),
  disable: endpoint({
    method: 'DELETE',
    path: '/control/account/two-factor',
    title: 'Disable two-factor authentication',
    action: 'account.security',
    body: z.object({ code }),
    response: TwoFactor,
  }),
  smsNumber: endpoint({
    method: 'GET',
    path: '/users/:account/sms-number',
    title: 'Show the number for recovery by SMS',
    action: 'account.view',
    response: z.object({ sms_number: z.nullable(z.string()) }),
    reads: ['accounts'],
  }),
  recover: endpoint({
    method: 'POST',
    path: '/users/:account/sms-number/actions/recover',
    title: 'Recover by SMS',
    action: 'account.security',
    response: z.object({ sms_number: z.nullable(z.string()) }),
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/users/:account/sms-number/actions/confirm',
    title: 'Confirm the number for recovery by SMS',
    action: 'account.security',
    response: z.object({ sms_number: z.nullable(z.string()) }),
  }),
}
