import type { Account } from '#platform/account/model.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { judge, type TeamAction, type TeamRole } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'
import type { Team } from './model.ts'

/** What a person is to a team; null for an outsider. Who was added to an app of it is its collaborator. */
export function roleIn(tables: Tables, team: Team, accountId: string): TeamRole | null {
  const member = tables.members.by('account', accountId).find((row) => row.teamId === team.id)
  if (member) return member.role
  const added = tables.collaborators.by('account', accountId)
  return added.some(({ appId }) => tables.apps.must(appId).teamId === team.id) ? 'collaborator' : null
}

/** The team with this name or id, and the person's role in it. Refuses with 404 or 403 unless they may do this with it. */
export function teamFor(
  tables: Tables,
  actor: Account,
  identity: string,
  action: TeamAction,
): { readonly team: Team; readonly role: TeamRole } {
  const team = tables.teams.get(identity) ?? tables.teams.first('name', identity)
  if (!team) throw notFound('team')
  const role = roleIn(tables, team, actor.id)
  if (role === null) throw forbidden(`You do not have access to the team ${team.name}.`)
  allowInTeam(role, action)
  return { team, role }
}

/** Refuses with 403 and the reason unless this role is enough. */
export function allowInTeam(role: TeamRole, action: TeamAction): void {
  const verdict = judge([role], action)
  if (!verdict.allowed) throw forbidden(verdict.reason)
}

/** The team that a person's new apps belong to when they name none: the one they chose, or the first that they joined. */
export function defaultTeam(tables: Tables, accountId: string): string | undefined {
  const mine = tables.members.by('account', accountId)
  return (mine.find(({ isDefault }) => isDefault) ?? mine[0])?.teamId
}

/** The teams that a person has to do with, and their role in each; in the order of the teams' ids. */
export function teamsOf(tables: Tables, actor: Account): { readonly team: Team; readonly role: TeamRole }[] {
  const ids = new Set(tables.members.by('account', actor.id).map(({ teamId }) => teamId))
  for (const { appId } of tables.collaborators.by('account', actor.id)) {
    const { teamId } = tables.apps.must(appId)
    if (teamId !== null) ids.add(teamId)
  }
  return [...ids].sort().map((id) => teamFor(tables, actor, id, 'team.view'))
}
