import { hex } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import { webUrl, type App } from '#platform/apps/model.ts'
import { onBehalfOf, presentClient, type Client } from '#platform/http/client.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import { createRelease } from '#platform/releases/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { planBuild } from './plan/index.ts'
import type { BuildInput, BuildPlan, Runtime, SourceTree } from './types.ts'

/** An uploaded archive, as what was read from it; null until it is uploaded. */
export interface Source extends Row {
  readonly tree: SourceTree | null
  readonly createdAt: number
}

export interface Build extends Row {
  readonly appId: string
  readonly sourceId: string
  readonly userId: string
  /** As the client named its source. */
  readonly url: string
  readonly checksum: string | null
  readonly commit: string | null
  readonly commitDescription: string | null
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly createdAt: number
  readonly updatedAt: number
  /** What the plan follows from, with the source's tree: the output is worked out again whenever someone reads it. */
  readonly input: Omit<BuildInput, 'tree'>
  readonly buildpacks: readonly { readonly name: string; readonly url: string }[]
  readonly stack: string
  /** Cut short here (ms since the build began) by a cancel; null otherwise. */
  readonly cancelledAfter: number | null
  readonly slugId: string | null
  readonly releaseId: string | null
  /** What it was asked for with; missing in worlds that earlier versions saved. */
  readonly client?: Client | null
}

/** What a build leaves: code ready to run. */
export interface Slug extends Row {
  readonly appId: string
  readonly sourceId: string | null
  readonly processTypes: Readonly<Record<string, string>>
  readonly description: string | null
  readonly size: number | null
  readonly stack: string
  readonly commit: string | null
  readonly commitDescription: string | null
  readonly checksum: string | null
  /** How it behaves when it runs; null for a slug that was created by hand. */
  readonly runtime: Runtime | null
  readonly createdAt: number
}

interface NewBuild {
  readonly source: Source
  readonly userId: string
  readonly url: string
  readonly checksum: string | null
  readonly commit: string | null
  readonly commitDescription: string | null
  /** Instead of the app's own, for this build only. */
  readonly buildpacks: readonly string[] | null
}

/** Starts a build of a source. One build runs at a time for an app. */
export function createBuild(world: PlatformWorld, app: App, asked: NewBuild): Build {
  const { tables, now } = world
  const { source, buildpacks, ...rest } = asked
  if (!source.tree) throw invalid('Nothing has been uploaded to that source yet. PUT the archive to its put_url first.')
  const earlier = tables.builds.by('app', app.id)
  if (earlier.some((build) => build.status === 'pending'))
    throw conflict('A build of this app is running already. Wait for it to finish, or cancel it.')
  const id = world.newId('build')
  const input: Build['input'] = {
    stack: app.buildStack,
    buildpacks: buildpacks ?? app.buildpacks,
    config: app.config,
    cached: earlier.some(
      (build) => build.status === 'succeeded' && build.stack === app.buildStack && build.createdAt >= (app.cacheDroppedAt ?? 0),
    ),
    appName: app.name,
    webUrl: webUrl(app),
    version: app.version + 1,
    first: app.releaseId === null || tables.formations.count('app', app.id) === 0,
    seed: id,
  }
  const plan = planFor(input, source.tree)
  const build = tables.builds.insert({
    ...rest,
    id,
    appId: app.id,
    sourceId: source.id,
    status: 'pending',
    input,
    buildpacks: plan.buildpacks,
    stack: app.buildStack,
    cancelledAfter: null,
    slugId: null,
    releaseId: null,
    client: presentClient(world),
    createdAt: now,
    updatedAt: now,
  })
  world.setAlarm('build', id, now + plan.duration)
  record(world, {
    appId: app.id,
    kind: 'build',
    text: 'started a build',
    line: `Build started by user ${emailOf(world, rest.userId)}`,
    actorId: rest.userId,
    buildId: id,
  })
  forgetOldBuilds(world, app)
  return build
}

// A plan is asked for when a build begins, ends and is read. It follows from its input, which never changes.
const plans = new WeakMap<Build['input'], BuildPlan>()

