import { simTime, type Clock } from '#kernel/clock.ts'
import type { JournalEntry, Origin, Snapshot } from '#kernel/world.ts'
import type { Command } from '#platform/index.ts'

/** A world as it is kept. The snapshot only saves time: everything follows from origin, journal and clock. */
export interface Saved {
  readonly origin: Origin
  readonly clock: Clock
  readonly journal: readonly JournalEntry<Command>[]
  readonly snapshot?: Snapshot
}

/**
 * Where a world is kept. The keeper calls it one call at a time, in the order in which the world changed; what a call
 * resolved for must survive the end of the process. A call that failed must have changed nothing.
 */
export interface Store {
  readonly load: () => Promise<Saved | null>
  /** Keeps this world in place of what was kept. */
  readonly begin: (saved: Saved) => Promise<void>
  /**
   * Writes a journal entry, and the clock of its moment. What was at or after `position` goes (the world had gone back), and
   * so does a snapshot that `isOutdated` by it.
   */
  readonly append: (position: number, entry: JournalEntry<Command>, clock: Clock) => Promise<void>
  readonly saveClock: (clock: Clock) => Promise<void>
  readonly saveSnapshot: (snapshot: Snapshot) => Promise<void>
}

/** Whether a snapshot is of a future that a new entry at this position has given up. */
export function isOutdated(snapshot: Pick<Snapshot, 'now' | 'position'>, position: number, at: number): boolean {
  return snapshot.position > position || snapshot.now > at
}

const LONGEST_ABSENCE_MS = 30 * 86_400_000

/** The clock of a world that nobody hosted since `clock` was saved: time went on, at most in real time and for 30 days. */
export function resume(clock: Clock, wall: number): Clock {
  const passed = Math.min(Math.max(0, wall - clock.wall), LONGEST_ABSENCE_MS)
  return { sim: simTime({ ...clock, rate: Math.min(1, clock.rate) }, clock.wall + passed), wall, rate: clock.rate }
}

/** Keeps a world as long as the process lives: for tests, and where nothing better can be had. */
export class MemoryStore implements Store {
  saved: Saved | null = null

  async load(): Promise<Saved | null> {
    return this.saved
  }

  async begin(saved: Saved): Promise<void> {
    this.saved = { ...saved, journal: [...saved.journal] }
  }

  async append(position: number, entry: JournalEntry<Command>, clock: Clock): Promise<void> {
    const { journal, snapshot, ...rest } = this.#present()
    const kept = snapshot && !isOutdated(snapshot, position, entry.at) ? { snapshot } : {}
    this.saved = { ...rest, ...kept, clock, journal: [...journal.slice(0, position), entry] }
  }

  async saveClock(clock: Clock): Promise<void> {
    this.saved = { ...this.#present(), clock }
  }

  async saveSnapshot(snapshot: Snapshot): Promise<void> {
    this.saved = { ...this.#present(), snapshot }
  }

  #present(): Saved {
    if (!this.saved) throw new Error('no world has been kept yet')
    return this.saved
  }
}
