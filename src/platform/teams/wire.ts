import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { wireApp } from '#platform/apps/wire.ts'
import { iso } from '#platform/http/wire.ts'
import type { TeamRole } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'
import { defaultTeam } from './access.ts'
import { MOST_MEMBERS, type Member, type Team } from './model.ts'

/** A team as it travels to somebody with a role in it. */
export const wireTeam = (tables: Tables, actor: Account, team: Team, role: TeamRole) => ({
  created_at: iso(team.createdAt),
  credit_card_collections: true,
  default: defaultTeam(tables, actor.id) === team.id,
  enterprise_account: null,
  id: team.id,
  identity_provider: null,
  membership_limit: MOST_MEMBERS,
  name: team.name,
  provisioned_licenses: false,
  // The official API has no viewers here.
  role: role === 'viewer' ? ('member' as const) : role,
  type: 'team' as const,
  updated_at: iso(team.updatedAt ?? team.createdAt),
})

/** A member of a team as they travel. */
export function wireMember(tables: Tables, row: Member) {
  const { id, email, name, twoFactor } = tables.accounts.must(row.accountId)
  return {
    created_at: iso(row.createdAt),
    email,
    federated: false,
    id: row.id,
    identity_provider: null,
    role: row.role,
    two_factor_authentication: Boolean(twoFactor),
    updated_at: iso(row.updatedAt ?? row.createdAt),
    user: { id, email, name },
  }
}

/** An app as it travels to somebody who may be in its team. */
export const wireTeamApp = (tables: Tables, actor: Account, app: App) => ({
  ...wireApp(tables, app),
  joined: permissionsOn(tables, app, actor.id).length > 0,
  locked: app.locked,
})
