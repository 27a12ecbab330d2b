import { addonOn } from '#platform/addons/rules.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { isEssential, limitsOf } from './plans.ts'
import { beginDatabase, change, databaseOf } from './state.ts'
import { fork } from './transfers.ts'
import { versionOf } from './upgrades.ts'
import { measuredAs, transferTime, usageOf } from './usage.ts'

export interface Source {
  readonly how: 'fork' | 'follow'
  readonly from: Addon
}

type Config = Readonly<Record<string, string>>

/** What a new database is asked to be a copy or a follower of; null for neither. Refuses with 422 (heroku-facts E.2). */
export function sourceOf(world: PlatformWorld, app: App, plan: Pick<Addon, 'service' | 'plan'>, config: Config): Source | null {
  if (config['rollback'] !== undefined)
    throw invalid('A database as it was at a moment is not to be had here. Fork it as it is, or restore a backup to another one.')
  const [how] = (['fork', 'follow'] as const).filter((key) => config[key] !== undefined)
  const name = how && config[how]
  if (!how || name === undefined) return null
  if (config['fork'] !== undefined && config['follow'] !== undefined) throw invalid('A database cannot fork and follow at once.')
  const from = addonOn(world.tables, app, name.replace(/_URL$/, ''))
  if (from.service !== 'heroku-postgresql') throw invalid(`${from.name} is no Postgres database.`)
  if (isEssential(plan) || isEssential(from))
    throw invalid(`Databases of the Essential tier cannot ${how === 'fork' ? 'be forked' : 'have followers'}.`)
  if (from.state === 'provisioning') throw invalid(`${from.name} is still being provisioned. Wait until it is there.`)
  const row = databaseOf(world, from)
  if (how === 'follow' && row.leader !== null) throw invalid(`${from.name} is a follower itself. Follow its leader.`)
  checkRoom(world, from, plan)
  return { how, from }
}

/** Refuses with 422 a plan that is too small for what a database holds. */
export function checkRoom(world: PlatformWorld, addon: Addon, plan: Pick<Addon, 'service' | 'plan'>): void {
  if (usageOf(world, addon, databaseOf(world, addon)).bytes > limitsOf(plan).bytes)
    throw invalid(`${addon.name} holds more than a database of ${plan.plan} can. Choose a larger plan.`)
}

/** How much longer a copy takes to be there than an empty database. */
export const copyTime = (world: PlatformWorld, source: Source | null): number =>
  source ? 2 * transferTime(usageOf(world, source.from, databaseOf(world, source.from)).bytes) : 0

/** Writes down a database that was just added, as a copy, a follower, or empty. */
export function beginAs(world: PlatformWorld, addon: Addon, source: Source | null): void {
  if (!source) return beginDatabase(world, addon)
  const { how, from } = source
  const origin = databaseOf(world, from)
  beginDatabase(world, addon, {
    version: versionOf(origin, world.now),
    measured: measuredAs(world, addon, origin, usageOf(world, from, origin)),
    empty: origin.empty,
    ...(how === 'follow' ? { leader: from.id } : { forkedFrom: from.name }),
  })
  if (how === 'fork') fork(world, from, addon)
  else change(world, from)
}
