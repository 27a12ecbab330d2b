import type { PlatformWorld } from '#platform/world.ts'

/** The kind of program that something was done with. */
export type Client = 'dashboard' | 'cli' | 'api'

/** Told from the User-Agent. That of a page is its browser's, and a service worker may not see it at all. */
export function clientFrom(headers: Readonly<Record<string, string>>): Client {
  const agent = headers['user-agent']
  if (agent === undefined || agent.startsWith('Mozilla/')) return 'dashboard'
  return agent.startsWith('heroku') ? 'cli' : 'api'
}

const present = new WeakMap<PlatformWorld, Client>()

/** Does something for a client, which whatever is written down meanwhile names. */
export function onBehalfOf<T>(world: PlatformWorld, client: Client | null | undefined, work: () => T): T {
  if (!client) return work()
  const before = present.get(world)
  present.set(world, client)
  try {
    return work()
  } finally {
    if (before) present.set(world, before)
    else present.delete(world)
  }
}

/** The client that things are done for now; null for what the platform does by itself. */
export const presentClient = (world: PlatformWorld): Client | null => present.get(world) ?? null
