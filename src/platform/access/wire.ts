import type { App } from '#platform/apps/model.ts'
import { descriptions, type Permission } from '#platform/permissions/contract.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { Collaborator } from './model.ts'

export const wirePermission = (name: Permission) => ({ name, description: descriptions[name] })

/** Someone on an app as they travel. */
export function wireCollaborator(tables: Tables, app: App, row: Collaborator) {
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
    permissions: row.permissions.map(wirePermission),
    // The official API has no viewers.
    role: role === 'viewer' ? 'member' : role,
    updated_at: iso(row.updatedAt),
    user: { id, email, federated: false },
  }
}
