import type { Activity } from '#platform/apps/activity.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'

/** Something that happened to an app as it travels. */
export const wireActivity = (tables: Tables, row: Activity) => ({
  id: row.id,
  at: iso(row.at),
  kind: row.kind,
  text: row.text ?? '',
  actor: wireActor(tables, row.actorId),
  version: row.version,
  build: row.buildId,
  client: row.client ?? null,
})

export function wireActor(tables: Tables, actorId: string | null) {
  const actor = actorId === null ? undefined : tables.accounts.get(actorId)
  return actor ? { id: actor.id, email: actor.email } : null
}
