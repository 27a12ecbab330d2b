import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { contentOf } from './content.ts'
import type { Content } from './contract.ts'

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
