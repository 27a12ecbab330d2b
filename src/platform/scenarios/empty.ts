import type { PlatformWorld } from '#platform/world.ts'
import { addPerson } from './people.ts'

/** Two people who do not share anything, and no app. */
export function beginEmpty(world: PlatformWorld): void {
  addPerson(world, 'Ada Nilsen', 'ada@example.com', 'Owns everything here')
  addPerson(world, 'Otto Brandt', 'otto@example.com', 'An outsider')
}
