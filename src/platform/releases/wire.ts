import { hash } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { Release } from './model.ts'

/** The right to read what a release phase prints is its address. */
export const outputKey = (id: string) => hash('release output', id).toString(16)

/** A release as it travels. */
export function wireRelease(tables: Tables, base: string, app: App, row: Release) {
  const { id, email } = tables.accounts.must(row.userId)
  return {
    addon_plan_names: [...(row.addons?.plans ?? [])],
    app: { id: app.id, name: app.name },
    created_at: iso(row.createdAt),
    current: app.releaseId === row.id,
    description: row.description,
    eligible_for_rollback: canRollBackTo(tables, app, row),
    id: row.id,
    output_stream_url: row.phaseRunId === null ? null : `${base}/streams/releases/${row.id}?key=${outputKey(row.id)}`,
    slug: row.slugId === null ? null : { id: row.slugId },
    status: row.status,
    updated_at: iso(row.updatedAt),
    user: { id, email },
    version: row.version,
  }
}

/** heroku-facts D.7: not to a failed release, nor to one without a slug that is still there. */
export const canRollBackTo = (tables: Tables, app: App, row: Release): boolean =>
  row.status === 'succeeded' && row.id !== app.releaseId && row.slugId !== null && tables.slugs.get(row.slugId) !== undefined
