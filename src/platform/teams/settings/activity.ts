import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { wireActivity, wireActor } from '#platform/control/activity.ts'
import { iso } from '#platform/http/wire.ts'
import type { TeamRole } from '#platform/permissions/contract.ts'
import type { Team } from '#platform/teams/model.ts'
import type { Tables } from '#platform/world.ts'
import type { TeamActivity } from './contract.ts'

interface Happened {
  readonly at: number
  readonly id: string
  readonly wire: () => TeamActivity
}

/** The newest of what happened in a team and to those apps of it that the person can see. Collaborators see apps only. */
export function activityOf(tables: Tables, actor: Account, team: Team, role: TeamRole, max: number): TeamActivity[] {
  const happened: Happened[] = []
  for (const app of tables.apps.by('team', team.id)) {
    if (permissionsOn(tables, app, actor.id).length === 0) continue
    const { id, name } = app
    for (const row of tables.activities.by('app', id).slice(-max)) {
      if (row.text === null) continue
      happened.push({ at: row.at, id: row.id, wire: () => ({ ...wireActivity(tables, row), app: { id, name } }) })
    }
  }
  for (const { id, at, text, actorId, client } of role === 'collaborator' ? [] : tables.teamEvents.by('team', team.id)) {
    const wire = () => ({
      id,
      at: iso(at),
      kind: 'team' as const,
      text,
      actor: wireActor(tables, actorId),
      client,
      app: null,
      version: null,
      build: null,
    })
    happened.push({ at, id, wire })
  }
  return happened
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, max)
    .map(({ wire }) => wire())
}
