import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { Authorization, OauthClient } from './model.ts'

/** Whole seconds until a time; null for never. */
const secondsUntil = (time: number | null, now: number): number | null =>
  time === null ? null : Math.max(0, Math.round((time - now) / 1000))

const changedAt = ({ updatedAt, createdAt }: Authorization) => iso(updatedAt ?? createdAt)

const accessToken = ({ id, token, expiresAt }: Authorization, now: number) =>
  token === null ? null : { expires_in: secondsUntil(expiresAt, now), id, token }

const refreshToken = ({ id, refreshToken: token }: Authorization) => (token ? { expires_in: null, id, token } : null)

export function wireAuthorization(tables: Tables, row: Authorization, now: number) {
  const user = tables.accounts.must(row.accountId)
  const client = row.clientId === undefined ? undefined : tables.oauthClients.get(row.clientId)
  return {
    access_token: accessToken(row, now),
    client: client ? { id: client.id, name: client.name, redirect_uri: client.redirectUri } : null,
    created_at: iso(row.createdAt),
    description: row.description,
    grant: row.grant ? { code: row.grant.code, expires_in: secondsUntil(row.grant.expiresAt, now) ?? 0, id: row.id } : null,
    id: row.id,
    refresh_token: refreshToken(row),
    scope: [...row.scope],
    session: row.isSession ? { id: row.id } : null,
    updated_at: changedAt(row),
    user: { id: user.id, email: user.email, full_name: user.name },
  }
}

export const wireSession = (row: Authorization, now: number) => ({
  created_at: iso(row.createdAt),
  description: row.description,
  expires_in: secondsUntil(row.expiresAt, now),
  id: row.id,
  updated_at: changedAt(row),
})

export const wireClient = (row: OauthClient) => ({
  created_at: iso(row.createdAt),
  id: row.id,
  ignores_delinquent: false,
  name: row.name,
  redirect_uri: row.redirectUri,
  secret: row.secret,
  updated_at: iso(row.updatedAt),
})

/** The answer to an exchange; `grant` is what was given for it. */
export const wireToken = (
  row: Authorization,
  client: OauthClient | null,
  grant: { code: string; type: string },
  now: number,
) => ({
  access_token: accessToken(row, now) ?? { expires_in: 0, id: row.id, token: '' },
  authorization: { id: row.id },
  client: client && { secret: client.secret },
  created_at: iso(row.createdAt),
  grant,
  id: row.id,
  refresh_token: refreshToken(row) ?? { expires_in: 0, id: row.id, token: '' },
  session: { id: row.isSession ? row.id : null },
  updated_at: changedAt(row),
  user: { id: row.accountId },
})
