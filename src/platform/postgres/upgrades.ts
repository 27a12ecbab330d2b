import type { Addon } from '#platform/addons/vars.ts'
import { invalid } from '#platform/http/errors.ts'
import { upkeepOf } from '#platform/maintenance/model.ts'
import { nextWindow } from '#platform/maintenance/window.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database, Upgrade } from './model.ts'
import { dedicated, isEssential } from './plans.ts'
import { change, databaseOf } from './state.ts'
import { fork } from './transfers.ts'
import { measuredAs, transferTime, usageOf } from './usage.ts'

const MINUTE = 60_000
/** The newest minor version of each that is offered. */
const VERSIONS: Readonly<Record<string, string>> = { 14: '14.19', 15: '15.14', 16: '16.10', 17: '17.6' }
const NEWEST = '17'

/** The version of a database at a time, counting an upgrade that has ended. */
export const versionOf = ({ version, upgrade }: Database, now: number): string =>
  upgrade?.kind === 'upgrade' && upgrade.endsAt <= now ? upgrade.to : version

/** How an upgrade stands. */
export function stageOf(upgrade: Upgrade | null, now: number) {
  if (!upgrade || now >= upgrade.endsAt) return null
  if (now >= upgrade.startsAt) return upgrade.kind === 'dry run' ? 'dry run' : 'running'
  return now >= upgrade.readyAt ? 'ready' : 'preparing'
}

/** The newest minor versions of what a database can be upgraded to. */
export const versionsAfter = (row: Database, now: number): string[] =>
  Object.entries(VERSIONS).flatMap(([major, version]) => (Number(major) > Number.parseInt(versionOf(row, now)) ? [version] : []))

const busy = (row: Database, now: number) => stageOf(row.upgrade, now) !== null

function target(row: Database, asked: string | null | undefined, now: number): string {
  const major = (asked ?? NEWEST).split('.')[0] ?? ''
  const version = VERSIONS[major]
  if (version === undefined) throw invalid(`Postgres ${asked} is not offered. Choose one of ${Object.keys(VERSIONS).join(', ')}.`)
  if (Number(major) <= Number.parseInt(versionOf(row, now)))
    throw invalid(`It runs Postgres ${versionOf(row, now)}: there is nothing newer than that in ${major} to upgrade to.`)
  return version
}

type Asked = string | null | undefined

/** Tries an upgrade on a copy. */
export function dryRun(world: PlatformWorld, addon: Addon, asked: Asked): Upgrade {
  dedicated(addon, 'try an upgrade')
  return begin(world, addon, asked, 'dry run', 0)
}

/** Makes an upgrade ready, and leaves it to the next maintenance window. */
export function prepare(world: PlatformWorld, addon: Addon, asked: Asked): Upgrade {
  dedicated(addon, 'prepare an upgrade')
  if (databaseOf(world, addon).leader !== null)
    throw invalid(`${addon.name} is a follower. Upgrade its leader, or run the upgrade.`)
  return begin(world, addon, asked, 'upgrade', null)
}

/** Upgrades now: what was prepared, or an Essential database, or a follower, which then follows no longer. */
export function runUpgrade(world: PlatformWorld, addon: Addon, asked: Asked): Upgrade {
  const row = databaseOf(world, addon)
  const { now } = world
  const stage = stageOf(row.upgrade, now)
  if (stage === 'preparing') throw invalid(`The upgrade of ${addon.name} is still being prepared. Wait until it is ready.`)
  if (stage === 'ready' && row.upgrade) {
    const upgrade = { ...row.upgrade, startsAt: now, endsAt: now + (row.upgrade.endsAt - row.upgrade.startsAt) }
    change(world, addon, { upgrade })
    return upgrade
  }
  if (!isEssential(addon) && row.leader === null)
    throw invalid(`Prepare the upgrade of ${addon.name} first: heroku pg:upgrade:prepare.`)
  const upgrade = begin(world, addon, asked, 'upgrade', 0)
  if (row.leader !== null) unfollow(world, addon)
  return upgrade
}

function begin(world: PlatformWorld, addon: Addon, asked: Asked, kind: Upgrade['kind'], wait: 0 | null): Upgrade {
  const row = databaseOf(world, addon)
  const { now } = world
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  if (busy(row, now)) throw invalid(`An upgrade of ${addon.name} is under way already.`)
  const to = target(row, asked, now)
  const lasts = MINUTE + transferTime(usageOf(world, addon, row).bytes)
  const readyAt = wait === 0 ? now : now + 2 * lasts
  const startsAt = wait === 0 ? now : nextWindow(upkeepOf(world, addon).window, readyAt)
  const upgrade = { kind, to, createdAt: now, readyAt, startsAt, endsAt: startsAt + lasts }
  change(world, addon, { version: versionOf(row, now), upgrade })
  return upgrade
}

export function cancelUpgrade(world: PlatformWorld, addon: Addon): void {
  dedicated(addon, 'cancel an upgrade')
  const { upgrade } = databaseOf(world, addon)
  const stage = stageOf(upgrade, world.now)
  if (stage === null) throw invalid(`There is no upgrade of ${addon.name} to cancel.`)
  if (stage === 'running') throw invalid('The upgrade is running, and cannot be cancelled any more.')
  change(world, addon, { upgrade: null })
}

/** Makes a follower a database of its own, with what its leader holds now. */
export function unfollow(world: PlatformWorld, addon: Addon): void {
  const row = databaseOf(world, addon)
  const { leader, empty } = row
  const from = leader === null ? undefined : world.tables.addons.get(leader)
  if (leader === null) throw invalid(`${addon.name} is not a follower.`)
  const measured = measuredAs(world, addon, row, usageOf(world, addon, row))
  change(world, addon, { leader: null, empty, measured, forkedFrom: from?.name ?? null })
  if (from) fork(world, from, addon)
}
