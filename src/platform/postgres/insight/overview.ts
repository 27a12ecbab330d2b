import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import { reachable } from '#platform/addons/reach.ts'
import type { DataServices } from '#platform/host.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import { currentMaintenance } from '#platform/maintenance/model.ts'
import { wireMaintenance, wireWindow } from '#platform/maintenance/wire.ts'
import { behindBy, followersOf, forksOf, rollbackFrom, sizeWords, statusOf } from '#platform/postgres/info.ts'
import type { Database, Upgrade } from '#platform/postgres/model.ts'
import { hasStandby, isEssential, limitsOf } from '#platform/postgres/plans.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import { stageOf, versionOf, versionsAfter } from '#platform/postgres/upgrades.ts'
import { GRACE, usageOf } from '#platform/postgres/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Overview } from './contract.ts'

/** The most tables that a database of the Essential tier may have. */
const MOST_TABLES = 4000

const relative = ({ id, name, plan }: Addon) => ({ id, name, plan })

/** All that the page of a database begins with. */
export function overviewOf(world: PlatformWorld, addon: Addon, services: DataServices): Overview {
  const { now, tables, seed } = world
  const row = databaseOf(world, addon)
  const usage = usageOf(world, addon, row)
  const app = tables.apps.must(addon.appId)
  const essential = isEssential(addon)
  const leader = row.leader === null ? undefined : tables.addons.get(row.leader)
  const { user, host, port, database } = postgresLogin(seed, addon, '')
  const at = new URL(reachable(`postgres://u:p@${host}:${port}/d`, services['heroku-postgresql']))
  const { state, message } = statusOf(world, addon, row)
  return {
    ...relative(addon),
    app: { id: app.id, name: app.name },
    essential,
    state,
    message,
    version: versionOf(row, now),
    versions: versionsAfter(row, now),
    upgrade: wireUpgrade(row.upgrade, now),
    region: app.region,
    created_at: iso(addon.createdAt),
    bytes: usage.bytes,
    rows: usage.rows,
    tables: usage.tables,
    connections: usage.connections,
    waiting: usage.waiting,
    cache_hit: usage.cacheHit,
    limits: { ...limitsOf(addon), tables: essential ? MOST_TABLES : null },
    measured_at: isoOrNull(row.measured?.at ?? null),
    warnings: warningsOf(world, addon, row),
    read_only: usage.readOnly || row.leader !== null,
    standby: hasStandby(addon),
    continuous_protection: !essential,
    rollback_from: isoOrNull(rollbackFrom(addon, now)),
    leader: leader ? relative(leader) : null,
    behind_by: behindBy(world, addon, row),
    followers: followersOf(world, addon).map(relative),
    forked_from: row.forkedFrom,
    forks: forksOf(world, addon).map(relative),
    pooled: tables.attachments.by('addon', addon.id).some(({ namespace }) => namespace?.startsWith('connection-pooling:')),
    window: wireWindow(world, addon),
    maintenance: wireMaintenance(world, addon, currentMaintenance(world, addon)),
    login: { host: at.hostname, port: Number(at.port), user, database },
  }
}

function wireUpgrade(upgrade: Upgrade | null, now: number): Overview['upgrade'] {
  const stage = stageOf(upgrade, now)
  if (!upgrade || stage === null) return null
  const { kind, to, createdAt, readyAt, startsAt, endsAt } = upgrade
  const times = { created_at: iso(createdAt), ready_at: iso(readyAt), starts_at: iso(startsAt), ends_at: iso(endsAt) }
  return { kind, to, stage, ...times }
}

/** What is, or soon will be, wrong with a database. */
function warningsOf(world: PlatformWorld, addon: Addon, row: Database): Overview['warnings'] {
  const usage = usageOf(world, addon, row)
  const { limits, bytes, overSince, readOnly, connections, waiting } = usage
  const essential = isEssential(addon)
  const room = essential ? 'Delete data, or change to a larger plan.' : 'Change to a plan with a larger disk.'
  const warnings: Overview['warnings'] = []
  const warn = (grave: boolean, text: string, whatToDo: string) => warnings.push({ grave, text, what_to_do: whatToDo })
  if (readOnly)
    warn(
      true,
      `It is larger than the ${sizeWords(limits.bytes)} of its plan, and can only be read since a week after that began.`,
      room,
    )
  else if (overSince !== null && essential)
    warn(
      true,
      `It is larger than the ${sizeWords(limits.bytes)} of its plan. From ${iso(overSince + GRACE)} on it can only be read.`,
      room,
    )
  else if (overSince !== null) warn(true, `Its disk of ${sizeWords(limits.bytes)} is full.`, room)
  else if (bytes > 0.8 * limits.bytes)
    warn(false, `More than 80% of the ${sizeWords(limits.bytes)} of its plan are in use.`, room)
  if (waiting > 0)
    warn(
      true,
      `All ${limits.connections} connections are in use, and ${waiting} more are wanted: what needs one waits.`,
      essential ? 'Run fewer dynos, or change to a larger plan.' : 'Pool connections, or run fewer dynos.',
    )
  else if (connections > 0.8 * limits.connections)
    warn(
      false,
      `${connections} of ${limits.connections} connections are in use.`,
      essential ? 'Run fewer dynos, or change to a larger plan.' : 'Pool connections before you scale further.',
    )
  if (essential && usage.tables > MOST_TABLES)
    warn(true, `It has ${usage.tables} tables; its plan allows ${MOST_TABLES}.`, 'Drop some, or move to a Standard plan.')
  if (usage.cacheHit !== null && usage.cacheHit < 0.99)
    warn(
      false,
      `Only ${(usage.cacheHit * 100).toFixed(1)}% of reads are served from memory.`,
      'Add indexes for the slowest queries, or choose a plan with more memory.',
    )
  return warnings.sort((a, b) => Number(b.grave) - Number(a.grave))
}
