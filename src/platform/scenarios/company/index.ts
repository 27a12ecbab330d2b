import type { Perform } from '#platform/scenarios/index.ts'
import { addMember, addPerson, addTeam } from '#platform/scenarios/people.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { apiStory } from './api.ts'
import { cornerStories } from './corners.ts'
import { addDataclips } from './dataclips.ts'
import { addDomains } from './domains.ts'
import { addTopics } from './kafka.ts'
import { addPipelines, reviewStory } from './pipelines.ts'
import { play } from './script.ts'
import { serviceStories } from './services.ts'
import { shopStory } from './shop.ts'
import { teamStory } from './teams.ts'

const END = '21 09:40:00'

/** Fernwood, a made-up shop for outdoor gear, with three weeks behind it. */
export function beginCompany(world: PlatformWorld, perform: Perform): void {
  // The first is who one is when one does not choose.
  const people = {
    ada: addPerson(world, 'Ada Nilsen', 'ada@example.com', 'Platform lead at Fernwood'),
    marcus: addPerson(world, 'Marcus Webb', 'marcus@example.com', 'Head of engineering at Fernwood'),
    lucia: addPerson(world, 'Lucía Romero', 'lucia@example.com', 'Builds the shop at Fernwood'),
    jonas: addPerson(world, 'Jonas Keller', 'jonas@example.com', 'Builds services at Fernwood'),
    mei: addPerson(world, 'Mei Tanaka', 'mei@example.com', 'Search and recommendations at Fernwood'),
    tom: addPerson(world, 'Tom Okafor', 'tom@example.com', 'Customer support at Fernwood, looks on'),
    priya: addPerson(world, 'Priya Raman', 'priya@example.com', 'Contractor for the blog'),
    otto: addPerson(world, 'Otto Brandt', 'otto@example.com', 'Not at Fernwood; has an app of his own'),
  }
  const team = addTeam(world, 'fernwood')
  addMember(world, team, people.ada, 'admin')
  addMember(world, team, people.marcus, 'admin')
  for (const who of ['lucia', 'jonas', 'mei'] as const) addMember(world, team, people[who], 'member')
  addMember(world, team, people.tom, 'viewer')
  play(world, perform, people, [shopStory, apiStory, ...serviceStories, ...cornerStories, teamStory, reviewStory], END)
  addDomains(world)
  addTopics(world)
  addPipelines(world, team.id, people.jonas.id)
  addDataclips(world, team.id, people)
}
