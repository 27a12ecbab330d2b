import { presentClient } from '#platform/http/client.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { TeamEvent } from './model.ts'

/** What happened is kept as long as what happens to apps. */
const KEPT_MS = 40 * 86_400_000

type Told = Pick<TeamEvent, 'about' | 'text' | 'actorId' | 'pipelineId'>

/** Writes down that somebody did something to a team, for its feed. */
export function tellTeam(world: PlatformWorld, teamId: string, told: Told): void {
  const { teamEvents } = world.tables
  // The number keeps what happened at the same moment in order.
  const nth = String(world.count(`team event ${teamId}`)).padStart(8, '0')
  teamEvents.insert({ id: `${teamId}.${nth}`, teamId, at: world.now, ...told, client: presentClient(world) })
  const oldest = teamEvents.first('team', teamId)
  if (oldest && oldest.at < world.now - KEPT_MS) teamEvents.delete(oldest.id)
}
