import { wireCollaborator } from '#platform/access/wire.ts'
import { wireAddon, wireAttachment } from '#platform/addons/wire.ts'
import { wireApp } from '#platform/apps/wire.ts'
import { wireBuild } from '#platform/builds/wire.ts'
import { wireCertificate } from '#platform/certificates/wire.ts'
import { wireDomain } from '#platform/domains/wire.ts'
import { wireDyno, wireFormation } from '#platform/dynos/wire.ts'
import { wireRelease } from '#platform/releases/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { deliver } from './deliveries.ts'
import type { Event } from './model.ts'
import { WATCHED, type Noted, type Watched, type WatchedRows } from './outbox.ts'

type Data = Readonly<Record<string, unknown>>

interface Entity<R> {
  readonly include: string
  /** The resource as the API shows it. */
  readonly wire: (tables: Tables, row: R, now: number) => Data
  /** Who is behind it when it goes on by itself. */
  readonly behind?: (row: R) => string
}

// Streams of output are read by whoever knows their address, so no payload tells it.
const entities: { readonly [K in Watched]: Entity<WatchedRows[K]> } = {
  builds: {
    include: 'api:build',
    wire: (tables, row) => ({ ...wireBuild(tables, '', row), output_stream_url: null }),
    behind: (row) => row.userId,
  },
  releases: {
    include: 'api:release',
    wire: (tables, row) => ({ ...wireRelease(tables, '', tables.apps.must(row.appId), row), output_stream_url: null }),
    behind: (row) => row.userId,
  },
  apps: { include: 'api:app', wire: wireApp },
  formations: { include: 'api:formation', wire: (tables, row) => wireFormation(tables.apps.must(row.appId), row) },
  dynos: {
    include: 'api:dyno',
    wire: (tables, row) => ({ ...wireDyno('', tables.apps.must(row.appId), row), attach_url: null }),
  },
  certificates: { include: 'api:sni-endpoint', wire: (tables, row, now) => wireCertificate(tables, now, row) },
  domains: {
    include: 'api:domain',
    // A domain's certificate may have gone with it.
    wire: (tables, row) =>
      wireDomain(
        tables,
        row.certificateId === null || tables.certificates.get(row.certificateId) ? row : { ...row, certificateId: null },
      ),
  },
  collaborators: {
    include: 'api:collaborator',
    wire: (tables, row) => wireCollaborator(tables, tables.apps.must(row.appId), row),
  },
  addons: { include: 'api:addon', wire: (tables, row) => wireAddon(tables, row) },
  attachments: {
    include: 'api:addon-attachment',
    // The add-on may have gone with it.
    wire: (tables, row) =>
      tables.addons.get(row.addonId)
        ? wireAttachment(tables, row)
        : { id: row.id, name: row.name, namespace: row.namespace, addon: { id: row.addonId }, app: { id: row.appId } },
  },
}

/** Builds that are too old to be kept are dropped, which is nothing that happened to them. */
const NEVER_DESTROYED: readonly Watched[] = ['builds', 'releases']

/** Makes events of what was noted, and sends them on their way. */
export function onOutboxAlarm(world: PlatformWorld, appId: string): void {
  const { outbox, apps } = world.tables
  for (const noted of outbox.by('app', appId)) {
    outbox.delete(noted.id)
    if (apps.get(appId)) for (const name of WATCHED) tell(world, noted, name)
  }
}

function tell<K extends Watched>(world: PlatformWorld, { appId, actorId, change }: Noted, name: K): void {
  const { tables } = world
  const entity: Entity<WatchedRows[K]> = entities[name]
  const { before = null, after = null } = change[name] ?? {}
  const row = after ?? before
  const subject = row && ('addonId' in row ? row.addonId : row.id)
  const wanted = tables.webhooks
    .by('app', appId)
    .filter(({ include, addonId }) => include.includes(entity.include) && (addonId === undefined || addonId === subject))
  if (!row || wanted.length === 0 || (!after && NEVER_DESTROYED.includes(name))) return
  const data = entity.wire(tables, row, world.now)
  const previous = before && after ? difference(entity.wire(tables, before, world.now), data) : {}
  if (before && after && Object.keys(previous).every((field) => field === 'updated_at')) return
  const event: Event = tables.webhookEvents.insert({
    id: world.newId('webhook event'),
    appId,
    seq: world.count(`webhook event ${appId}`),
    include: entity.include,
    action: !before ? 'create' : after ? 'update' : 'destroy',
    actorId: actorId ?? entity.behind?.(row) ?? null,
    data,
    previous,
    createdAt: world.now,
  })
  for (const webhook of wanted) deliver(world, webhook, event)
}

/** What the fields that differ said before. */
function difference(before: Data, after: Data): Data {
  return Object.fromEntries(
    Object.entries(before).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(after[field])),
  )
}
