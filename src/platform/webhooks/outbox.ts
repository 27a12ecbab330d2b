import type { Row, Table } from '#kernel/table.ts'
import type { Collaborator } from '#platform/access/model.ts'
import type { Addon, Attachment } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import type { Build } from '#platform/builds/model.ts'
import type { Certificate } from '#platform/certificates/model.ts'
import type { Domain } from '#platform/domains/model.ts'
import type { Formation } from '#platform/dynos/formation.ts'
import type { Dyno } from '#platform/dynos/model.ts'
import type { Release } from '#platform/releases/model.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'

// The only part of webhooks that is there from the start: it notes what changes of apps that have some. What is made of that
// is worked out at an alarm of the same instant, by a part that is loaded later.

/** The tables whose changes webhooks tell of. */
export interface WatchedRows {
  builds: Build
  releases: Release
  apps: App
  formations: Formation
  dynos: Dyno
  certificates: Certificate
  domains: Domain
  collaborators: Collaborator
  addons: Addon
  attachments: Attachment
}
export type Watched = keyof WatchedRows

/** In the order in which changes of one instant are told. */
export const WATCHED = [
  'builds',
  'releases',
  'apps',
  'formations',
  'dynos',
  'certificates',
  'domains',
  'collaborators',
  'addons',
  'attachments',
] as const satisfies readonly Watched[]

/** A row before and after; null where there was or is none. */
export interface Pair<R> {
  readonly before: R | null
  readonly after: R | null
}

/** One row's change, under the name of its table. */
export interface Noted extends Row {
  readonly appId: string
  /** Whose command it was; null for what the platform did by itself. */
  readonly actorId: string | null
  readonly change: { readonly [K in Watched]?: Pair<WatchedRows[K]> }
}

type Under<K extends Watched> = (pair: Pair<WatchedRows[K]>) => Noted['change']

const under: { readonly [K in Watched]: Under<K> } = {
  builds: (builds) => ({ builds }),
  releases: (releases) => ({ releases }),
  apps: (apps) => ({ apps }),
  formations: (formations) => ({ formations }),
  dynos: (dynos) => ({ dynos }),
  certificates: (certificates) => ({ certificates }),
  domains: (domains) => ({ domains }),
  collaborators: (collaborators) => ({ collaborators }),
  addons: (addons) => ({ addons }),
  attachments: (attachments) => ({ attachments }),
}

/** Notes the changes of a transaction. */
export function noteChanges(world: PlatformWorld, command: Command | null): void {
  if (world.tables.webhooks.size === 0) return
  for (const name of WATCHED) note(world, name, command?.actor ?? null)
}

function note<K extends Watched>(world: PlatformWorld, name: K, actorId: string | null): void {
  const { webhooks, outbox } = world.tables
  const watched: { readonly [P in Watched]: Pick<Table<WatchedRows[P]>, 'written' | 'get'> } = world.tables
  const table = watched[name]
  const seen = new Set<string>()
  for (const { id, before } of table.written) {
    const after = table.get(id)
    const row = after ?? before
    if (!row || after === before || seen.has(id)) continue
    seen.add(id)
    const appId = 'appId' in row ? row.appId : row.id
    if (webhooks.count('app', appId) === 0) continue
    const change = under[name]({ before: before ?? null, after: after ?? null })
    // The number keeps what happened at the same moment in order.
    const nth = String(world.count(`outbox ${appId}`)).padStart(8, '0')
    outbox.insert({ id: `${appId}.${nth}`, appId, actorId, change })
    world.setAlarm('outbox', appId, world.now)
  }
}
