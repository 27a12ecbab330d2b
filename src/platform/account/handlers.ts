import type { PlatformHost } from '#platform/host.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { REQUESTS_PER_HOUR } from '#platform/http/rate-limit.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { defaultTeam } from '#platform/teams/access.ts'
import { checkBody, parseJson } from '#platform/http/validate.ts'
import { account, Changes, twoFactor } from './contract.ts'
import type { Account } from './model.ts'
import { digestOf, digestOfNew } from './security/digest.ts'
import { prove, setPassword } from './security/model.ts'
import { begin, disable, enable, renewCodes, wireTwoFactor } from './two-factor.ts'

function wireAccount(tables: Tables, row: Account) {
  const teamId = defaultTeam(tables, row.id)
  const team = teamId === undefined ? null : tables.teams.must(teamId)
  const teamRef = team && { id: team.id, name: team.name }
  return {
    acknowledged_msa: true,
    acknowledged_msa_at: iso(row.createdAt),
    allow_tracking: row.allowTracking,
    beta: row.beta,
    country_of_residence: null,
    created_at: iso(row.createdAt),
    default_organization: teamRef,
    default_team: teamRef,
    delinquent_at: null,
    email: row.email,
    federated: false,
    id: row.id,
    identity_provider: null,
    italian_customer_terms: null,
    italian_partner_terms: null,
    last_login: iso(row.createdAt),
    name: row.name,
    sms_number: null,
    suspended_at: null,
    two_factor_authentication: Boolean(row.twoFactor),
    updated_at: iso(row.updatedAt),
    verified: true,
  }
}

/** The person themself, named by id, e-mail or `~`; nobody else is to be seen. */
function themself(tables: Tables, actor: Account, identity: string): Account {
  const row = identity === '~' ? actor : (tables.accounts.get(identity) ?? tables.accounts.first('email', identity))
  if (!row) throw notFound('user')
  if (row.id !== actor.id) throw forbidden('You can only see your own account.')
  return row
}

/** Reads what shall change. Of passwords only digests enter the journal. */
async function readChanges(bytes: Uint8Array, host: PlatformHost): Promise<Changes> {
  const asked = Changes.parse(checkBody(account.update, parseJson(new TextDecoder().decode(bytes))))
  const { password, new_password: fresh, ...rest } = asked
  return {
    ...rest,
    ...(password !== undefined && { password: await digestOf(password, host) }),
    ...(fresh !== undefined && { new_password: await digestOfNew(fresh, host) }),
  }
}

function change(world: PlatformWorld, row: Account, upload: unknown) {
  const { tables, now } = world
  const asked = Changes.safeParse(upload ?? {})
  if (!asked.success) throw invalid('The changes of this journal entry cannot be read.')
  const { name, allow_tracking: allowTracking, beta, password, new_password: fresh } = asked.data
  if (fresh !== undefined) {
    prove(row, password)
    setPassword(world, row, fresh)
  }
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
  user: ({ tables, actor, params }) => wireAccount(tables, themself(tables, actor, params.account)),
  updateUser: {
    read: readChanges,
    run: ({ world, tables, actor, params }, upload) => change(world, themself(tables, actor, params.account), upload),
  },
  // The count itself is kept by the server, which puts it into every answer's header.
  rateLimit: ({ headers }) => ({ remaining: Number(headers['ratelimit-remaining'] ?? REQUESTS_PER_HOUR) }),
  features: () => listOf<never, never>([], { id: () => '', name: () => '' }, (row) => row),
  feature: () => {
    throw notFound('feature')
  },
  updateFeature: () => {
    throw notFound('feature')
  },
})

const noNumber = () => invalid('There is no number that an SMS could be sent to. Use a recovery code.')

export const twoFactorRoutes = implement(twoFactor, {
  info: ({ actor, now }) => wireTwoFactor(actor, now),
  begin: ({ world, actor, now }) => wireTwoFactor(begin(world, actor), now),
  enable: ({ world, actor, body }) => ({ recovery_codes: [...enable(world, actor, body.code)] }),
  renew: ({ world, actor, body }) => ({ recovery_codes: [...renewCodes(world, actor, body.code)] }),
  disable: ({ world, actor, body, now }) => wireTwoFactor(disable(world, actor, body.code), now),
  smsNumber: ({ tables, actor, params }) => {
    themself(tables, actor, params.account)
    return { sms_number: null }
  },
  recover: ({ tables, actor, params }) => {
    themself(tables, actor, params.account)
    throw noNumber()
  },
  confirm: ({ tables, actor, params }) => {
    themself(tables, actor, params.account)
    throw noNumber()
  },
})
