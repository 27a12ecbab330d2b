import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

/** Each scope, and what it is for. */
export const scopeWords = {
  global: 'Everything you may do yourself, account and billing too',
  identity: 'Seeing who you are',
  read: 'Looking at apps, but not at config vars',
  write: 'Changing apps, but not config vars',
  'read-protected': 'Looking at apps, with config vars and credentials',
  'write-protected': 'Changing apps, with config vars',
} as const
export type ScopeName = keyof typeof scopeWords

const Token = z.object({ expires_in: z.nullable(z.number()), id: uuid, token: z.string() })
const scope = z.array(
  z.enum(
    ['global', 'identity', 'read', 'write', 'read-protected', 'write-protected'],
    'Scopes are global, identity, read, write, read-protected and write-protected.',
  ),
)

const Authorization = z.object({
  access_token: z.nullable(Token),
  client: z.nullable(z.object({ id: uuid, name: z.string(), redirect_uri: z.string() })),
  created_at: timestamp,
  description: z.string(),
  grant: z.nullable(z.object({ code: z.string(), expires_in: z.number(), id: uuid })),
  id: uuid,
  refresh_token: z.nullable(Token),
  scope: z.array(z.string()),
  session: z.nullable(z.object({ id: uuid })),
  updated_at: timestamp,
  user: z.object({ id: uuid, email: z.string(), full_name: z.nullable(z.string()) }),
})
export type Authorization = z.infer<typeof Authorization>

const Client = z.object({
  created_at: timestamp,
  id: uuid,
  ignores_delinquent: z.nullable(z.boolean()),
  name: z.string(),
  redirect_uri: z.string(),
  secret: z.string(),
  updated_at: timestamp,
})
export type OauthClient = z.infer<typeof Client>

const Session = z.object({
  created_at: timestamp,
  description: z.string(),
  expires_in: z.nullable(z.number()),
  id: uuid,
  updated_at: timestamp,
})
export type Session = z.infer<typeof Session>

const OauthToken = z.object({
  access_token: Token,
  authorization: z.object({ id: uuid }),
  client: z.nullable(z.object({ secret: z.string() })),
  created_at: timestamp,
  grant: z.object({ code: z.string(), type: z.string() }),
  id: uuid,
  refresh_token: Token,
  session: z.object({ id: z.nullable(uuid) }),
  updated_at: timestamp,
  user: z.object({ id: uuid }),
})

/** What is wrong with a client's redirect address; null if nothing is. */
export function redirectProblem(uri: string): string | null {
  const url = URL.parse(uri)
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '')
    return 'Redirect URI must be a whole address such as https://example.com/auth/callback.'
  const isLocal = url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)
  return url.protocol === 'https:' || isLocal ? null : 'Redirect URI has to begin with https://, but for localhost.'
}

const named = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Name has at least one letter.'),
    z.maxLength(100, 'Name is too long (maximum is 100 characters).'),
  )
const address = z.string().check(z.maxLength(500, 'Redirect URI is too long (maximum is 500 characters).'))
const described = z.string().check(z.maxLength(200, 'Description is too long (maximum is 200 characters).'))
/** The CLI sends the seconds as it was given them: as text. */
const seconds = z.union([
  z.number().check(z.int(), z.minimum(1, 'expires_in is a number of seconds, at least 1.')),
  z.string().check(z.regex(/^[1-9]\d{0,9}$/, 'expires_in is a number of seconds, at least 1.')),
])

const reads = ['authorizations']

export const authorizations = {
  list: endpoint({
    method: 'GET',
    path: '/oauth/authorizations',
    title: 'List authorizations',
    response: z.array(Authorization),
    list: { sort: ['id'] },
    action: 'account.tokens',
    reads,
  }),
  info: endpoint({
    method: 'GET',
    path: '/oauth/authorizations/:authorization',
    title: 'Show an authorization',
    response: Authorization,
    action: 'account.tokens',
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/oauth/authorizations',
    title: 'Create an authorization',
    action: 'account.tokens.make',
    body: z.object({
      /** The id of a client, which then fetches the token by a code. */
      client: z.optional(z.nullable(z.string())),
      description: z.optional(z.nullable(described)),
      scope: z.optional(scope),
      expires_in: z.optional(z.nullable(seconds)),
    }),
    response: Authorization,
    status: 201,
  }),
  regenerate: endpoint({
    method: 'POST',
    path: '/oauth/authorizations/:authorization/actions/regenerate-tokens',
    title: 'Give an authorization a new token',
    action: 'account.tokens.make',
    response: Authorization,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/oauth/authorizations/:authorization',
    title: 'Describe an authorization',
    action: 'account.tokens',
    body: z.object({ description: z.optional(z.nullable(described)) }),
    response: Authorization,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/oauth/authorizations/:authorization',
    title: 'Revoke an authorization',
    action: 'account.tokens',
    response: Authorization,
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/oauth/sessions',
    title: 'List sessions',
    response: z.array(Session),
    list: { sort: ['id'] },
    action: 'account.sessions',
    reads,
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/oauth/sessions/:session',
    title: 'End a session',
    action: 'account.sessions',
    response: Session,
  }),
}

export const clients = {
  list: endpoint({
    method: 'GET',
    path: '/oauth/clients',
    title: 'List API clients',
    response: z.array(Client),
    list: { sort: ['id', 'name'] },
    action: 'account.clients',
    reads: ['oauthClients'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/oauth/clients/:client',
    title: 'Show an API client',
    response: Client,
    action: 'account.clients',
    reads: ['oauthClients'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/oauth/clients',
    title: 'Create an API client',
    action: 'account.clients',
    body: z.object({ name: named, redirect_uri: address }),
    response: Client,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/oauth/clients/:client',
    title: 'Change an API client',
    action: 'account.clients',
    body: z.object({ name: z.optional(named), redirect_uri: z.optional(address) }),
    response: Client,
  }),
  rotate: endpoint({
    method: 'POST',
    path: '/oauth/clients/:client/actions/rotate-credentials',
    title: 'Give an API client a new secret',
    action: 'account.clients',
    response: Client,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/oauth/clients/:client',
    title: 'Destroy an API client',
    action: 'account.clients',
    response: Client,
  }),
}

export const tokens = {
  /** Who knows the client's secret and the code, or the refresh token, may have the token. */
  create: endpoint({
    method: 'POST',
    path: '/oauth/tokens',
    title: 'Exchange a code or a refresh token for a token',
    open: true,
    body: z.object({
      grant: z.object({ type: z.string(), code: z.optional(z.nullable(z.string())) }),
      client: z.object({ secret: z.string() }),
      refresh_token: z.optional(z.nullable(z.object({ token: z.string() }))),
    }),
    response: OauthToken,
    status: 201,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/oauth/tokens/:token',
    title: 'Revoke a token',
    action: 'account.tokens',
    response: OauthToken,
  }),
}
