import { between, hex, integer, pick } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { dropAddons } from '#platform/addons/model.ts'
import { stopCounting } from '#platform/billing/meters.ts'
import { createRelease } from '#platform/releases/model.ts'
import { tellTeam } from '#platform/teams/events.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { emailOf, record } from './activity.ts'

/** How much traffic an app gets since a time; the last entry holds now. */
export interface TrafficPeriod {
  readonly from: number
  /** Requests a second at the busiest hour of an ordinary day. */
  readonly peakRps: number
  readonly shape: 'steady' | 'daily' | 'office'
}

export interface App extends Row {
  readonly name: string
  readonly ownerId: string
  readonly teamId: string | null
  readonly locked: boolean
  readonly region: string
  readonly stack: string
  /** What the next build will use. */
  readonly buildStack: string
  readonly maintenance: boolean
  /** When maintenance was on; `to` is null while it is. */
  readonly maintenances: readonly { readonly from: number; readonly to: number | null }[]
  readonly acm: boolean
  /** Names or URLs, in order; empty: detect. */
  readonly buildpacks: readonly string[]
  /** What the last build detected: "Node.js". */
  readonly description: string | null
  readonly config: Readonly<Record<string, string>>
  /** Names of the features that are on. */
  readonly features: readonly string[]
  readonly traffic: readonly TrafficPeriod[]
  /** Builds older than this left no cache; null if it was never dropped. */
  readonly cacheDroppedAt: number | null
  readonly slugSize: number | null
  readonly repoSize: number | null
  /** The 12 hexadecimal digits of its default domain. */
  readonly domainKey: string
  /** The release that runs; null until there is one. */
  readonly releaseId: string | null
  /** The version of the newest release, whatever became of it. */
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly releasedAt: number | null
}

/** An app that a person starred. */
export interface Favorite extends Row {
  readonly accountId: string
  readonly appId: string
}

/** The default domain: a random part keeps it from being guessed and outlives a rename (heroku-facts G.6). */
export const defaultDomain = (app: App): string => `${app.name}-${app.domainKey}.herokuapp.com`
export const webUrl = (app: App): string => `https://${defaultDomain(app)}/`

/** What a new app is made of. */
export interface NewApp {
  readonly name: string
  readonly ownerId: string
  readonly teamId: string | null
  readonly region: string
  readonly stack: string
  readonly locked?: boolean
}

/** Makes an app, with the first release that every app has (heroku-facts D.7). */
export function createApp(world: PlatformWorld, fields: NewApp): App {
  const { tables, now, seed } = world
  const id = world.newId('app')
  tables.apps.insert({
    locked: false,
    ...fields,
    id,
    buildStack: fields.stack,
    maintenance: false,
    maintenances: [],
    acm: false,
    buildpacks: [],
    description: null,
    config: {},
    features: [],
    traffic: [{ from: now, peakRps: Math.round(between(5, 40, seed, 'traffic', id)) / 10, shape: 'daily' }],
    cacheDroppedAt: null,
    slugSize: null,
    repoSize: null,
    domainKey: hex(12, seed, 'domain', id),
    releaseId: null,
    version: 0,
    createdAt: now,
    updatedAt: now,
    releasedAt: null,
  })
  const who = tables.accounts.must(fields.ownerId).email
  record(world, { appId: id, kind: 'app', text: 'created the app', line: null, actorId: fields.ownerId })
  for (const [description, line] of [
    ['Initial release', `Initial release by user ${who}`],
    ['Enable Logplex', `Enable Logplex by user ${who}`],
  ] as const) {
    record(world, { appId: id, kind: 'app', text: null, line, actorId: fields.ownerId })
    createRelease(world, tables.apps.must(id), { description, slugId: null, userId: fields.ownerId })
  }
  return tables.apps.must(id)
}

/** Gives an app another name; its default domain follows. */
export function renameApp(world: PlatformWorld, app: App, name: string, actorId: string): App {
  if (name === app.name) return app
  record(world, {
    appId: app.id,
    kind: 'app',
    text: `renamed the app from ${app.name} to ${name}`,
    line: `Rename ${app.name} to ${name} by user ${emailOf(world, actorId)}`,
    actorId,
  })
  return world.tables.apps.update(app.id, { name, updatedAt: world.now })
}

