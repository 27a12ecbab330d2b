import { hex } from '#kernel/random.ts'
import { twoWords } from '#platform/apps/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** The DNS target of a domain, a name that nobody can guess (heroku-facts G.6). */
export const dnsTarget = (world: PlatformWorld, id: string): string =>
  `${twoWords(world, id)}-${hex(20, world.seed, 'dns target', id)}.herokudns.com`
