import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { wireActivity, wireActor } from '#platform/control/activity.ts'
import { iso } from '#platform/http/wire.ts'
import type { TeamRole } from '#platform/permissions/contract.ts'
import type { Team, TeamEvent } from '#platform/teams/model.ts'
import type { Tables } from '#platform/world.ts'
import type { TeamActivity } from './contract.ts'

interface Happened {
  readonly at: number
  readonly id: string
  readonly wire: () => TeamActivity
}

/** The newest of what happened to these apps and in these teams. */
export function newestOf(tables: Tables, apps: readonly App[], teamIds: readonly string[], max: number): TeamActivity[] {
  const happened: Happened[] = []
  for (const { id: appId, name } of apps) {
    for (const row of tables.activities.by('app', appId).slice(-max)) {
      if (row.text === null) continue
      const wire = () => ({ ...wireActivity(tables, row), app: { id: appId, name }, team: null, about: null, pipeline: null })
      happened.push({ at: row.at, id: row.id, wire })
    }
  }
  for (const row of teamIds.flatMap((teamId) => tables.teamEvents.by('team', teamId)))
    happened.push({ at: row.at, id: row.id, wire: () => wireTeamEvent(tables, row) })
  return happened
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, max)
    .map(({ wire }) => wire())
}

function wireTeamEvent(tables: Tables, { id, at, text, about, teamId, actorId, client, pipelineId }: TeamEvent): TeamActivity {
  const team = tables.teams.must(teamId)
  const pipeline = pipelineId === undefined ? undefined : tables.pipelines.get(pipelineId)
  return {
    id,
    at: iso(at),
    kind: 'team',
    text,
    actor: wireActor(tables, actorId),
    client,
    app: null,
    team: { id: teamId, name: team.name },
    about,
    pipeline: pipeline ? { id: pipeline.id, name: pipeline.name } : null,
    version: null,
    build: null,
  }
}

/** The newest of what happened in a team and to those apps of it that the person can see. Collaborators see apps only. */
export function activityOf(tables: Tables, actor: Account, team: Team, role: TeamRole, max: number): TeamActivity[] {
  const apps = tables.apps.by('team', team.id).filter((app) => permissionsOn(tables, app, actor.id).length > 0)
  return newestOf(tables, apps, role === 'collaborator' ? [] : [team.id], max)
}
