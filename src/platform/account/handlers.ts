import * as z from 'zod/mini'
import { invalid } from '#platform/http/errors.ts'
import { REQUESTS_PER_HOUR } from '#platform/http/rate-limit.ts'
import { implement, type Reading } from '#platform/http/routes.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { checkBody, parseJson } from '#platform/http/validate.ts'
import { account, Changes, twoFactor } from './contract.ts'
import type { Account } from './model.ts'
import { digestOf, digestOfNew, KeptPassword } from './security/digest.ts'
import { askForEmail, prove, setPassword } from './security/model.ts'
import { begin, checkSecondFactor, disable, enable, renewCodes, wireTwoFactor } from './two-factor.ts'
import { wireAccount } from './wire.ts'

/** What the journal keeps of changes: of passwords only digests. */
const KeptChanges = z.extend(Changes, { new_password: z.optional(KeptPassword) })

async function readChanges(bytes: Uint8Array, { world, actor, headers }: Reading<typeof account.update>) {
  const asked = Changes.parse(checkBody(account.update, parseJson(new TextDecoder().decode(bytes))))
  const { password, new_password: fresh, ...rest } = asked
  if (fresh === undefined && rest.email === undefined) return rest
  checkSecondFactor(actor, headers, world.now)
  const known = actor.password && password !== undefined ? await digestOf(password, actor.password.salt) : undefined
  prove(actor, known)
  if (known !== undefined && fresh === password) throw invalid('The new password is the one that you have.')
  return {
    ...rest,
    ...(known !== undefined && { password: known }),
    ...(fresh !== undefined && { new_password: await digestOfNew(fresh, actor, world) }),
  }
}

function change(world: PlatformWorld, row: Account, upload: unknown) {
  const { tables, now } = world
  const asked = KeptChanges.safeParse(upload ?? {})
  if (!asked.success) throw invalid('The changes of this journal entry cannot be read.')
  const { name, allow_tracking: allowTracking, beta, password, new_password: fresh, email } = asked.data
  if (fresh !== undefined || email !== undefined) prove(row, password)
  if (fresh !== undefined) setPassword(world, row, fresh)
  if (email !== undefined) askForEmail(world, row, email)
  const changed = tables.accounts.update(row.id, {
    name: name ?? row.name,
    allowTracking: allowTracking ?? row.allowTracking,
    beta: beta ?? row.beta,
    updatedAt: now,
  })
  return wireAccount(tables, changed)
}

export const accountRoutes = implement(account, {
  info: ({ tables, actor }) => wireAccount(tables, actor),
  update: { read: readChanges, run: ({ world, actor }, upload) => change(world, actor, upload) },
  user: ({ tables, actor }) => wireAccount(tables, actor),
  updateUser: { read: readChanges, run: ({ world, actor }, upload) => change(world, actor, upload) },
  // The count itself is kept by the server, which puts it into every answer's header.
  rateLimit: ({ headers }) => ({ remaining: Number(headers['ratelimit-remaining'] ?? REQUESTS_PER_HOUR) }),
})

const noNumber = () => invalid('There is no number that an SMS could be sent to. Use a recovery code.')

export const twoFactorRoutes = implement(twoFactor, {
  info: ({ actor, now }) => wireTwoFactor(actor, now),
  begin: ({ world, actor, now }) => wireTwoFactor(begin(world, actor), now),
  enable: ({ world, actor, body }) => ({ recovery_codes: [...enable(world, actor, body.code)] }),
  renew: ({ world, actor, body }) => ({ recovery_codes: [...renewCodes(world, actor, body.code)] }),
  disable: ({ world, actor, body, now }) => wireTwoFactor(disable(world, actor, body.code), now),
  smsNumber: () => ({ sms_number: null }),
  recover: () => {
    throw noNumber()
  },
  confirm: () => {
    throw noNumber()
  },
})
