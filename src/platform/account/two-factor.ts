import { hex } from '#kernel/random.ts'
import { ApiError, invalid } from '#platform/http/errors.ts'
import { isoOrNull } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { TwoFactor } from './contract.ts'
import type { Account } from './model.ts'
import { codeAt, fits, secretFor } from './totp.ts'

const RECOVERY_CODES = 10

/** The header that a second factor comes in (heroku-facts G.2). */
const HEADER = 'heroku-two-factor-code'

const twoFactorRequired = (message: string) => new ApiError(403, 'two_factor', message)

/** Refuses with 403 a request for something protected, of who has a second factor, without the code of now. */
export function checkSecondFactor({ twoFactor }: Account, headers: Readonly<Record<string, string>>, now: number): void {
  if (!twoFactor) return
  const code = headers[HEADER]
  if (code === undefined)
    throw twoFactorRequired('A second authentication factor or pre-authorization is required for your request.')
  if (!fits(twoFactor.secret, code.replaceAll(/\s/g, ''), now))
    throw twoFactorRequired('This is not the code that your authenticator shows now.')
}

export function wireTwoFactor({ twoFactor, pendingSecret, email }: Account, now: number): TwoFactor {
  const secret = twoFactor?.secret ?? pendingSecret ?? null
  const label = encodeURIComponent(`Dynorama:${email}`)
  return {
    enabled: Boolean(twoFactor),
    since: isoOrNull(twoFactor?.since ?? null),
    recovery_codes_left: twoFactor?.recovery.length ?? 0,
    pending: pendingSecret
      ? { secret: pendingSecret, uri: `otpauth://totp/${label}?secret=${pendingSecret}&issuer=Dynorama` }
      : null,
    simulated_code: secret === null ? null : codeAt(secret, now),
  }
}

/** Makes a secret for an authenticator; it counts for nothing until a code of it is given. */
export function begin(world: PlatformWorld, account: Account): Account {
  if (account.twoFactor) throw invalid('Two-factor authentication is enabled already.')
  const pendingSecret = secretFor(world.seed, account.id, world.count(`two-factor ${account.id}`))
  return world.tables.accounts.update(account.id, { pendingSecret, updatedAt: world.now })
}

const newCodes = ({ seed, count }: { seed: string; count: number }, { id }: Account): string[] =>
  Array.from({ length: RECOVERY_CODES }, (_, nth) => hex(16, seed, 'recovery', id, count, nth).replace(/^(.{8})/, '$1-'))

const freshCodes = (world: PlatformWorld, account: Account) =>
  newCodes({ seed: world.seed, count: world.count(`recovery ${account.id}`) }, account)

/** Asks for a second factor from now on. Answers the codes for when it is lost. */
export function enable(world: PlatformWorld, account: Account, code: string): readonly string[] {
  const { pendingSecret: secret } = account
  if (!secret) throw invalid('Begin to set it up first.')
  if (!fits(secret, code.replaceAll(/\s/g, ''), world.now))
    throw invalid('This is not the code that your authenticator shows now.')
  const recovery = freshCodes(world, account)
  const twoFactor = { secret, recovery, since: world.now }
  world.tables.accounts.update(account.id, { twoFactor, pendingSecret: null, updatedAt: world.now })
  return recovery
}

/** Refuses with 403 what is neither the authenticator's code nor a recovery code, as the official API names it. */
function prove(world: PlatformWorld, { twoFactor }: Account, code: string): NonNullable<Account['twoFactor']> {
  if (!twoFactor) throw invalid('Two-factor authentication is not enabled.')
  const typed = code.replaceAll(/\s/g, '')
  if (fits(twoFactor.secret, typed, world.now) || twoFactor.recovery.includes(typed)) return twoFactor
  throw twoFactorRequired('This is neither the code that your authenticator shows now nor a recovery code.')
}

export function renewCodes(world: PlatformWorld, account: Account, code: string): readonly string[] {
  const twoFactor = prove(world, account, code)
  const recovery = freshCodes(world, account)
  world.tables.accounts.update(account.id, { twoFactor: { ...twoFactor, recovery }, updatedAt: world.now })
  return recovery
}

export function disable(world: PlatformWorld, account: Account, code: string): Account {
  prove(world, account, code)
  return world.tables.accounts.update(account.id, { twoFactor: null, updatedAt: world.now })
}
