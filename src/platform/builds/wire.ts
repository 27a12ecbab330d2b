import { hash } from '#kernel/random.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { Build } from './model.ts'

/** The right to read a build's output is its address, which only those who see the build are told. */
export const outputKey = (id: string) => hash('build output', id).toString(16)

/** A build as it travels. */
export const wireBuild = (tables: Tables, base: string, row: Build) => {
  const { id, email } = tables.accounts.must(row.userId)
  return {
    app: { id: row.appId },
    buildpacks: row.buildpacks.length > 0 ? row.buildpacks.map(({ name, url }) => ({ name, url })) : null,
    created_at: iso(row.createdAt),
    id: row.id,
    output_stream_url: `${base}/streams/builds/${row.id}?key=${outputKey(row.id)}`,
    release: row.releaseId === null ? null : { id: row.releaseId },
    slug: row.slugId === null ? null : { id: row.slugId },
    source_blob: { checksum: row.checksum, url: row.url, version: row.commit, version_description: row.commitDescription },
    stack: row.stack,
    status: row.status,
    updated_at: iso(row.updatedAt),
    user: { id, email },
  }
}
