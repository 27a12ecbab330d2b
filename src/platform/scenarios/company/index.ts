import type { Perform } from '#platform/scenarios/index.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { addMember, addPerson, addTeam } from '#platform/scenarios/people.ts'

/** A company at work. */
export function beginCompany(world: PlatformWorld, perform: Perform): void {
  const ada = addPerson(world, 'Ada Nilsen', 'ada@example.com', 'Platform lead')
  const team = addTeam(world, 'fernwood')
  addMember(world, team, ada, 'admin')
  perform({ method: 'POST', path: '/teams/apps', body: { team: 'fernwood', name: 'fernwood-shop' }, actor: ada.id })
}
