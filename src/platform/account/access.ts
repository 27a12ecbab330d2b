import { forbidden, notFound } from '#platform/http/errors.ts'
import { judge, type AccountAction } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'
import type { Account } from './model.ts'

/** Refuses with 404 or 403 unless a person may do this with the account of this id or address, or `~` for their own. */
export function checkOwner(tables: Tables, actor: Account, identity: string, action: AccountAction): void {
  const account = identity === '~' ? actor : (tables.accounts.get(identity) ?? tables.accounts.first('email', identity))
  if (!account) throw notFound('user')
  const verdict = judge([account.id === actor.id ? 'owner' : 'other'], action)
  if (!verdict.allowed) throw forbidden(verdict.reason)
}
