import { uuid } from '#kernel/random.ts'
import type { Account, Password } from '#platform/account/model.ts'
import { ApiError, invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** How long the link of a mail can be followed. */
const LINK_LASTS = 24 * 3_600_000

/** Refuses with 403 what is not the password of who has one. */
export function prove({ password }: Account, digest: string | undefined): void {
  if (password && password.digest !== digest) throw new ApiError(403, 'invalid_password', 'This is not your current password.')
}

/** Sets or changes the password; a link to reset it is worth nothing from then on. */
export function setPassword({ tables, now }: PlatformWorld, { id }: Account, fresh: Pick<Password, 'digest' | 'salt'>): Account {
  return tables.accounts.update(id, { password: { ...fresh, since: now }, reset: null, updatedAt: now })
}

/** Sends a link, in the place of any that was sent before. */
export function sendReset(world: PlatformWorld, email: string): Account {
  const { tables, now } = world
  const account = tables.accounts.first('email', email.trim().toLowerCase())
  if (!account) throw notFound('user')
  const token = uuid(world.seed, 'password reset', account.id, world.count(`password reset ${account.id}`))
  return tables.accounts.update(account.id, { reset: { token, sentAt: now, expiresAt: now + LINK_LASTS }, updatedAt: now })
}

/** Whose link to a new password this is the token of. Refuses with 404 one that is worth nothing any more. */
export function resetOf({ tables, now }: PlatformWorld, token: string): Account {
  const account = tables.accounts.all().find(({ reset }) => reset?.token === token && reset.expiresAt > now)
  if (!account)
    throw new ApiError(404, 'not_found', 'This link was followed already, or is older than a day. Ask for another.', {
      resource: 'password_reset',
    })
  return account
}

/** Follows the link: sets the password, and signs the person out everywhere, as whoever has lost one may have been robbed of it. */
export function finishReset(world: PlatformWorld, token: string, fresh: Pick<Password, 'digest' | 'salt'>): Account {
  const { tables } = world
  const account = resetOf(world, token)
  const changed = setPassword(world, account, fresh)
  for (const { id, isSession } of tables.authorizations.by('account', account.id)) if (isSession) tables.authorizations.delete(id)
  return changed
}

/** Refuses with 422 an address that is somebody's. */
function checkFree({ tables }: PlatformWorld, email: string): void {
  if (tables.accounts.first('email', email)) throw invalid(`The address ${email} is already taken.`)
}

/** Mails a link to a new address, which counts once it is followed; the present one takes the question back. */
export function askForEmail(world: PlatformWorld, account: Account, email: string): Account {
  const { tables, now } = world
  if (email === account.email) return tables.accounts.update(account.id, { emailChange: null, updatedAt: now })
  checkFree(world, email)
  const token = uuid(world.seed, 'e-mail', account.id, world.count(`e-mail ${account.id}`))
  return tables.accounts.update(account.id, { emailChange: { email, token, sentAt: now }, updatedAt: now })
}

/** Follows the link to the new address. */
export function confirmEmail(world: PlatformWorld, token: string): Account {
  const { tables, now } = world
  const account = tables.accounts.all().find(({ emailChange }) => emailChange?.token === token)
  if (!account?.emailChange) throw notFound('email_confirmation', 'confirmation')
  const { email } = account.emailChange
  checkFree(world, email)
  const githubEmail = account.githubEmail ?? account.email
  return tables.accounts.update(account.id, { email, githubEmail, emailChange: null, updatedAt: now })
}
