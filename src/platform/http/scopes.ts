import { acceptedFor, judgeToken, scopeOf, type Scope } from '#platform/permissions/contract.ts'
import type { Endpoint } from './contract.ts'
import { forbidden } from './errors.ts'

// What a token may be used for (heroku-facts G.1): asked here, once for every endpoint.

const LOOKING: Partial<Record<Scope, Scope>> = { write: 'read', 'write-protected': 'read-protected' }
const CHANGING: Partial<Record<Scope, Scope>> = { read: 'write', 'read-protected': 'write-protected' }

/** What an endpoint takes: what it says itself, or what its action does. Who only looks need not be able to change anything. */
function scopeFor({ scope, method, action }: Endpoint): Scope {
  if (scope) return scope
  const needed = action ? scopeOf(action) : 'write'
  return (method === 'GET' ? LOOKING : CHANGING)[needed] ?? needed
}

/** The scopes that are enough for an endpoint. */
export const acceptedScopes = (endpoint: Endpoint): readonly Scope[] => acceptedFor[scopeFor(endpoint)]

/** Refuses with 403 a token that was not made for this. */
export function requireScope(endpoint: Endpoint, held: readonly string[]): void {
  const verdict = judgeToken(held, scopeFor(endpoint))
  if (!verdict.allowed) throw forbidden(verdict.reason)
}
