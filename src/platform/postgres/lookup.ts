import type { BodyOf } from '#platform/http/contract.ts'
import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { contentOf } from './content.ts'
import { databaseContents, type Content } from './contract.ts'
import { mayOpen } from './rules.ts'

// For a host on which databases listen: it asks on nobody's behalf.

const isThere = (addon: Addon | undefined): addon is Addon =>
  addon?.service === 'heroku-postgresql' && addon.state === 'provisioned'

/** The database of that add-on; null when there is none any more. */
export function databaseById(world: PlatformWorld, id: string): Content | null {
  const addon = world.tables.addons.get(id)
  return isThere(addon) ? contentOf(world, addon) : null
}

/** The database that clients call this. */
export function databaseByName(world: PlatformWorld, name: string): Content | null {
  const addon = world.tables.addons.all().find((one) => isThere(one) && postgresLogin(world.seed, one, '').database === name)
  return addon ? contentOf(world, addon) : null
}

/** Tells how large a database is, in the name of somebody who may: the engine is nobody. Null when there is nobody, or none. */
export function measuredCommand(
  world: PlatformWorld,
  id: string,
  body: BodyOf<typeof databaseContents.measured>,
): Command | null {
  const { tables } = world
  const addon = tables.addons.get(id)
  const actor = addon && tables.accounts.all().find((account) => mayOpen(tables, account, addon))
  const { method, path } = databaseContents.measured
  return actor ? { method, path: path.replace(':addon', id), body, actor: actor.id } : null
}
