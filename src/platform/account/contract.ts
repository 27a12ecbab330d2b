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

const Authorization = z.object({
  access_token: z.nullable(z.object({ expires_in: z.nullable(z.number()), id: uuid, token: z.string() })),
  client: z.null(),
  created_at: timestamp,
  description: z.string(),
  grant: z.null(),
  id: uuid,
  refresh_token: z.null(),
  scope: z.array(z.string()),
  session: z.null(),
  updated_at: timestamp,
  user: z.object({ id: uuid, email: z.string(), full_name: z.nullable(z.string()) }),
})

const Changes = z.object({
  name: z.optional(z.nullable(z.string())),
  allow_tracking: z.optional(z.boolean()),
  beta: z.optional(z.boolean()),
})

export const account = {
  info: endpoint({ method: 'GET', path: '/account', title: 'Show who is signed in', response: Account, reads: ['accounts'] }),
  update: endpoint({
    method: 'PATCH',
    path: '/account',
    title: 'Change the account',
    body: Changes,
    response: Account,
  }),
  user: endpoint({ method: 'GET', path: '/users/:account', title: 'Show a person', response: Account, reads: ['accounts'] }),
  updateUser: endpoint({
    method: 'PATCH',
    path: '/users/:account',
    title: 'Change a person',
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
    response: z.array(z.object({ id: uuid, name: z.string(), description: z.string(), enabled: z.boolean(), state: z.string() })),
    list: { sort: ['id', 'name'] },
  }),
  feature: endpoint({
    method: 'GET',
    path: '/account/features/:feature',
    title: "Show an account's feature",
    response: z.object({ id: uuid, name: z.string() }),
  }),
  updateFeature: endpoint({
    method: 'PATCH',
    path: '/account/features/:feature',
    title: "Switch an account's feature",
    body: z.object({ enabled: z.boolean() }),
    response: z.object({ id: uuid, name: z.string() }),
  }),
  authorizations: endpoint({
    method: 'GET',
    path: '/oauth/authorizations',
    title: 'List authorizations',
    response: z.array(Authorization),
    list: { sort: ['id'] },
    reads: ['authorizations'],
  }),
  authorization: endpoint({
    method: 'GET',
    path: '/oauth/authorizations/:authorization',
    title: 'Show an authorization',
    response: Authorization,
    reads: ['authorizations'],
  }),
  createAuthorization: endpoint({
    method: 'POST',
    path: '/oauth/authorizations',
    title: 'Create an authorization',
    body: z.object({
      description: z.optional(z.nullable(z.string())),
      scope: z.optional(z.array(z.string())),
      expires_in: z.optional(z.nullable(z.number())),
    }),
    response: Authorization,
    status: 201,
  }),
  regenerateTokens: endpoint({
    method: 'POST',
    path: '/oauth/authorizations/:authorization/actions/regenerate-tokens',
    title: 'Give an authorization a new token',
    response: Authorization,
  }),
  updateAuthorization: endpoint({
    method: 'PATCH',
    path: '/oauth/authorizations/:authorization',
    title: 'Describe an authorization',
    body: z.object({ description: z.optional(z.string()) }),
    response: Authorization,
  }),
  deleteAuthorization: endpoint({
    method: 'DELETE',
    path: '/oauth/authorizations/:authorization',
    title: 'Revoke an authorization',
    response: Authorization,
  }),
}
