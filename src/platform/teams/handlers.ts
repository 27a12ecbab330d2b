import { uuid } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { accountCalled, changeOwner, setLocked } from '#platform/access/model.ts'
import { allow, permissionsOn, visibleApps } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { newApp } from '#platform/apps/create.ts'
import { appKeys, wireApp } from '#platform/apps/wire.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { teams } from './contract.ts'
import type { Member, Team } from './model.ts'

/** The team with this name or id, if the person has anything to do with it, and their role in it. */
function teamFor(tables: Tables, actor: Account, identity: string): { team: Team; role: Member['role'] | 'collaborator' } {
  const team = tables.teams.get(identity) ?? tables.teams.first('name', identity)
  if (!team) throw notFound('team')
  const role = tables.members.by('team', team.id).find((row) => row.accountId === actor.id)?.role
  if (role) return { team, role }
  if (visibleApps(tables, actor.id).some((app) => app.teamId === team.id)) return { team, role: 'collaborator' }
  throw forbidden(`You do not have access to the team ${team.name}.`)
}

const teamsOf = (tables: Tables, actor: Account) => {
  const ids = new Set(visibleApps(tables, actor.id).flatMap((app) => app.teamId ?? []))
  for (const { teamId } of tables.members.by('account', actor.id)) ids.add(teamId)
  return [...ids].sort().map((id) => teamFor(tables, actor, id))
}

const wireTeam = ({ team, role }: ReturnType<typeof teamFor>) => ({
  created_at: iso(team.createdAt),
  credit_card_collections: true,
  default: false,
  enterprise_account: null,
  id: team.id,
  identity_provider: null,
  membership_limit: 25,
  name: team.name,
  provisioned_licenses: false,
  role: role === 'viewer' ? ('member' as const) : role,
  type: 'team' as const,
  updated_at: iso(team.createdAt),
})

const wireMember = (tables: Tables, row: Member) => {
  const { id, email, name } = tables.accounts.must(row.accountId)
  return {
    created_at: iso(row.createdAt),
    email,
    federated: false,
    id: row.id,
    identity_provider: null,
    role: row.role,
    two_factor_authentication: false,
    updated_at: iso(row.createdAt),
    user: { id, email, name },
  }
}

const wireTeamApp = (tables: Tables, actor: Account, app: App) => ({
  ...wireApp(tables, app),
  joined: permissionsOn(tables, app, actor.id).length > 0,
  locked: app.locked,
})

/** By this the CLI knows that it may send permissions. */
const accessControls = (team: Team) => ({
  created_at: iso(team.createdAt),
  description: 'Permissions of people on the apps of the team.',
  display_name: 'Fine-grained access controls',
  doc_url: 'https://devcenter.heroku.com/articles/app-permissions',
  enabled: true,
  feedback_email: 'feedback@dynorama.test',
  id: uuid('feature', 'org-access-controls'),
  name: 'org-access-controls',
  state: 'general',
  updated_at: iso(team.createdAt),
})

/** Gives an app to a team, at once for its members; or one of a team to a person who is on it (heroku-facts F.5). */
function give(world: PlatformWorld, actor: Account, app: App, owner: string): App {
  const { tables } = world
  const team = tables.teams.get(owner) ?? tables.teams.first('name', owner)
  if (team) {
    if (team.id === app.teamId) return app
    memberOf(tables, actor, team)
    return changeOwner(world, app, { ownerId: app.ownerId, teamId: team.id }, actor.id)
  }
  const person = accountCalled(tables, actor, owner)
  if (app.teamId === null) throw invalid('A personal app is offered to a person by POST /account/app-transfers.')
  if (permissionsOn(tables, app, person.id).length === 0)
    throw invalid(`${person.email} has no access to ${app.name}. Add them first.`)
  return changeOwner(world, app, { ownerId: person.id, teamId: null }, actor.id)
}

/** Refuses with 403 those who may not have apps in the team. */
function memberOf(tables: Tables, actor: Account, team: Team): void {
  const role = tables.members.by('team', team.id).find((row) => row.accountId === actor.id)?.role
  if (role !== 'admin' && role !== 'member') throw forbidden(`You need to be a member of ${team.name} to have apps in it.`)
}

export const teamRoutes = implement(teams, {
  list: ({ tables, actor }) =>
    listOf(teamsOf(tables, actor), { id: (row) => row.team.id, name: (row) => row.team.name }, wireTeam),
  info: ({ tables, actor, params }) => wireTeam(teamFor(tables, actor, params.team)),
  members: ({ tables, actor, params }) => {
    const { team, role } = teamFor(tables, actor, params.team)
    if (role === 'collaborator') throw forbidden('Collaborators cannot see the members of a team.')
    return listOf(
      tables.members.by('team', team.id),
      { email: (row) => tables.accounts.must(row.accountId).email, id: (row) => row.id },
      (row) => wireMember(tables, row),
    )
  },
  features: ({ tables, actor, params }) => {
    const { team } = teamFor(tables, actor, params.team)
    return listOf([accessControls(team)], { id: (row) => row.id, name: (row) => row.name }, (row) => row)
  },
  feature: ({ tables, actor, params }) => {
    const feature = accessControls(teamFor(tables, actor, params.team).team)
    if (params.feature !== feature.name && params.feature !== feature.id) throw notFound('feature')
    return feature
  },
  filter: ({ tables, actor, body }) => {
    const wanted = new Set(body.in.id)
    return visibleApps(tables, actor.id)
      .filter(({ id }) => wanted.has(id))
      .map((app) => wireTeamApp(tables, actor, app))
  },
  apps: ({ tables, actor, params }) => {
    const { team, role } = teamFor(tables, actor, params.team)
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
      const only = tables.members.by('account', actor.id)
      const teamId = body.personal ? null : only[0]?.teamId
      if (teamId === undefined) throw invalid('Name the team that the app should belong to.')
      return wireTeamApp(tables, actor, newApp(world, actor, body, teamId))
    }
    const { team } = teamFor(tables, actor, body.team)
    memberOf(tables, actor, team)
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
