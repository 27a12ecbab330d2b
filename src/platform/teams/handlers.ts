import { uuid } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { accountCalled, changeOwner, setLocked } from '#platform/access/model.ts'
import { allow, permissionsOn, visibleApps } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { newApp } from '#platform/apps/create.ts'
import { appKeys } from '#platform/apps/wire.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { defaultTeam, teamFor, teamsOf } from './access.ts'
import { teams } from './contract.ts'
import type { Team } from './model.ts'
import { wireMember, wireTeam, wireTeamApp } from './wire.ts'

/** By these the CLI knows that it may send permissions, and invites people instead of adding them. */
const featuresOf = (team: Team) =>
  [
    ['org-access-controls', 'Fine-grained access controls', 'Permissions of people on the apps of the team.'],
    ['team-invite-acceptance', 'Invitations', 'People are invited to the team, and join it when they accept.'],
  ].map(([name = '', title = '', description = '']) => ({
    created_at: iso(team.createdAt),
    description,
    display_name: title,
    doc_url: 'https://devcenter.heroku.com/articles/app-permissions',
    enabled: true,
    feedback_email: 'feedback@dynorama.test',
    id: uuid('feature', name),
    name,
    state: 'general',
    updated_at: iso(team.createdAt),
  }))

/** Gives an app to a team, at once for its members; or one of a team to a person who is on it (heroku-facts F.5). */
function give(world: PlatformWorld, actor: Account, app: App, owner: string): App {
  const { tables } = world
  const team = tables.teams.get(owner) ?? tables.teams.first('name', owner)
  if (team) {
    if (team.id === app.teamId) return app
    teamFor(tables, actor, team.id, 'team.apps')
    return changeOwner(world, app, { ownerId: app.ownerId, teamId: team.id }, actor.id)
  }
  const person = accountCalled(tables, actor, owner)
  if (app.teamId === null) throw invalid('A personal app is offered to a person by POST /account/app-transfers.')
  if (permissionsOn(tables, app, person.id).length === 0)
    throw invalid(`${person.email} has no access to ${app.name}. Add them first.`)
  return changeOwner(world, app, { ownerId: person.id, teamId: null }, actor.id)
}

export const teamRoutes = implement(teams, {
  list: ({ tables, actor }) =>
    listOf(teamsOf(tables, actor), { id: (row) => row.team.id, name: (row) => row.team.name }, ({ team, role }) =>
      wireTeam(tables, actor, team, role),
    ),
  info: ({ tables, actor, team, role }) => wireTeam(tables, actor, team, role),
  members: ({ tables, team }) =>
    listOf(
      tables.members.by('team', team.id),
      { email: (row) => tables.accounts.must(row.accountId).email, id: (row) => row.id },
      (row) => wireMember(tables, row),
    ),
  features: ({ team }) => listOf(featuresOf(team), { id: (row) => row.id, name: (row) => row.name }, (row) => row),
  feature: ({ team, params }) => {
    const feature = featuresOf(team).find(({ id, name }) => params.feature === name || params.feature === id)
    if (!feature) throw notFound('feature')
    return feature
  },
  filter: ({ tables, actor, body }) => {
    const wanted = new Set(body.in.id)
    return visibleApps(tables, actor.id)
      .filter(({ id }) => wanted.has(id))
      .map((app) => wireTeamApp(tables, actor, app))
  },
  apps: ({ tables, actor, team, role }) => {
    const apps =
      role === 'collaborator'
        ? visibleApps(tables, actor.id).filter((app) => app.teamId === team.id)
        : tables.apps.by('team', team.id)
    return listOf(apps, appKeys, (app) => wireTeamApp(tables, actor, app))
  },
  app: ({ tables, actor, app }) => wireTeamApp(tables, actor, app),
  createApp: ({ world, actor, body }) => {
    const { tables } = world
    if (body.personal || body.team === undefined) {
      const teamId = body.personal ? null : defaultTeam(tables, actor.id)
      if (teamId === undefined) throw invalid('Name the team that the app should belong to.')
      if (teamId !== null) teamFor(tables, actor, teamId, 'team.apps')
      return wireTeamApp(tables, actor, newApp(world, actor, body, teamId))
    }
    const { team } = teamFor(tables, actor, body.team, 'team.apps')
    const app = newApp(world, actor, body, team.id)
    return wireTeamApp(tables, actor, body.locked ? tables.apps.update(app.id, { locked: true }) : app)
  },
  updateApp: ({ world, tables, actor, app, body, permissions }) => {
    let changed = app
    if (body.locked === undefined && body.owner === undefined) throw invalid('Require params: locked or owner.')
    if (body.locked !== undefined) {
      allow(permissions, 'app.lock')
      changed = setLocked(world, changed, body.locked, actor.id)
    }
    if (body.owner !== undefined) {
      allow(permissions, 'app.transfer')
      changed = give(world, actor, changed, body.owner)
    }
    return wireTeamApp(tables, actor, changed)
  },
})
