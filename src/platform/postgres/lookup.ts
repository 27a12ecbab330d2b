import type { BodyOf } from '#platform/http/contract.ts'
import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { contentOf, wasTurnedBack, loginsOf } from './content.ts'
import { databaseContents, type Content } from './contract.ts'
import { mayOpen } from './rules.ts'

// For a host on which databases listen: it asks on nobody's behalf.

const isThere = (addon: Addon | undefined): addon is Addon =>
  addon?.service === 'heroku-postgresql' && addon.state === 'provisioned'

/** The database of that add-on; null when there is none any more. */
export function databaseById(world: PlatformWorld, id: string, era: string): Content | null {
  const addon = world.tables.addons.get(id)
  return isThere(addon) ? contentOf(world, addon, era) : null
}

/** The database that clients call this. */
export function databaseByName(world: PlatformWorld, name: string, era: string): Content | null {
  const addon = world.tables.addons.all().find((one) => isThere(one) && postgresLogin(world.seed, one, '').database === name)
  return addon ? contentOf(world, addon, era) : null
}

/** Tells how large a database is, in the name of somebody who may: the engine is nobody. Null when there is nobody, or none. */
export function measuredCommand(
  world: PlatformWorld,
  id: string,
  body: BodyOf<typeof databaseContents.measured>,
): Command | null {
  const { tables } = world
  const addon = tables.addons.get(id)
  // What lies ahead of a world that was turned back would be given up for it.
  if (wasTurnedBack(world)) return null
  const actor = addon && tables.accounts.all().find((account) => mayOpen(tables, account, addon))
  const { method, path } = databaseContents.measured
  return actor ? { method, path: path.replace(':addon', id), body, actor: actor.id } : null
}

/** Tells what was written to a database, as a client of it. */
export function writtenCommand(
  world: PlatformWorld,
  id: string,
  written: Omit<BodyOf<typeof databaseContents.written>, 'password'>,
): Command {
  const addon = world.tables.addons.get(id)
  const [login] = addon ? loginsOf(world, addon) : []
  const { method, path } = databaseContents.written
  return { method, path: path.replace(':addon', id), body: { ...written, password: login?.password ?? '' }, actor: null }
}
