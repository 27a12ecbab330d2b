import type { Addon } from '#platform/addons/vars.ts'
import { ApiError, invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { loginsOf } from './content.ts'
import { KEPT } from './contract.ts'
import { change, databaseOf } from './state.ts'
import { usageOf } from './usage.ts'

/** The database that a password belongs to. Refuses with 401. */
export function databaseByPassword(world: PlatformWorld, identity: string, password: string): Addon {
  const { addons } = world.tables
  const addon = addons.get(identity) ?? addons.first('name', identity)
  if (addon?.service === 'heroku-postgresql' && addon.state === 'provisioned') {
    if (loginsOf(world, addon).some((login) => login.password === password)) return addon
  }
  throw new ApiError(401, 'unauthorized', 'This is no password of the database.')
}

interface Written {
  readonly name: string
  readonly from: string
  readonly since: number
}

/**
 * Takes note of what somebody has written. Sessions share a timeline, and may tell of it in another order than they wrote: the
 * furthest counts.
 */
export function write(world: PlatformWorld, addon: Addon, { name, from, since }: Written): void {
  const row = databaseOf(world, addon)
  if (row.leader !== null || usageOf(world, addon, row).readOnly) throw invalid(`${addon.name} can only be read.`)
  const { holds } = row
  const [now = ''] = holds.names
  const [known, next] = [placeIn(now), placeIn(name)]
  const goesOn = known.timeline === next.timeline
  if (since !== holds.since || (!goesOn && from !== now))
    throw new ApiError(409, 'conflict', `Something else was put in the place of what ${addon.name} held. Look, and run it again.`)
  if (goesOn && next.position <= known.position) return
  // Where nothing is kept of what was written, the database is what it was before anybody wrote.
  change(world, addon, { holds: { since, names: [name, ...holds.names.slice(-1)] } })
}

function placeIn(name: string) {
  const [, timeline, position] = KEPT.exec(name) ?? []
  return { timeline, position: Number(position) }
}
