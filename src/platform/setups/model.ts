import { hex, integer } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { create as createAddon } from '#platform/addons/lifecycle.ts'
import { webUrl, deleteApp, type App } from '#platform/apps/model.ts'
import { createBuild } from '#platform/builds/model.ts'
import { updateConfig } from '#platform/config/model.ts'
import { scale } from '#platform/dynos/formation.ts'
import { ApiError } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { manifestFor, readManifest, type Manifest } from './manifest.ts'

/** An app that is being made of an app.json, and what became of it. */
export interface AppSetup extends Row {
  readonly userId: string
  readonly appId: string
  readonly appName: string
  readonly sourceId: string
  readonly source: {
    readonly url: string
    readonly checksum: string | null
    readonly version: string | null
    readonly description?: string | null
  }
  readonly env: Readonly<Record<string, string>>
  readonly buildpacks: readonly string[] | null
  /** For which kind of app its app.json is read, and may be missing; an ordinary one unless told. */
  readonly environment?: 'review'
  /** What comes next; null once it has ended. */
  readonly stage: 'read' | 'addons' | 'build' | 'postdeploy' | null
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly failure: string | null
  readonly errors: readonly string[]
  readonly buildId: string | null
  readonly postdeploy: { readonly output: string; readonly exitCode: number } | null
  readonly successUrl: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

const KIND = 'app setup'
const SOON_MS = 1000
const AGAIN_MS = 2000
/** A large cluster takes its time, and no longer than that. */
const PATIENCE_MS = 2 * 3_600_000

export function begin(
  world: PlatformWorld,
  asked: Pick<AppSetup, 'userId' | 'appId' | 'appName' | 'sourceId' | 'source' | 'env' | 'buildpacks' | 'environment'>,
): AppSetup {
  const { now } = world
  const setup = world.tables.appSetups.insert({
    ...asked,
    id: world.newId('app setup'),
    stage: 'read',
    status: 'pending',
    failure: null,
    errors: [],
    buildId: null,
    postdeploy: null,
    successUrl: null,
    createdAt: now,
    updatedAt: now,
  })
  world.setAlarm(KIND, setup.id, now + SOON_MS)
  return setup
}

/** Takes the next step of a setup, if its time has come. What is refused ends it. */
export function onSetupAlarm(world: PlatformWorld, id: string): void {
  const { tables, now } = world
  const setup = tables.appSetups.get(id)
  if (!setup || setup.stage === null) return
  const app = tables.apps.get(setup.appId)
  if (!app) return fail(world, setup, 'The app was deleted meanwhile.')
  if (now - setup.createdAt > PATIENCE_MS) return fail(world, setup, 'It took too long.')
  const { manifest, errors } = manifestOf(tables, setup)
  if (errors.length > 0) {
    tables.appSetups.update(id, { errors })
    return fail(world, tables.appSetups.must(id), 'invalid app.json')
  }
  try {
    steps[setup.stage](world, setup, app, manifest)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    fail(world, setup, error.message)
  }
}

function manifestOf(tables: Tables, { sourceId, environment, env }: AppSetup) {
  const text = tables.sources.get(sourceId)?.tree?.texts['app.json']
  return readManifest(environment ? manifestFor(text, environment) : text, env)
}

type Step = (world: PlatformWorld, setup: AppSetup, app: App, manifest: Manifest) => void

const steps: Readonly<Record<NonNullable<AppSetup['stage']>, Step>> = {
  read: (world, setup, app, { env, addons, stack }) => {
    const { tables, seed } = world
    const actor = tables.accounts.must(setup.userId)
    if (stack !== null && app.stack !== stack) tables.apps.update(app.id, { stack, buildStack: stack })
    if (setup.buildpacks) tables.apps.update(app.id, { buildpacks: setup.buildpacks })
    const values = env.map(
      ({ key, value, secret }) => [key, value ?? (secret ? hex(64, seed, 'generated', setup.id, key) : null)] as const,
    )
    const changes = Object.fromEntries(values.filter(([, value]) => value !== null))
    updateConfig(world, tables.apps.must(app.id), changes, setup.userId)
    for (const { plan, as, options } of addons) createAddon(world, tables.apps.must(app.id), { plan, as, config: options }, actor)
    next(world, setup, 'addons', AGAIN_MS)
  },
  addons: (world, setup, app) => {
    const { tables } = world
    // Their config vars have to be there before the code is built and runs.
    if (tables.addons.by('app', app.id).some(({ state }) => state === 'provisioning'))
      return next(world, setup, 'addons', 5 * AGAIN_MS)
    const source = tables.sources.must(setup.sourceId)
    const build = createBuild(world, app, {
      source,
      userId: setup.userId,
      url: setup.source.url,
      checksum: setup.source.checksum ?? source.tree?.checksum ?? null,
      commit: setup.source.version,
      commitDescription: setup.source.description ?? null,
      buildpacks: null,
    })
    tables.appSetups.update(setup.id, { buildId: build.id })
    next(world, setup, 'build', AGAIN_MS)
  },
  build: (world, setup, app, { formation, postdeploy }) => {
    const { tables, now, seed } = world
    const build = tables.builds.get(setup.buildId ?? '')
    if (!build || build.status === 'failed') return fail(world, setup, 'The build failed. Its output says why.')
    const release = build.releaseId === null ? undefined : tables.releases.get(build.releaseId)
    if (release?.status === 'failed') return fail(world, setup, 'The release phase failed.')
    if (build.status === 'pending' || release?.status !== 'succeeded') return next(world, setup, 'build', AGAIN_MS)
    if (formation.length > 0)
      scale(
        world,
        app,
        formation.map(({ type, quantity, size }) => ({ type, quantity, ...(size !== null && { size }) })),
        setup.userId,
      )
    if (postdeploy === null) return end(world, setup, app)
    next(world, setup, 'postdeploy', integer(4000, 12_000, seed, 'postdeploy', setup.id, now))
  },
  postdeploy: (world, setup, app, { postdeploy }) => {
    const command = postdeploy ?? ''
    // No code runs here: a command succeeds unless it says itself that it fails.
    const exitCode = /(^|[;&|]\s*)(false|exit [1-9])\b/.test(command) ? 1 : 0
    const output = `Running ${command} on ${app.name}...\n${exitCode === 0 ? 'done' : `Command exited with ${exitCode}`}\n`
    const changed = world.tables.appSetups.update(setup.id, { postdeploy: { output, exitCode } })
    if (exitCode !== 0) return fail(world, changed, 'postdeploy exit code was not 0')
    end(world, changed, app)
  },
}

function next(world: PlatformWorld, setup: AppSetup, stage: AppSetup['stage'], inMs: number): void {
  if (stage !== setup.stage) world.tables.appSetups.update(setup.id, { stage, updatedAt: world.now })
  world.setAlarm(KIND, setup.id, world.now + inMs)
}

function end(world: PlatformWorld, setup: AppSetup, app: App): void {
  const { manifest } = manifestOf(world.tables, setup)
  const successUrl = manifest.successUrl === null ? null : resolve(manifest.successUrl, webUrl(app))
  world.tables.appSetups.update(setup.id, { stage: null, status: 'succeeded', successUrl, updatedAt: world.now })
}

function resolve(path: string, base: string): string | null {
  return URL.canParse(path, base) ? new URL(path, base).href : null
}

/** Ends a setup that cannot go on, and takes back what it has made. */
function fail(world: PlatformWorld, setup: AppSetup, failure: string): void {
  const app = world.tables.apps.get(setup.appId)
  if (app) deleteApp(world, app, setup.userId)
  world.tables.sources.delete(setup.sourceId)
  world.tables.appSetups.update(setup.id, { stage: null, status: 'failed', failure, updatedAt: world.now })
}
