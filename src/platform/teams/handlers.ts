import type { Account } from '#platform/account/model.ts'
import { permissionsOn, visibleApps } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { newApp } from '#platform/apps/create.ts'
import { appKeys, wireApp } from '#platform/apps/wire.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { teams } from './contract.ts'
import type { Collaborator, Member, Team } from './model.ts'

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

const DESCRIPTIONS = {
  view: 'Can see the app',
  deploy: 'Can deploy and change config',
  operate: 'Can operate the app',
  manage: 'Can manage the app and its people',
}

/** Everyone with access to an app: its owner or team's members by role, and its collaborators. */
function peopleOf(tables: Tables, app: App): Collaborator[] {
  const people = new Map<string, Collaborator>()
  const add = (accountId: string, id: string, createdAt: number) =>
    people.set(accountId, { id, appId: app.id, accountId, permissions: permissionsOn(tables, app, accountId), createdAt })
  if (app.teamId === null) add(app.ownerId, app.ownerId, app.createdAt)
  else for (const member of tables.members.by('team', app.teamId)) add(member.accountId, member.id, member.createdAt)
  for (const row of tables.collaborators.by('app', app.id)) add(row.accountId, row.id, row.createdAt)
  return [...people.values()].filter((row) => row.permissions.length > 0)
}

function wireCollaborator(tables: Tables, app: App, row: Collaborator) {
  const { id, email } = tables.accounts.must(row.accountId)
  const role =
    app.teamId === null
      ? row.accountId === app.ownerId
        ? 'owner'
        : 'collaborator'
      : (tables.members.by('team', app.teamId).find((member) => member.accountId === row.accountId)?.role ?? 'collaborator')
  return {
    app: { id: app.id, name: app.name },
    created_at: iso(row.createdAt),
    id: row.id,
    permissions: row.permissions.map((name) => ({ name, description: DESCRIPTIONS[name] })),
    // The official API has no viewers.
    role: role === 'viewer' ? 'member' : role,
    updated_at: iso(row.createdAt),
    user: { id, email, federated: false },
  }
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
    teamFor(tables, actor, params.team)
    return listOf<never, never>([], { id: () => '', name: () => '' }, (row) => row)
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
    const { team, role } = teamFor(tables, actor, body.team)
    if (role !== 'admin' && role !== 'member') throw forbidden(`You need to be a member of ${team.name} to create apps in it.`)
    const app = newApp(world, actor, body, team.id)
    return wireTeamApp(tables, actor, body.locked ? tables.apps.update(app.id, { locked: true }) : app)
  },
  collaborators: ({ tables, app }) =>
    listOf(peopleOf(tables, app), { id: (row) => row.id, email: (row) => tables.accounts.must(row.accountId).email }, (row) =>
      wireCollaborator(tables, app, row),
    ),
})
