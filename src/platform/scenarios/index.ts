import type { Command, PlatformWorld } from '#platform/world.ts'
import { beginCompany } from './company/index.ts'
import { beginCrowd } from './crowd.ts'
import { beginEmpty } from './empty.ts'

/** Carries out an API request as the scenario's own, on the world that begins. */
export type Perform = (command: Command) => unknown

const BEGINNINGS: Readonly<Record<string, (world: PlatformWorld, perform: Perform) => void>> = {
  company: beginCompany,
  crowd: beginCrowd,
  empty: beginEmpty,
}

/** Fills a new world. An unknown scenario begins empty. */
export function beginScenario(world: PlatformWorld, perform: Perform): void {
  const begin = BEGINNINGS[world.origin.scenario] ?? beginEmpty
  begin(world, perform)
}
