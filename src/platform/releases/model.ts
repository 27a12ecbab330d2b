import { integer } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { attachedVars } from '#platform/addons/vars.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { formationOf, syncFormation, type Formation } from '#platform/dynos/formation.ts'
import { restartAll, startDyno } from '#platform/dynos/lifecycle.ts'
import { presentClient, type Client } from '#platform/http/client.ts'
import { notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

export interface Release extends Row {
  readonly appId: string
  /** 1, 2, 3, ... for each app. */
  readonly version: number
  readonly description: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly slugId: string | null
  readonly userId: string
  /** The config vars it runs with. */
  readonly config: Readonly<Record<string, string>>
  readonly stack: string
  /** The run of its release phase; null if it has none. */
  readonly phaseRunId: string | null
  readonly createdAt: number
  readonly updatedAt: number
  // What follows is missing in worlds that earlier versions saved.
  readonly client?: Client | null
  /** The names of those that made its slug; null for a slug made by hand, or none. */
  readonly buildpacks?: readonly string[] | null
  /** How the dynos stood when it began to run, or was made, if it never ran. */
  readonly formation?: readonly Pick<Formation, 'type' | 'quantity' | 'size'>[]
  /** The add-ons it had: their plans, and the config vars that were theirs. */
  readonly addons?: { readonly plans: readonly string[]; readonly vars: readonly string[] }
}

interface NewRelease {
  readonly description: string
  readonly slugId: string | null
  readonly userId: string
  /** What the activity feed says; null for releases nobody needs to hear of. */
  readonly text?: string | null
  /** Said in the log before the release itself. */
  readonly line?: string
  readonly buildId?: string
  /** Those that made the slug; otherwise those of an earlier release of the same slug. */
  readonly buildpacks?: readonly string[]
}

/**
 * Makes the app's next release from its config and a slug. Without a release phase it runs at once; with one, when its
 * command succeeds (heroku-facts B.7).
 */
export function createRelease(
  world: PlatformWorld,
  app: App,
  { description, slugId, userId, text = null, line, buildId, buildpacks }: NewRelease,
): Release {
  const { tables, now } = world
  const version = app.version + 1
  const slug = slugId === null ? undefined : tables.slugs.must(slugId)
  const command = slug?.processTypes['release']
  const release = tables.releases.insert({
    id: world.newId('release'),
    appId: app.id,
    version,
    description,
    status: command === undefined ? 'succeeded' : 'pending',
    slugId,
    userId,
    config: app.config,
    stack: slug?.stack ?? app.stack,
    phaseRunId: null,
    createdAt: now,
    updatedAt: now,
    client: presentClient(world),
    buildpacks:
      buildpacks ?? (slug && tables.releases.by('app', app.id).find((row) => row.slugId === slugId)?.buildpacks) ?? null,
    formation: standing(world, app),
    addons: addonsOf(world, app.id),
  })
  tables.apps.update(app.id, { version, updatedAt: now })
  const activity = { appId: app.id, kind: 'release', actorId: userId, version, buildId: buildId ?? null } as const
  if (line !== undefined) record(world, { ...activity, text: null, line })
  record(world, { ...activity, text, line: `Release v${version} created by user ${emailOf(world, userId)}` })
  if (command === undefined) {
    activate(world, release)
    return release
  }
  record(world, { ...activity, text: null, line: `Running release v${version} commands by user ${emailOf(world, userId)}` })
  const name = `release.${integer(1, 9999, world.seed, 'release', release.id)}`
  const dyno = startDyno(world, { app, release, name, type: 'release', command, cause: 'run' })
  return tables.releases.update(release.id, { phaseRunId: dyno.runId })
}

const standing = (world: PlatformWorld, app: App): NonNullable<Release['formation']> =>
  formationOf(world, app).map(({ type, quantity, size }) => ({ type, quantity, size }))

function addonsOf(world: PlatformWorld, appId: string): NonNullable<Release['addons']> {
  const { addons, attachments } = world.tables
  const plans = attachments.by('app', appId).map(({ addonId }) => {
    const { service, plan } = addons.must(addonId)
    return `${service}:${plan}`
  })
  return { plans: [...new Set(plans)].sort(), vars: Object.keys(attachedVars(world, appId)).sort() }
}

/** The config vars of an earlier release, but those of add-ons as they are now: a rollback leaves add-ons alone (heroku-facts D.7). */
export function configOf(world: PlatformWorld, { appId, config, addons }: Release): Release['config'] {
  const own = Object.entries(config).filter(([key]) => !addons?.vars.includes(key))
  return { ...Object.fromEntries(own), ...attachedVars(world, appId) }
}

/** What becomes of a release when the command of its phase has ended. */
export function onReleaseAlarm(world: PlatformWorld, releaseId: string): void {
  const { tables, now } = world
  const release = tables.releases.get(releaseId)
  const status = release?.phaseRunId ? tables.runs.get(release.phaseRunId)?.end?.status : undefined
  if (!release || release.status !== 'pending' || status === undefined) return
  const finished = tables.releases.update(release.id, { status: status === 0 ? 'succeeded' : 'failed', updatedAt: now })
  if (status === 0) return activate(world, finished)
  const { appId, version, userId } = release
  record(world, {
    appId,
    kind: 'release',
    notice: 'deploy',
    text: `release v${version} failed: its release command exited with status ${status}`,
    line: `Release v${version} command failed`,
    actorId: userId,
    version,
  })
}

/** Makes a release the one that runs, unless a newer one does already. */
function activate(world: PlatformWorld, release: Release): void {
  const { tables, now } = world
  const app = tables.apps.must(release.appId)
  const current = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  if (current && current.version > release.version) return
  const slug = release.slugId === null ? undefined : tables.slugs.must(release.slugId)
  const running = tables.apps.update(app.id, {
    releaseId: release.id,
    releasedAt: now,
    updatedAt: now,
    ...(slug ? { slugSize: slug.size, description: slug.description, stack: slug.stack } : {}),
  })
  if (!slug) return
  syncFormation(world, running, slug, release.userId)
  tables.releases.update(release.id, { formation: standing(world, running) })
  restartAll(world, running, 'release')
}

/** A release by id, version or 'v12'. Refuses with 404 where there is none. */
export function releaseOf(tables: Tables, app: App, identity: string): Release {
  const row =
    tables.releases.get(identity) ??
    tables.releases.by('app', app.id).find((release) => `v${release.version}` === `v${identity.replace(/^v/, '')}`)
  if (!row || row.appId !== app.id) throw notFound('release')
  return row
}

/** The releases of an app, oldest first. */
export const releasesOf = (world: PlatformWorld, appId: string): Release[] =>
  world.tables.releases.by('app', appId).sort((a, b) => a.version - b.version)
