import type { Account } from '#platform/account/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { wireAccount } from '#platform/account/wire.ts'
import { checkBody, parseJson } from '#platform/http/validate.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { close, hindrances } from './closing.ts'
import { security, type Security } from './contract.ts'
import { digestOfNew, KeptPassword } from './digest.ts'
import { confirmEmail, finishReset, resetOf, sendReset } from './model.ts'

function wireSecurity(tables: Tables, account: Account, now: number): Security {
  const { password, reset, emailChange: change } = account
  return {
    password_set_at: isoOrNull(password?.since ?? null),
    reset:
      reset && reset.expiresAt > now
        ? { token: reset.token, sent_at: iso(reset.sentAt), expires_at: iso(reset.expiresAt) }
        : null,
    email_change: change ? { email: change.email, token: change.token, sent_at: iso(change.sentAt) } : null,
    hindrances: hindrances(tables, account),
  }
}

const wireReset = ({ id, email }: Account, now: number) => ({ created_at: iso(now), user: { id, email } })

export const securityRoutes = implement(security, {
  info: ({ tables, actor, now }) => wireSecurity(tables, actor, now),
  reset: ({ world, body, now }) => wireReset(sendReset(world, body.email), now),
  finalize: {
    read: async (bytes, { world, params }) => {
      const asked = checkBody(security.finalize, parseJson(new TextDecoder().decode(bytes)))
      const { password, password_confirmation: again } = security.finalize.body.parse(asked)
      if (password !== again) throw invalid('The two passwords are not the same.')
      return await digestOfNew(password, resetOf(world, params.token), world)
    },
    run: ({ world, params, now }, upload) => {
      const kept = KeptPassword.safeParse(upload)
      if (!kept.success) throw invalid('The password of this journal entry cannot be read.')
      return wireReset(finishReset(world, params.token, kept.data), now)
    },
  },
  confirmEmail: ({ world, params }) => {
    const { id, email } = confirmEmail(world, params.token)
    return { id, email }
  },
  close: ({ world, tables, actor }) => wireAccount(tables, close(world, actor)),
  closeUser: ({ world, tables, actor }) => wireAccount(tables, close(world, actor)),
})
