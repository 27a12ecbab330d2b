import { record } from '#platform/apps/activity.ts'
import { buildpackOf } from '#platform/apps/catalog.ts'
import { ApiError, conflict, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import type { StreamAnswer } from '#platform/http/stream.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { builds } from './contract.ts'
import { cancelBuild, createBuild, planOfBuild, type Build, type Source } from './model.ts'
import { SourceError } from './source/error.ts'
import { SourceTreeSchema } from './source/schema.ts'
import { outputKey, wireBuild } from './wire.ts'

const sourceUrl = (base: string, id: string) => `${base}/sources/${id}/blob`

function createSource(world: PlatformWorld, base: string) {
  const source = world.tables.sources.insert({ id: world.newId('source'), tree: null, createdAt: world.now })
  const url = sourceUrl(base, source.id)
  return { source_blob: { get_url: url, put_url: url } }
}

/** The source that a client names by the address it uploaded to, or by that which a build of the app was made from. */
function sourceOf(tables: Tables, appId: string, url: string): Source {
  const id = /\/sources\/([0-9a-f-]{36})\/blob(?:\?.*)?$/.exec(url)?.[1]
  const known = id ?? tables.builds.by('app', appId).find((build) => build.url === url)?.sourceId
  const source = known === undefined ? undefined : tables.sources.get(known)
  if (!source)
    throw invalid('source_blob.url must be the get_url of a source made by POST /sources: nothing is fetched from elsewhere.')
  return source
}

function buildOf(tables: Tables, appId: string, id: string): Build {
  const build = tables.builds.get(id)
  if (!build || build.appId !== appId) throw notFound('build')
  return build
}

/** A build's lines as they appear. */
function outputOf(world: PlatformWorld, buildId: string): StreamAnswer {
  const plan = planOfBuild(world.tables, world.tables.builds.must(buildId))
  let told = 0
  return {
    contentType: 'text/plain; charset=utf-8',
    pull: ({ tables, now }) => {
      const build = tables.builds.get(buildId)
      if (!build) return { text: '', done: true }
      // Its last lines name the release, which is known for sure when it is done.
      const { lines } = build.status === 'succeeded' ? planOfBuild(tables, build) : plan
      const until = build.cancelledAfter ?? now - build.createdAt
      const due = lines.findIndex((line) => line.at > until)
      const fresh = lines.slice(told, due === -1 ? undefined : due).map((line) => `${line.text}\n`)
      told += fresh.length
      if (build.cancelledAfter !== null) fresh.push('\n !     Build cancelled.\n')
      return { text: fresh.join(''), done: build.status !== 'pending' }
    },
  }
}

export const buildRoutes = implement(builds, {
  createSource: ({ world, base }) => createSource(world, base),
  createAppSource: ({ world, base }) => createSource(world, base),
  putSource: {
    read: async (bytes, { host }) => {
      // Loaded with the first upload: archives and parsers are no part of what a visitor waits for.
      const { readSource } = await import('./source/read.ts')
      try {
        const tree = await readSource(bytes)
        await host.archives.keep(tree.checksum, bytes)
        return tree
      } catch (error) {
        if (error instanceof SourceError) throw new ApiError(error.id === 'bad_request' ? 400 : 422, error.id, error.message)
        throw error
      }
    },
    run: ({ tables, params }, upload) => {
      const source = tables.sources.get(params.source)
      if (!source) throw notFound('source')
      if (source.tree) throw conflict('Something has been uploaded to that source already.')
      const { data } = SourceTreeSchema.safeParse(upload)
      if (!data) throw invalid('That is not what reading a source leaves.')
      tables.sources.update(source.id, { tree: data })
      return { files: data.files.length + data.omitted, size: data.size, checksum: data.checksum }
    },
  },
  list: ({ tables, app, base }) =>
    listOf(
      tables.builds.by('app', app.id),
      { id: (row) => row.id, started_at: (row) => iso(row.createdAt), created_at: (row) => iso(row.createdAt) },
      (row) => wireBuild(tables, base, row),
    ),
  info: ({ tables, app, params, base }) => wireBuild(tables, base, buildOf(tables, app.id, params.build)),
  create: ({ world, tables, actor, app, body, base }) => {
    const { url, checksum = null, version = null, version_description = null } = body.source_blob
    const source = sourceOf(tables, app.id, url)
    const actual = source.tree?.checksum
    if (checksum !== null && actual !== undefined && checksum.replace(/^SHA256:/i, '').toLowerCase() !== actual)
      throw invalid('The checksum does not match the archive that was uploaded.')
    const buildpacks = body.buildpacks?.map((buildpack) => buildpackOf(buildpack.name ?? buildpack.url ?? '').name) ?? null
    const build = createBuild(world, app, {
      source,
      userId: actor.id,
      url,
      checksum: actual ?? null,
      commit: version,
      commitDescription: version_description,
      buildpacks,
    })
    return wireBuild(tables, base, build)
  },
  cancel: ({ world, tables, app, params, base }) => {
    cancelBuild(world, buildOf(tables, app.id, params.build))
    return wireBuild(tables, base, tables.builds.must(params.build))
  },
  output: ({ world, params, query }) => {
    if (query.key !== outputKey(params.build) || !world.tables.builds.get(params.build)) throw notFound('build')
    return outputOf(world, params.build)
  },
  deleteCache: ({ world, tables, actor, app }) => {
    record(world, { appId: app.id, kind: 'build', text: 'cleared the build cache', line: null, actorId: actor.id })
    tables.apps.update(app.id, { cacheDroppedAt: world.now, updatedAt: world.now })
    return {}
  },
})