/** Switches the maintenance page. No release, no restart (heroku-facts A.10). */
export function setMaintenance(world: PlatformWorld, app: App, on: boolean, actorId: string): App {
  if (on === app.maintenance) return app
  const word = on ? 'enabled' : 'disabled'
  record(world, {
    appId: app.id,
    kind: 'maintenance',
    text: `${word} maintenance mode`,
    line: `Maintenance mode ${word} by user ${emailOf(world, actorId)}`,
    actorId,
  })
  const maintenances = on
    ? [...app.maintenances, { from: world.now, to: null }]
    : app.maintenances.map((period) => (period.to === null ? { ...period, to: world.now } : period))
  return world.tables.apps.update(app.id, { maintenance: on, maintenances, updatedAt: world.now })
}

/** Deletes an app and everything that belongs to it. */
export function deleteApp(world: PlatformWorld, app: App, actorId: string): void {
  const { tables } = world
  if (app.teamId !== null) tellTeam(world, app.teamId, { about: 'apps', text: `deleted the app ${app.name}`, actorId })
  dropAddons(world, app, actorId)
  stopCounting(world, app)
  for (const dyno of tables.dynos.by('app', app.id)) world.cancelAlarm('dyno', dyno.id)
  for (const monitor of tables.monitors.by('app', app.id)) world.cancelAlarm('monitor', monitor.id)
  for (const link of tables.githubLinks.by('app', app.id)) world.cancelAlarm('github', link.id)
  for (const domain of tables.domains.by('app', app.id)) world.cancelAlarm('domain', domain.id)
  for (const certificate of tables.certificates.by('app', app.id)) world.cancelAlarm('certificate', certificate.id)
  for (const build of tables.builds.by('app', app.id)) {
    world.cancelAlarm('build', build.id)
    tables.sources.delete(build.sourceId)
  }
  for (const review of tables.reviewApps.by('app', app.id)) {
    // One that was being made says why it could not be.
    if (review.status === 'creating') tables.reviewApps.update(review.id, { appId: null })
    else {
      world.cancelAlarm('review app', review.id)
      tables.sources.delete(review.sourceId)
      tables.reviewApps.delete(review.id)
    }
  }
  // Promoted code has a source of its own.
  for (const { sourceId } of tables.slugs.by('app', app.id)) if (sourceId !== null) tables.sources.delete(sourceId)
  const owned = [
    tables.activities,
    tables.builds,
    tables.certificates,
    tables.collaborators,
    tables.couplings,
    tables.domains,
    tables.drains,
    tables.dynos,
    tables.favorites,
    tables.formations,
    tables.githubLinks,
    tables.monitors,
    tables.releases,
    tables.runs,
    tables.slugs,
    tables.transfers,
    tables.webhookDeliveries,
    tables.webhookEvents,
    tables.webhooks,
  ]
  for (const table of owned) for (const row of table.by('app', app.id)) table.delete(row.id)
  tables.apps.delete(app.id)
}

/** A name nobody has, as the platform makes them up: `misty-harbor-48210`. */
export function generateName(world: PlatformWorld): string {
  for (;;) {
    const nth = world.count('generated-name')
    const name = `${twoWords(world, nth)}-${integer(1000, 99_999, world.seed, 'number', nth)}`
    if (!world.tables.apps.first('name', name)) return name
  }
}

/** Two words that depend on the seed and the key: `misty-harbor`. */
export const twoWords = ({ seed }: PlatformWorld, key: string | number): string =>
  `${pick(ADJECTIVES, seed, 'adjective', key)}-${pick(NOUNS, seed, 'noun', key)}`

const ADJECTIVES =
  'amber ancient autumn blooming bold calm crimson damp deep frosty gentle glowing hidden icy late lively lunar misty morning mossy noble pale polar quiet radiant rough salty serene shaded silent sparkling still sunny thawing twilight vast wandering warm windy young'.split(
    ' ',
  )
const NOUNS =
  'basin bay brook canyon cliff cove creek dawn delta dune falls field fjord forest garden glade grove harbor heath hill island lagoon lake meadow mesa moor oasis peak pine plain pond prairie reef ridge river shore spring stream summit tundra valley wave woods'.split(
    ' ',
  )
