import type { Account } from '#platform/account/model.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { record } from '#platform/apps/activity.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Says in the activity and the log of its app what somebody did to a database. */
export function tell(world: PlatformWorld, { appId }: Addon, text: string, actor: Account): void {
  const line = `${text.charAt(0).toUpperCase()}${text.slice(1)} by user ${actor.email}`
  record(world, { appId, kind: 'addon', text, line, actorId: actor.id })
}
