import { iso } from '#platform/http/wire.ts'
import { defaultTeam } from '#platform/teams/access.ts'
import type { Tables } from '#platform/world.ts'
import type { Account } from './model.ts'

/** An account as its owner sees it. */
export function wireAccount(tables: Tables, row: Account) {
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
