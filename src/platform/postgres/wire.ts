import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import { reachable } from '#platform/addons/reach.ts'
import type { DataServices } from '#platform/host.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { credentialOf, namespaceOf } from './credentials.ts'
import type { Link, Report, Schedule, Transfer } from './model.ts'
import { retentionOf } from './plans.ts'
import type { Transfer as WireTransfer } from './backups/contract.ts'
import { databaseOf } from './state.ts'
import { stateOf } from './transfers.ts'
import { usageOf } from './usage.ts'

/** Where a backup is kept, as the data service names it; where it is to be had, `backup-address.ts` says. */
const STORE = 'https://backups.data.heroku.example.com/'

const storeUrl = ({ id }: Transfer): string => `${STORE}${id}.dump`
/** The id of a backup in an address of one; null for any other address. */
export const idInUrl = (url: string): string | null => /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(url)?.[1] ?? null

/** What the CLI calls a transfer: by its kind, and its number. */
export const labelOf = ({ kind, num, scheduled }: Transfer): string =>
  `${kind === 'restore' ? 'r' : kind === 'copy' ? 'c' : scheduled ? 'a' : 'b'}${String(num).padStart(3, '0')}`

export function wireTransfer(transfer: Transfer, now: number, verbose = false): WireTransfer {
  const { id, num, kind, fromName, toName, startsAt, endsAt, canceledAt, failure, bytes, scheduled, databaseId } = transfer
  const state = stateOf(transfer, now)
  const finishedAt = canceledAt ?? (now >= endsAt ? endsAt : null)
  const share = Math.min(1, ((canceledAt ?? now) - startsAt) / (endsAt - startsAt))
  return {
    uuid: id,
    num,
    from_type: kind === 'restore' ? 'gof3r' : 'pg_dump',
    from_name: fromName,
    to_type: kind === 'backup' ? 'gof3r' : 'pg_restore',
    to_name: toName,
    to_url: kind === 'backup' ? storeUrl(transfer) : '',
    options: {},
    schedule: scheduled ? { uuid: databaseId } : null,
    created_at: iso(startsAt),
    started_at: state === 'pending' ? null : iso(startsAt),
    finished_at: isoOrNull(finishedAt),
    canceled_at: isoOrNull(canceledAt),
    processed_bytes: Math.round(bytes * share),
    source_bytes: bytes,
    succeeded: finishedAt === null ? null : state === 'succeeded',
    warnings: 0,
    ...(verbose && { logs: logsOf(transfer, state, finishedAt, failure) }),
  }
}

function logsOf({ kind, startsAt }: Transfer, state: string, finishedAt: number | null, failure: string | null) {
  const said = (time: number, message: string) => ({ created_at: iso(time), message })
  return [
    said(startsAt, `Starting ${kind}`),
    ...(state === 'running' || finishedAt !== null
      ? [said(startsAt + 1000, kind === 'backup' ? 'Dumping the tables' : 'Writing the tables')]
      : []),
    ...(finishedAt === null
      ? []
      : [said(finishedAt, failure ?? (state === 'canceled' ? 'Canceled' : `The ${kind} is complete`))]),
  ]
}

export function wireSchedule(addon: Addon, { id, name, hour, timezone, createdAt }: Schedule) {
  const { weeks, months } = retentionOf(addon)
  return { uuid: id, name, hour, timezone, created_at: iso(createdAt), retain_weeks: weeks, retain_months: months }
}

/** A credential with its password. Refuses with 404 one that there is not. */
export function wireCredential(world: PlatformWorld, addon: Addon, name: string, services: DataServices) {
  credentialOf(world, addon, name)
  const row = databaseOf(world, addon)
  const url = new URL(
    reachable(`postgres://u:p@${postgresLogin(world.seed, addon, '').host}:5432/d`, services['heroku-postgresql']),
  )
  const { user, password, database } = postgresLogin(world.seed, addon, namespaceOf(name))
  const rotating = (row.rotating[name] ?? 0) > world.now
  const uses = usageOf(world, addon, row).connections
  const login = { user, password, state: 'active', connections: name === 'default' ? uses : 0 }
  return {
    uuid: row.credentials.find((each) => each.name === name)?.id ?? addon.id,
    name,
    state: rotating ? ('rotating' as const) : ('active' as const),
    database,
    host: url.hostname,
    port: Number(url.port),
    credentials: rotating ? [login, { user: `${user}-rotated`, password: '', state: 'revoking', connections: 1 }] : [login],
  }
}

export function wireLink({ tables }: PlatformWorld, addon: Addon, { id, name, remote, createdAt }: Link) {
  const attached = tables.attachments.by('addon', remote).find(({ appId }) => appId === addon.appId)
  return {
    id,
    name,
    created_at: iso(createdAt),
    remote: { name: tables.addons.get(remote)?.name ?? 'gone', attachment_name: attached?.name ?? '' },
  }
}

export const wireReport = ({ tables }: PlatformWorld, addon: Addon, { id, name, at, checks }: Report) => ({
  id,
  app: tables.apps.must(addon.appId).name,
  database: name,
  created_at: iso(at),
  checks: checks.map((check) => ({ ...check, results: check.results.map((result) => ({ ...result })) })),
})