function planFor(input: Build['input'], tree: SourceTree): BuildPlan {
  const plan = plans.get(input) ?? planBuild({ ...input, tree })
  plans.set(input, plan)
  return plan
}

/** The plan of a build, as far as it is known: the same whenever it is asked. */
export function planOfBuild(tables: Tables, build: Build): BuildPlan {
  const tree = tables.sources.get(build.sourceId)?.tree
  return tree
    ? planFor(build.input, tree)
    : { lines: [], duration: 0, buildpacks: build.buildpacks, result: { status: 'failed', reason: 'The source is gone.' } }
}

/** Eight hexadecimal digits that name what was deployed. */
const commitOf = (build: Pick<Build, 'commit' | 'id'>): string => (build.commit ?? hex(40, 'commit', build.id)).slice(0, 8)

/** What becomes of a build when its time is up. */
export function onBuildAlarm(world: PlatformWorld, buildId: string): void {
  const { tables } = world
  const build = tables.builds.get(buildId)
  const app = build && tables.apps.get(build.appId)
  if (build && app && build.status === 'pending') onBehalfOf(world, build.client, () => finish(world, app, build))
}

function finish(world: PlatformWorld, app: App, build: Build): void {
  const { tables, now } = world
  const { result } = planOfBuild(tables, build)
  if (result.status === 'failed') return fail(world, build)
  const slug = tables.slugs.insert({
    ...result.slug,
    id: world.newId('slug'),
    appId: app.id,
    sourceId: build.sourceId,
    stack: build.stack,
    commit: build.commit,
    commitDescription: build.commitDescription,
    checksum: `SHA256:${build.checksum ?? hex(64, 'slug', build.id)}`,
    createdAt: now,
  })
  // A config change during the build took the number that the build had counted on.
  tables.builds.update(build.id, {
    status: 'succeeded',
    slugId: slug.id,
    updatedAt: now,
    input: { ...build.input, version: app.version + 1 },
  })
  const commit = commitOf(build)
  const who = emailOf(world, build.userId)
  const release = createRelease(world, app, {
    description: `Deploy ${commit}`,
    slugId: slug.id,
    userId: build.userId,
    text: `deployed ${commit}`,
    line: `Deploy ${commit} by user ${who}`,
    buildId: build.id,
    buildpacks: build.buildpacks.map(({ name }) => name),
  })
  tables.builds.update(build.id, { releaseId: release.id })
  record(world, { appId: app.id, kind: 'build', text: null, line: 'Build succeeded', actorId: build.userId, buildId: build.id })
}

function fail(world: PlatformWorld, build: Build, cancelledAfter: number | null = null): void {
  const app = world.tables.apps.must(build.appId)
  world.tables.builds.update(build.id, { status: 'failed', updatedAt: world.now, cancelledAfter })
  const text = cancelledAfter === null ? 'had a build fail' : 'cancelled a build'
  const line =
    cancelledAfter === null
      ? `Build failed -- check your build output: https://dashboard.heroku.com/apps/${app.id}/activity/builds/${build.id}`
      : 'Build cancelled'
  record(world, {
    appId: app.id,
    kind: 'build',
    text,
    line,
    actorId: build.userId,
    buildId: build.id,
    ...(cancelledAfter === null && { notice: 'deploy' }),
  })
}

/** Stops a build that runs. */
export function cancelBuild(world: PlatformWorld, build: Build): void {
  if (build.status !== 'pending') throw conflict(`The build has ${build.status} already.`)
  world.cancelAlarm('build', build.id)
  fail(world, build, world.now - build.createdAt)
}

/** Old builds go, and the sources and slugs that no build or release needs any more (heroku-facts D.7). */
const BUILDS_KEPT = 50

function forgetOldBuilds(world: PlatformWorld, app: App): void {
  const { tables } = world
  const all = tables.builds.by('app', app.id)
  if (all.length <= BUILDS_KEPT) return
  const [oldest] = all.filter((build) => build.status !== 'pending').sort((a, b) => a.createdAt - b.createdAt)
  if (!oldest) return
  tables.builds.delete(oldest.id)
  if (!tables.slugs.by('app', app.id).some((slug) => slug.sourceId === oldest.sourceId)) tables.sources.delete(oldest.sourceId)
}
