import { peopleOf } from '#platform/access/model.ts'
import { findService } from '#platform/addons/catalog.ts'
import type { Account } from '#platform/account/model.ts'
import { permissionsByRole, permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { conflict, forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement, type Context } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { judge, type TeamRole } from '#platform/permissions/contract.ts'
import { allowInTeam, defaultTeam, teamsOf } from '#platform/teams/access.ts'
import { DEFAULT_PREFERENCES, type AllowedService, type Team } from '#platform/teams/model.ts'
import { wireTeam } from '#platform/teams/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { activityOf } from './activity.ts'
import { teamSettings } from './contract.ts'
import { allow, createTeam, deleteTeam, disallow, makeDefault, renameTeam, setPreferences } from './model.ts'

const nothing = () => listOf<never, never>([], { id: () => '' }, (row) => row)

function wirePreferences({ preferences = DEFAULT_PREFERENCES }: Team) {
  const { defaultRole, allowlist } = preferences
  // Two names for the same thing, from two times.
  return { 'default-permission': defaultRole, 'whitelisting-enabled': allowlist, 'addons-controls': allowlist }
}

function wireAllowed(tables: Tables, row: AllowedService) {
  const { id, email } = tables.accounts.must(row.addedBy)
  const service = findService(row.service)
  return {
    added_at: iso(row.createdAt),
    added_by: { id, email },
    addon_service: { id: service.id, name: service.name, human_name: service.humanName },
    id: row.id,
  }
}

function wireSummary({ tables, now }: PlatformWorld, actor: Account, { id, name, createdAt }: Team, role: TeamRole) {
  const seesPeople = judge([role], 'team.people').allowed
  const pending = tables.invitations.by('team', id).filter((row) => row.expiresAt > now)
  return {
    id,
    name,
    created_at: iso(createdAt),
    role,
    default: defaultTeam(tables, actor.id) === id,
    members: seesPeople ? tables.members.by('team', id).length : null,
    invitations: seesPeople ? pending.length : null,
    apps: tables.apps.by('team', id).filter((app) => permissionsOn(tables, app, actor.id).length > 0).length,
  }
}

/** Each app of a team lists nearly all its members: with 500 of them 40 apps are a page, of 2.4 MB. */
const MOST_USERS_LISTED = 20_000

const usersOf = (tables: Tables, app: App) =>
  peopleOf(tables, app).map(({ accountId, permissions }) => {
    const { id, email } = tables.accounts.must(accountId)
    return { id, email, permissions: [...permissions] }
  })

type Listed = Pick<Context<(typeof teamSettings)['allowedServices']>, 'tables' | 'team'>
const allowedServices = ({ tables, team }: Listed) =>
  listOf(tables.allowedServices.by('team', team.id), { id: (row) => row.id }, (row) => wireAllowed(tables, row))

type Allowing = Pick<Context<(typeof teamSettings)['allowService']>, 'world' | 'tables' | 'actor' | 'team' | 'body'>
function allowService({ world, tables, actor, team, body }: Allowing) {
  allow(world, team, findService(body.addon_service), actor.id)
  return tables.allowedServices.by('team', team.id).map((row) => wireAllowed(tables, row))
}

type Disallowing = Pick<Context<(typeof teamSettings)['disallowService']>, 'world' | 'tables' | 'actor' | 'team' | 'params'>
function disallowService({ world, tables, actor, team, params }: Disallowing) {
  const row = tables.allowedServices
    .by('team', team.id)
    .find(({ id, service }) => [id, service, findService(service).id].includes(params.service))
  if (!row) throw notFound('allowed_addon_service', 'add-on service on the list')
  const gone = wireAllowed(tables, row)
  disallow(world, team, row, actor.id)
  return gone
}

export const settingsRoutes = implement(teamSettings, {
  create: ({ world, tables, actor, body }) => wireTeam(tables, actor, createTeam(world, actor, body.name), 'admin'),
  update: ({ world, tables, actor, team, role, body }) => {
    if (body.name === undefined && body.default === undefined) throw invalid('Require params: name or default.')
    if (body.name !== undefined) allowInTeam(role, 'team.edit')
    if (body.default !== undefined) makeDefault(tables, actor, team, body.default)
    const changed = body.name === undefined ? team : renameTeam(world, team, body.name, actor.id)
    return wireTeam(tables, actor, changed, role)
  },
  delete: ({ world, tables, actor, team, role }) => {
    const gone = wireTeam(tables, actor, team, role)
    const apps = tables.apps.by('team', team.id).length
    if (apps > 0)
      throw conflict(
        `${team.name} has ${apps === 1 ? 'an app' : `${apps} apps`}. Transfer or delete ${apps === 1 ? 'it' : 'them'} first.`,
      )
    const pipelines = tables.pipelines.all().filter(({ owner }) => owner.id === team.id).length
    if (pipelines > 0) throw conflict(`${team.name} has pipelines. Transfer or delete them first.`)
    if (tables.pipelines.all().some(({ owner }) => owner.type === 'team' && owner.id === team.id))
      throw conflict(`${team.name} has pipelines. Transfer or delete them first.`)
    deleteTeam(world, team)
    return gone
  },
  preferences: ({ team }) => wirePreferences(team),
  updatePreferences: ({ world, actor, team, body }) => {
    const [before, wanted] = [team.preferences ?? DEFAULT_PREFERENCES, body['default-permission']]
    return wirePreferences(
      setPreferences(
        world,
        team,
        {
          defaultRole: wanted === undefined ? before.defaultRole : wanted,
          allowlist: body['whitelisting-enabled'] ?? body['addons-controls'] ?? before.allowlist,
        },
        actor.id,
      ),
    )
  },
  allowedServices,
  allowService,
  disallowService,
  formerAllowedServices: allowedServices,
  formerAllowService: allowService,
  formerDisallowService: disallowService,
  permissions: ({ tables, team }) =>
    listOf(
      tables.apps.by('team', team.id),
      { name: (app) => app.name, id: (app) => app.id },
      (app) => ({ id: app.id, name: app.name, team_id: team.id, type: 'app' as const, users: usersOf(tables, app) }),
      Math.max(1, Math.floor(MOST_USERS_LISTED / tables.members.by('team', team.id).length)),
    ),
  summaries: ({ world, tables, actor }) => teamsOf(tables, actor).map(({ team, role }) => wireSummary(world, actor, team, role)),
  summary: ({ world, actor, team, role }) => wireSummary(world, actor, team, role),
  access: ({ tables, team }) =>
    tables.apps.by('team', team.id).map((app) => ({
      app: { id: app.id, name: app.name },
      locked: app.locked,
      given: tables.collaborators.by('app', app.id).flatMap(({ accountId, permissions }) => {
        const all = [...new Set([...permissionsByRole(tables, app, accountId), ...permissions])].sort()
        return { email: tables.accounts.must(accountId).email, permissions: all }
      }),
    })),
  activity: ({ tables, actor, team, role, query }) => {
    const max = Number(query.max ?? 200)
    if (!Number.isInteger(max) || max < 1 || max > 1000) throw invalid('max must be a whole number from 1 to 1000.')
    return activityOf(tables, actor, team, role, max)
  },
  spaces: nothing,
  identityProviders: nothing,
  everySpace: nothing,
  space: () => {
    throw notFound('space')
  },
  enterpriseAccounts: nothing,
  enterpriseAccount: () => {
    throw forbidden('You do not have access to this enterprise account.')
  },
})
