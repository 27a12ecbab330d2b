import type { Account } from '#platform/account/model.ts'
import { newApp } from '#platform/apps/create.ts'
import { buildpackOf } from '#platform/apps/catalog.ts'
import type { Source } from '#platform/builds/model.ts'
import { wireBuild } from '#platform/builds/wire.ts'
import { treeAt } from '#platform/github/commits.ts'
import { reposOf } from '#platform/github/repositories.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { pipelineFor } from '#platform/pipelines/access.ts'
import { couple } from '#platform/pipelines/model.ts'
import { archivedAt, uploadedAt } from '#platform/pulls/sources.ts'
import type { Team } from '#platform/teams/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { setups, type AppSetup as WireSetup } from './contract.ts'
import { begin, type AppSetup } from './model.ts'

function wireSetup(tables: Tables, base: string, row: AppSetup): WireSetup {
  const build = row.buildId === null ? undefined : tables.builds.get(row.buildId)
  const wired = build && wireBuild(tables, base, build)
  return {
    id: row.id,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
    status: row.status,
    failure_message: row.failure,
    app: { id: row.appId, name: tables.apps.get(row.appId)?.name ?? row.appName },
    build: wired ? { id: wired.id, status: wired.status, output_stream_url: wired.output_stream_url } : null,
    manifest_errors: [...row.errors],
    postdeploy: row.postdeploy && { output: row.postdeploy.output, exit_code: row.postdeploy.exitCode },
    resolved_success_url: row.successUrl,
  }
}

/** A team in which the person may create apps. Refuses with 404 or 403. */
function teamOf(tables: Tables, actor: Account, name: string): Team {
  const team = tables.teams.get(name) ?? tables.teams.first('name', name)
  if (!team) throw notFound('team')
  const role = tables.members.by('team', team.id).find((row) => row.accountId === actor.id)?.role
  if (role !== 'admin' && role !== 'member') throw forbidden(`You need to be a member of ${team.name} to have apps in it.`)
  return team
}

/** The code at an address: what was uploaded, or a commit on GitHub that the person may read. */
function sourceFor(world: PlatformWorld, actor: Account, url: string): Source {
  const { tables, now } = world
  const uploaded = uploadedAt(world, url)
  if (uploaded) return uploaded
  const archived = archivedAt(world, reposOf(tables, actor), url)
  if (!archived)
    throw invalid('source_blob.url must be the get_url of a source made by POST /sources: nothing is fetched from elsewhere.')
  const { repo, commit } = archived
  return tables.sources.insert({ id: world.newId('source'), tree: treeAt(repo, commit), createdAt: now })
}

export const setupRoutes = implement(setups, {
  create: ({ world, tables, actor, body, base }) => {
    const { source_blob: blob, app: asked = {}, overrides = {} } = body
    const source = sourceFor(world, actor, blob.url)
    if (!source.tree) throw invalid('Nothing has been uploaded to that source yet. PUT the archive to its put_url first.')
    if (asked.space) throw invalid('There are no Private Spaces here.')
    if (blob.checksum && blob.checksum.replace(/^SHA256:/i, '').toLowerCase() !== source.tree.checksum)
      throw invalid('The checksum does not match the archive that was uploaded.')
    const team = asked.organization && !asked.personal ? teamOf(tables, actor, asked.organization) : null
    const coupling = body.pipeline_coupling
    const pipeline = coupling && pipelineFor(tables, actor, coupling.pipeline, 'pipeline.edit')
    const made = newApp(world, actor, asked, team?.id ?? null)
    const app = team && asked.locked ? tables.apps.update(made.id, { locked: true }) : made
    if (pipeline) couple(world, pipeline, app, coupling.stage, actor.id)
    const setup = begin(world, {
      userId: actor.id,
      appId: app.id,
      appName: app.name,
      sourceId: source.id,
      source: { url: blob.url, checksum: blob.checksum ?? null, version: blob.version ?? null },
      env: overrides.env ?? {},
      buildpacks: overrides.buildpacks?.map(({ url }) => buildpackOf(url).name) ?? null,
    })
    return wireSetup(tables, base, setup)
  },
  info: ({ tables, actor, params, base }) => {
    const setup = tables.appSetups.get(params.setup)
    if (!setup || setup.userId !== actor.id) throw notFound('app_setup')
    return wireSetup(tables, base, setup)
  },
})
