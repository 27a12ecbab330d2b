import type { Action } from '#platform/permissions/contract.ts'
import type { Endpoint } from './contract.ts'
import { ApiError } from './errors.ts'

// What a token may be used for (heroku-facts G.1): asked here, once for every endpoint.

export const SCOPES = ['global', 'identity', 'read', 'write', 'read-protected', 'write-protected'] as const
export type Scope = (typeof SCOPES)[number]

/** What config vars can be seen by: a one-off dyno prints them when asked to. */
const SECRET: readonly Action[] = ['config.read', 'config.edit', 'dyno.run']

/** For what an endpoint needs, the scopes of which any one is enough. Who may write may read, and protected is more than not. */
const enough: Readonly<Record<Scope, readonly Scope[]>> = {
  global: ['global'],
  identity: ['global', 'identity'],
  read: ['global', 'read', 'read-protected', 'write', 'write-protected'],
  'read-protected': ['global', 'read-protected', 'write-protected'],
  write: ['global', 'write', 'write-protected'],
  'write-protected': ['global', 'write-protected'],
}

/** The scopes that are enough for an endpoint: what it says itself, or what follows from its method. */
export function acceptedScopes({ scope, method, action }: Endpoint): readonly Scope[] {
  if (scope) return enough[scope]
  const isSecret = action !== undefined && SECRET.includes(action)
  return enough[`${method === 'GET' ? 'read' : 'write'}${isSecret ? '-protected' : ''}`]
}

/** Refuses with 403 a token that was not made for this. */
export function requireScope(endpoint: Endpoint, held: readonly string[]): void {
  const accepted = acceptedScopes(endpoint)
  if (accepted.some((scope) => held.includes(scope))) return
  throw new ApiError(
    403,
    'forbidden',
    `This token may be used for ${held.join(', ')} only. It needs one of these scopes: ${accepted.join(', ')}.`,
  )
}
