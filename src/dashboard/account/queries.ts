import { query, queryAll } from '#client/query.ts'
import { account, twoFactor } from '#platform/account/contract.ts'
import { security } from '#platform/account/security/contract.ts'
import { keys } from '#platform/keys/contract.ts'
import { authorizations, clients } from '#platform/oauth/contract.ts'

/** What the account's pages ask for. */
export const ofAccount = {
  // A link gets too old with time, which no change tells of.
  security: () => ({ ...query(security.info), staleTime: 0, refetchInterval: 60_000 }),
  info: () => query(account.info),
  // What is left of each gets less with time, which no change tells of.
  authorizations: () => ({ ...queryAll(authorizations.list), staleTime: 0, refetchInterval: 15_000 }),
  // The simulated authenticator shows another code each half minute.
  twoFactor: () => ({ ...query(twoFactor.info), staleTime: 0, refetchInterval: 5_000 }),
  sessions: () => queryAll(authorizations.sessions),
  clients: () => queryAll(clients.list),
  keys: () => queryAll(keys.list),
}
