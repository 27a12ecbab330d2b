import type { Account } from '#platform/account/model.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import {
  ALL_PERMISSIONS,
  judge,
  MEMBER,
  permissionsOfRole,
  type AppAction,
  type Permission,
} from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'
import type { App } from './model.ts'

/** What a person may do with an app without having been added to it: as its owner, or by their role in its team. */
export function permissionsByRole(tables: Tables, app: App, accountId: string): readonly Permission[] {
  const { teamId } = app
  if (teamId === null) return app.ownerId === accountId ? ALL_PERMISSIONS : []
  // By the person: a team can have many members, and this is asked for each of its apps.
  const role = tables.members.by('account', accountId).find((row) => row.teamId === teamId)?.role
  return permissionsOfRole(role, app.locked)
}

/** What a person may do with an app; empty for an outsider. */
export function permissionsOn(tables: Tables, app: App, accountId: string): readonly Permission[] {
  const byRole = permissionsByRole(tables, app, accountId)
  if (byRole === ALL_PERMISSIONS) return byRole
  const row = tables.collaborators.by('app', app.id).find((each) => each.accountId === accountId)
  if (!row) return byRole
  return app.teamId === null ? MEMBER : [...new Set([...byRole, ...row.permissions])].sort()
}

/** The app with this name or id, if the person may do this with it. Refuses with 404 or 403 otherwise. */
export function appFor(tables: Tables, actor: Account, identity: string, action: AppAction): App {
  const app = tables.apps.get(identity) ?? tables.apps.first('name', identity)
  if (!app) throw notFound('app')
  const permissions = permissionsOn(tables, app, actor.id)
  if (permissions.length === 0) {
    const locked = app.locked && tables.members.by('account', actor.id).some((row) => row.teamId === app.teamId)
    throw forbidden(`You do not have access to the app ${app.name}.${locked ? ' It is locked.' : ''}`)
  }
  allow(permissions, action)
  return app
}

/** Refuses with 403 and the reason unless these permissions are enough. */
export function allow(permissions: readonly Permission[], action: AppAction): void {
  const verdict = judge(permissions, action)
  if (!verdict.allowed) throw forbidden(verdict.reason)
}

/** The apps that a person can see at all, in the order of their ids. */
export function visibleApps(tables: Tables, accountId: string): App[] {
  const ids = new Set(tables.apps.by('owner', accountId).map((app) => app.id))
  for (const { appId } of tables.collaborators.by('account', accountId)) ids.add(appId)
  for (const { teamId } of tables.members.by('account', accountId))
    for (const app of tables.apps.by('team', teamId)) ids.add(app.id)
  return [...ids]
    .sort()
    .map((id) => tables.apps.must(id))
    .filter((app) => permissionsOn(tables, app, accountId).length > 0)
}
