import type { PlatformWorld } from '#platform/world.ts'
import { Keyspace } from './keyspace.ts'
import { finishUpgrade } from './settings.ts'

function keysOf(world: PlatformWorld, id: string): Keyspace | null {
  const addon = world.tables.addons.get(id)
  return addon ? new Keyspace(world, addon) : null
}

/** Keys whose time is over go. */
export function onExpiryAlarm(world: PlatformWorld, id: string): void {
  const keys = keysOf(world, id)
  keys?.expire()
  keys?.commit()
}

/** A store that others have filled is kept within its plan while its app goes on writing. */
export function onUpkeepAlarm(world: PlatformWorld, id: string): void {
  const keys = keysOf(world, id)
  keys?.keepWithin()
  keys?.commit(true)
}

export function onUpgradeAlarm(world: PlatformWorld, id: string): void {
  const addon = world.tables.addons.get(id)
  if (addon) finishUpgrade(world, addon)
}
