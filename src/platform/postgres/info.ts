import { reachable } from '#platform/addons/reach.ts'
import { postgresUrl, type Addon } from '#platform/addons/vars.ts'
import type { DataServices } from '#platform/host.ts'
import { iso } from '#platform/http/wire.ts'
import { currentMaintenance, runningMaintenance, stateAt, upkeepOf } from '#platform/maintenance/model.ts'
import { windowWords } from '#platform/maintenance/window.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database } from './model.ts'
import { hasStandby, isEssential, rollbackOf } from './plans.ts'
import { databaseOf } from './state.ts'
import { stateOf } from './transfers.ts'
import { stageOf, versionOf } from './upgrades.ts'
import { usageOf } from './usage.ts'

/** How a database is: as a word, and what there is to say about it. */
export function statusOf(world: PlatformWorld, addon: Addon, row: Database) {
  const { now, tables } = world
  if (addon.state === 'provisioning') return { state: 'preparing', message: 'Preparing' } as const
  if (stageOf(row.upgrade, now) === 'running') return { state: 'unavailable', message: 'Upgrading' } as const
  if (runningMaintenance(world, addon)) return { state: 'unavailable', message: 'Under maintenance' } as const
  const restoring = tables.databaseTransfers
    .by('database', addon.id)
    .some((transfer) => transfer.kind === 'restore' && ['pending', 'running'].includes(stateOf(transfer, now)))
  return restoring
    ? ({ state: 'available', message: 'Available, restoring a backup' } as const)
    : ({ state: 'available', message: 'Available' } as const)
}

/** The databases that follow one. */
export const followersOf = (world: PlatformWorld, { id }: Addon): Addon[] =>
  world.tables.databases.all().flatMap((row) => (row.leader === id ? [world.tables.addons.must(row.id)] : []))

/** The databases that began as copies of one. */
export const forksOf = (world: PlatformWorld, { name }: Addon): Addon[] =>
  world.tables.databases.all().flatMap((row) => (row.forkedFrom === name ? [world.tables.addons.must(row.id)] : []))

/** How many commits a follower is behind its leader. */
export function behindBy(world: PlatformWorld, { createdAt }: Addon, { leader }: Database): number | null {
  if (leader === null) return null
  // It has caught up some minutes after it was added.
  return Math.max(0, Math.round(40 - (world.now - createdAt) / 15_000))
}

/** The address of a database, as the app's config vars have it. */
export const urlOf = ({ seed }: PlatformWorld, addon: Addon, services: DataServices): string =>
  reachable(postgresUrl(seed, addon, ''), services['heroku-postgresql'])

/** Decimal, as people read it: '64 GB'. */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10))
  const number = bytes / 1024 ** power
  return `${Number.isInteger(number) || power < 2 ? Math.round(number) : number.toFixed(number < 100 ? 2 : 0)} ${units[power]}`
}

/** What `heroku pg:info` shows (heroku-facts A.17), in its order. */
export function infoOf(world: PlatformWorld, addon: Addon, services: DataServices) {
  const { now, tables } = world
  const row = databaseOf(world, addon)
  const usage = usageOf(world, addon, row)
  const essential = isEssential(addon)
  const { message } = statusOf(world, addon, row)
  const urls = (addons: readonly Addon[]) => addons.map((each) => urlOf(world, each, services))
  const leader = row.leader === null ? undefined : tables.addons.get(row.leader)
  const pooled = tables.attachments.by('addon', addon.id).some(({ namespace }) => namespace?.startsWith('connection-pooling:'))
  const behind = behindBy(world, addon, row)
  const used = `${sizeWords(usage.bytes)} / ${sizeWords(usage.limits.bytes)} (${((100 * usage.bytes) / usage.limits.bytes).toFixed(2)}%)`
  const shown = (name: string, ...values: string[]) => ({ name, values })
  return [
    shown('Plan', planWords(addon.plan)),
    shown('Status', message),
    ...(hasStandby(addon) ? [shown('HA Status', addon.state === 'provisioned' ? 'Available' : 'Temporarily Unavailable')] : []),
    shown('Data Size', used),
    shown(
      'Tables',
      ...(essential
        ? [`${usage.tables}/4000 (${usage.tables < 4000 ? 'In compliance' : 'Out of compliance'})`]
        : [String(usage.tables)]),
    ),
    shown('PG Version', versionOf(row, now)),
    shown('Connections', `${usage.connections}/${usage.limits.connections}`),
    shown('Connection Pooling', essential ? 'Unavailable' : pooled ? 'Enabled' : 'Available'),
    ...(essential ? [] : [shown('Credentials', String(row.credentials.length + 1))]),
    shown('Fork/Follow', essential ? 'Unsupported' : 'Available'),
    shown('Forked From', ...(row.forkedFrom === null ? [] : [row.forkedFrom])),
    { ...shown('Forks', ...urls(forksOf(world, addon))), resolve_db_name: true },
    { ...shown('Following', ...(leader ? urls([leader]) : [])), resolve_db_name: true },
    { ...shown('Followers', ...urls(followersOf(world, addon))), resolve_db_name: true },
    shown('Behind By', ...(behind === null ? [] : [`${behind} commits`])),
    shown('Rollback', rollbackWords(addon, now)),
    shown(
      'Created',
      iso(addon.createdAt)
        .replace('T', ' ')
        .replace('Z', ' UTC')
        .replace(/:\d\d UTC/, ' UTC'),
    ),
    shown('Region', tables.apps.must(addon.appId).region),
    shown('Data Encryption', 'In Use'),
    shown('Continuous Protection', essential ? 'Off' : 'On'),
    shown('Enhanced Certificates', 'Off'),
    ...(essential
      ? []
      : [shown('Upgradable Extensions', ...(versionOf(row, now).startsWith('17') ? [] : ['pg_stat_statements']))]),
    shown('Maintenance', maintenanceWords(world, addon)),
    ...(essential ? [] : [shown('Maintenance window', windowWords(upkeepOf(world, addon).window))]),
    ...(usage.overSince === null ? [] : [shown('Warning', warningOf(usage))]),
  ]
}

const planWords = (plan: string) =>
  plan
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

function maintenanceWords(world: PlatformWorld, addon: Addon): string {
  const maintenance = currentMaintenance(world, addon)
  const state = maintenance && stateAt(maintenance, world.now)
  if (!maintenance || state === 'completed') return 'not required'
  return state === 'running' ? 'in progress' : `scheduled for ${iso(maintenance.startsAt)}`
}

/** Since when a database can be copied as it was. */
export const rollbackFrom = (addon: Addon, now: number): number | null =>
  rollbackOf(addon) === 0 ? null : Math.max(addon.createdAt, now - rollbackOf(addon))

function rollbackWords(addon: Addon, now: number): string {
  const from = rollbackFrom(addon, now)
  return from === null ? 'Unsupported' : `earliest from ${iso(from).slice(0, 16).replace('T', ' ')} UTC`
}

function warningOf({ readOnly, limits }: ReturnType<typeof usageOf>): string {
  const over = `It holds more than the ${sizeWords(limits.bytes)} of its plan`
  return readOnly ? `${over}, and can no longer be written to.` : `${over}. It will not be writable a week after that began.`
}
