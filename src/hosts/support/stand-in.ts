import { World, type JournalEntry, type Origin, type Snapshot } from '#kernel/world.ts'
import type { Command, PlatformWorld } from '#platform/index.ts'
// oxlint-disable-next-line dynorama/boundaries -- used by tests only, and a stand-in has to have the platform's tables
import { makeTables } from '#platform/world.ts'
import type { Timer } from '#hosts/streams.ts'

// A small world and a clock in a test's hand, for tests of the hosts.

export const EPOCH = Date.UTC(2026, 0, 1)
export const ORIGIN: Origin = { scenario: 'stand-in', seed: 'test', epoch: EPOCH }
export const MINUTE = 60_000

/** A command of the stand-in: '/star' adds a favourite, '/nothing' changes nothing, '/bad' fails. */
export const command = (path: string, body?: unknown): Command => ({ method: 'POST', path, body, actor: null })

/** A world in which a favourite can be added, and one comes by itself every ten minutes. */
export function createStandIn(origin: Origin, journal?: readonly JournalEntry<Command>[], snapshot?: Snapshot): PlatformWorld {
  const star = (world: PlatformWorld, appId: string) => {
    const id = world.newId('favorite')
    world.tables.favorites.insert({ id, accountId: 'me', appId })
    return id
  }
  return new World(
    {
      tables: makeTables,
      processes: {
        grow: (world: PlatformWorld) => {
          star(world, 'by itself')
          world.setAlarm('grow', '', world.now + 10 * MINUTE)
        },
      },
      perform: (world: PlatformWorld, { path, body }: Command) => {
        if (path === '/star') return star(world, String(body))
        if (path === '/nothing') return null
        throw new Error(`no ${path} here`)
      },
      begin: (world: PlatformWorld) => world.setAlarm('grow', '', world.now + 10 * MINUTE),
    },
    origin,
    journal,
    snapshot,
  )
}

/** The wall's time and its timers, which pass only when told. */
export class FakeWall {
  now = EPOCH
  #timers: { readonly at: number; readonly callback: () => void }[] = []

  readonly timer: Timer = (callback, ms) => {
    const timer = { at: this.now + ms, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.length
  }

  /** Lets the wall's time pass, and runs the timers that are due on the way. */
  pass(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      this.#timers = this.#timers.filter((other) => other !== next)
      this.now = Math.max(this.now, next.at)
      next.callback()
    }
    this.now = end
  }

  /** What the end of a process does. */
  dropTimers(): void {
    this.#timers = []
  }

  /** Lets time pass while the machine sleeps: no timer runs. */
  sleep(ms: number): void {
    this.now += ms
  }
}
