import { hex, uuid } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { ApiError, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { authorizations, clients, redirectProblem, tokens } from './contract.ts'
import { CODE_LASTS, newToken, TOKEN_LASTS, type Authorization, type OauthClient } from './model.ts'
import { wireAuthorization, wireClient, wireSession, wireToken } from './wire.ts'

function own(tables: Tables, actor: Account, id: string, resource = 'authorization'): Authorization {
  const row = tables.authorizations.get(id)
  if (!row || row.accountId !== actor.id || (resource === 'session' && !row.isSession)) throw notFound(resource)
  return row
}

function ownClient(tables: Tables, actor: Account, id: string): OauthClient {
  const row = tables.oauthClients.get(id)
  if (!row || row.accountId !== actor.id) throw notFound('oauth_client', 'client')
  return row
}

const byId = { id: (row: Authorization) => row.id }

export const authorizationRoutes = implement(authorizations, {
  list: ({ tables, actor, now }) =>
    listOf(tables.authorizations.by('account', actor.id), byId, (row) => wireAuthorization(tables, row, now)),
  info: ({ tables, actor, params, now }) => wireAuthorization(tables, own(tables, actor, params.authorization), now),
  create: ({ world, tables, actor, body, now }) => {
    const id = world.newId('authorization')
    const client = body.client ? tables.oauthClients.get(body.client) : undefined
    if (body.client && !client) throw invalid("Couldn't find that client.")
    if (body.scope?.length === 0) throw invalid('Name at least one scope.')
    const asked = {
      id,
      accountId: actor.id,
      description: body.description || client?.name || 'Long-lived user authorization',
      scope: [...new Set(body.scope ?? ['global'])],
      createdAt: now,
      expiresAt: body.expires_in ? now + Number(body.expires_in) * 1000 : null,
    }
    const row = client
      ? { ...asked, token: null, clientId: client.id, grant: { code: uuid(world.seed, 'code', id), expiresAt: now + CODE_LASTS } }
      : { ...asked, token: newToken(world, id) }
    return wireAuthorization(tables, tables.authorizations.insert(row), now)
  },
  regenerate: ({ world, tables, actor, params, now }) => {
    const row = own(tables, actor, params.authorization)
    if (row.token === null) throw invalid('Its client has not fetched a token yet.')
    const fresh = { token: newToken(world, row.id), ...(row.refreshToken && { refreshToken: newToken(world, row.id) }) }
    return wireAuthorization(tables, tables.authorizations.update(row.id, { ...fresh, updatedAt: now }), now)
  },
  update: ({ tables, actor, params, body, now }) => {
    const row = own(tables, actor, params.authorization)
    const description = body.description ?? row.description
    return wireAuthorization(tables, tables.authorizations.update(row.id, { description, updatedAt: now }), now)
  },
  delete: ({ tables, actor, params, now }) => {
    const row = own(tables, actor, params.authorization)
    const gone = wireAuthorization(tables, row, now)
    tables.authorizations.delete(row.id)
    return gone
  },
  sessions: ({ tables, actor, now }) =>
    listOf(
      tables.authorizations.by('account', actor.id).filter(({ isSession }) => isSession),
      byId,
      (row) => wireSession(row, now),
    ),
  endSession: ({ tables, actor, params, now }) => {
    const row = own(tables, actor, params.session, 'session')
    tables.authorizations.delete(row.id)
    return wireSession(row, now)
  },
})

/** Refuses with 422 an address that nobody should be sent to. */
function checkAddress(uri: string): string {
  const problem = redirectProblem(uri)
  if (problem !== null) throw invalid(problem)
  return uri
}

const newSecret = (world: PlatformWorld, id: string) => hex(40, world.seed, 'client secret', id, world.count(`secret ${id}`))

export const clientRoutes = implement(clients, {
  list: ({ tables, actor }) =>
    listOf(tables.oauthClients.by('account', actor.id), { id: (row) => row.id, name: (row) => row.name }, wireClient),
  info: ({ tables, actor, params }) => wireClient(ownClient(tables, actor, params.client)),
  create: ({ world, tables, actor, body, now }) => {
    const id = world.newId('oauth client')
    const row = {
      id,
      accountId: actor.id,
      name: body.name,
      redirectUri: checkAddress(body.redirect_uri),
      secret: newSecret(world, id),
      createdAt: now,
      updatedAt: now,
    }
    return wireClient(tables.oauthClients.insert(row))
  },
  update: ({ tables, actor, params, body, now }) => {
    const { id, name, redirectUri } = ownClient(tables, actor, params.client)
    return wireClient(
      tables.oauthClients.update(id, {
        name: body.name ?? name,
        redirectUri: checkAddress(body.redirect_uri ?? redirectUri),
        updatedAt: now,
      }),
    )
  },
  rotate: ({ world, tables, actor, params, now }) => {
    const { id } = ownClient(tables, actor, params.client)
    return wireClient(tables.oauthClients.update(id, { secret: newSecret(world, id), updatedAt: now }))
  },
  delete: ({ tables, actor, params }) => {
    const row = ownClient(tables, actor, params.client)
    for (const { id } of tables.authorizations.by('client', row.id)) tables.authorizations.delete(id)
    tables.oauthClients.delete(row.id)
    return wireClient(row)
  },
})

const refused = (message: string) => new ApiError(401, 'unauthorized', message)

export const tokenRoutes = implement(tokens, {
  create: ({ world, tables, body, now }) => {
    const client = tables.oauthClients.first('secret', body.client.secret)
    if (!client) throw refused('There is no client with this secret.')
    const given = tables.authorizations.by('client', client.id)
    const lasting = { token: null, expiresAt: now + TOKEN_LASTS, updatedAt: now }
    if (body.grant.type === 'authorization_code') {
      const code = body.grant.code ?? ''
      const row = given.find(({ grant }) => grant?.code === code && grant.expiresAt > now)
      if (!row) throw refused('This code is not of this client, was used already, or is older than five minutes.')
      const tokensOf = { token: newToken(world, row.id), refreshToken: newToken(world, row.id), grant: null }
      return wireToken(
        tables.authorizations.update(row.id, { ...lasting, ...tokensOf }),
        client,
        { code, type: body.grant.type },
        now,
      )
    }
    if (body.grant.type !== 'refresh_token') throw invalid('Grant types are authorization_code and refresh_token.')
    const row = given.find(({ refreshToken }) => refreshToken && refreshToken === body.refresh_token?.token)
    if (!row) throw refused('This refresh token is not of this client, or was revoked.')
    const fresh = tables.authorizations.update(row.id, { ...lasting, token: newToken(world, row.id) })
    return wireToken(fresh, client, { code: '', type: body.grant.type }, now)
  },
  delete: ({ tables, actor, params, now }) => {
    const row = own(tables, actor, params.token, 'oauth_token')
    const client = tables.oauthClients.get(row.clientId ?? '') ?? null
    const gone = wireToken(row, client, { code: '', type: 'authorization_code' }, now)
    tables.authorizations.update(row.id, { token: null, refreshToken: null, updatedAt: now })
    return gone
  },
})
