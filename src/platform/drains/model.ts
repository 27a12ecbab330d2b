import type { Row } from '#kernel/table.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { hostOf } from '#platform/http/address.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { drainUrlProblem, MOST_DRAINS } from './contract.ts'

export interface Drain extends Row {
  readonly appId: string
  readonly url: string
  readonly token: string
  /** An add-on's own drain goes with the add-on. */
  readonly addon: { readonly id: string; readonly name: string } | null
  readonly createdAt: number
  /** It stays for what the log said of it meanwhile; null while it is there. */
  readonly removedAt: number | null
}

/** What the log reaches back, and a day. */
const KEPT_MS = 8 * 86_400_000

/** An app's drains, the oldest first. */
export const drainsOf = (tables: Tables, app: App): Drain[] =>
  tables.drains
    .by('app', app.id)
    .filter((row) => row.removedAt === null)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))

/** A drain by its id, URL or token. */
export function drainOf(tables: Tables, app: App, identity: string): Drain {
  const row = drainsOf(tables, app).find((drain) => [drain.id, drain.url, drain.token].includes(identity))
  if (!row) throw notFound('drain')
  return row
}

export function addDrain(world: PlatformWorld, app: App, url: string, actorId: string): Drain {
  const { tables, now } = world
  const problem = drainUrlProblem(url)
  if (problem !== null) throw invalid(problem)
  const there = drainsOf(tables, app)
  if (there.some((row) => row.url === url)) throw invalid('The app has a drain to this URL already.')
  if (there.length >= MOST_DRAINS) throw invalid(`An app can have at most ${MOST_DRAINS} log drains. Remove one first.`)
  for (const old of tables.drains.by('app', app.id))
    if (old.removedAt !== null && old.removedAt < now - KEPT_MS) tables.drains.delete(old.id)
  tell(world, app, `added a log drain to ${hostOf(url)}`, actorId)
  return tables.drains.insert({
    id: world.newId('drain'),
    appId: app.id,
    url,
    token: `d.${world.newId('drain token')}`,
    addon: null,
    createdAt: now,
    removedAt: null,
  })
}

export function removeDrain(world: PlatformWorld, app: App, drain: Drain, actorId: string): void {
  if (drain.addon) throw forbidden(`This drain belongs to the add-on ${drain.addon.name}. Remove the add-on instead.`)
  tell(world, app, `removed the log drain to ${hostOf(drain.url)}`, actorId)
  world.tables.drains.update(drain.id, { removedAt: world.now })
}

/** An add-on's own drains, of all apps that use it, the oldest first. */
export const drainsOfAddon = (tables: Tables, addonId: string): Drain[] =>
  [...new Set(tables.attachments.by('addon', addonId).map(({ appId }) => appId))]
    .flatMap((appId) => drainsOf(tables, tables.apps.must(appId)))
    .filter(({ addon }) => addon?.id === addonId)

/** Lets an add-on's drain go elsewhere. What was said of the one before stays, so this is another row with the same token. */
export function moveDrain(world: PlatformWorld, drain: Drain, url: string): Drain {
  const { tables, now } = world
  const problem = drainUrlProblem(url)
  if (problem !== null) throw invalid(problem)
  if (url === drain.url) return drain
  if (drainsOf(tables, tables.apps.must(drain.appId)).some((row) => row.url === url))
    throw invalid('The app has a drain to this URL already.')
  tables.drains.update(drain.id, { removedAt: now })
  return tables.drains.insert({ ...drain, id: world.newId('drain'), url, createdAt: now })
}

function tell(world: PlatformWorld, { id: appId }: App, text: string, actorId: string): void {
  record(world, { appId, kind: 'app', text, line: null, actorId })
}
