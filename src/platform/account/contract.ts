import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

const Account = z.object({
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

const Changes = z.object({
  name: z.optional(z.nullable(z.string())),
  allow_tracking: z.optional(z.boolean()),
  beta: z.optional(z.boolean()),
})

export const account = {
  info: endpoint({
    method: 'GET',
    path: '/account',
    title: 'Show who is signed in',
    scope: 'identity',
    response: Account,
    reads: ['accounts'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/account',
    title: 'Change the account',
    scope: 'global',
    body: Changes,
    response: Account,
  }),
  user: endpoint({
    method: 'GET',
    path: '/users/:account',
    title: 'Show a person',
    scope: 'identity',
    response: Account,
    reads: ['accounts'],
  }),
  updateUser: endpoint({
    method: 'PATCH',
    path: '/users/:account',
    title: 'Change a person',
    scope: 'global',
    body: Changes,
    response: Account,
  }),
  rateLimit: endpoint({
    method: 'GET',
    path: '/account/rate-limits',
    title: 'Show the requests left',
    response: z.object({ remaining: z.number() }),
  }),
  /** There is none that could be switched yet. */
  features: endpoint({
    method: 'GET',
    path: '/account/features',
    title: "List the account's features",
    scope: 'global',
    response: z.array(z.object({ id: uuid, name: z.string(), description: z.string(), enabled: z.boolean(), state: z.string() })),
    list: { sort: ['id', 'name'] },
  }),
  feature: endpoint({
    method: 'GET',
    path: '/account/features/:feature',
    title: "Show an account's feature",
    scope: 'global',
    response: z.object({ id: uuid, name: z.string() }),
  }),
  updateFeature: endpoint({
    method: 'PATCH',
    path: '/account/features/:feature',
    title: "Switch an account's feature",
    scope: 'global',
    body: z.object({ enabled: z.boolean() }),
    response: z.object({ id: uuid, name: z.string() }),
  }),
}
