import { simTime, wallDelay, withRate, type Clock } from '#kernel/clock.ts'
import type { JournalEntry, Origin, Snapshot } from '#kernel/world.ts'
import type { Command, PlatformHost, PlatformWorld, StreamAnswer } from '#platform/index.ts'
import { MemoryArchives, type Archives } from './archives.ts'
import { Saver } from './saver.ts'
import { isOutdated, resume, type Saved, type Store } from './store.ts'
import { Streams, type Timer } from './streams.ts'

type Listener = Parameters<PlatformHost['onEvent']>[0]
type HostEvent = Parameters<Listener>[0]

export interface KeeperOptions {
  readonly store: Store
  /** `createWorld` of the platform. */
  readonly create: (origin: Origin, journal?: readonly JournalEntry<Command>[], snapshot?: Snapshot) => PlatformWorld
  /** Where databases listen; may fill up later. */
  readonly services?: PlatformHost['services']
  /** Where databases run; elsewhere unless told. */
  readonly databases?: PlatformHost['databases']
  /** Where uploaded archives are kept; in memory unless told. */
  readonly archives?: Archives
  /** Loads what a world with a past may need. */
  readonly prepare: () => Promise<void>
  /** The world to begin when the store has none: its epoch is the present. */
  readonly origin: Origin
  /** The wall's time, in ms since 1970. */
  readonly wall: () => number
  readonly timer: Timer
  /** A new id, for a request. */
  readonly newId: () => string
  readonly report: (error: unknown, during: string) => void
}

/** At faster than this the tick of the timer would do little else; nobody sees finer steps. */
const SHORTEST_TICK_MS = 20
const LONGEST_TICK_MS = 2 ** 31 - 1

// How far a world may get from its snapshot before a new one is taken: what lies between has to be done again when loading.
const SNAPSHOT_COMMANDS = 200
const SNAPSHOT_WALL_MS = 10 * 60_000
const SNAPSHOT_SIM_MS = 7 * 86_400_000
const FIRST_SNAPSHOT_MS = 3_000

// An absence counts from when the clock was last saved, so a clock that runs fast is saved often.
const BEAT_FAST_MS = 10_000
const BEAT_MS = 3_600_000
/** A beat that is later than this: the machine slept. */
const ASLEEP_MS = 180_000

/**
 * Owns a world: lets its time pass by the wall's clock, keeps every command before it is answered, and tells streams and
 * listeners what changes. The same in a browser's worker and in Node; what differs is the store.
 */
export class Keeper implements PlatformHost {
  readonly archives: Archives
  readonly services: PlatformHost['services']
  readonly databases: PlatformHost['databases']
  readonly #options: KeeperOptions
  readonly #saver: Saver
  readonly #streams: Streams
  readonly #listeners = new Set<Listener>()
  #world: PlatformWorld
  #unfollow: () => void = () => undefined
  #clock: Clock
  #era: string
  #beatAt: number
  #snapshot: Pick<Snapshot, 'now' | 'position'> & { readonly wall: number }
  #cancelTick: (() => void) | undefined
  #tickFor: number | undefined
  #closed = false
  #begun: Promise<void> = Promise.resolve()

  /**
   * Loads the world that the store has, or begins one, which is kept a little later: see `begun`. Throws what loading throws: a
   * kept world is never dropped silently.
   */
  static async open(options: KeeperOptions): Promise<Keeper> {
    const saved = await options.store.load()
    if (saved && saved.journal.length > 0) await options.prepare()
    const wall = options.wall()
    if (!saved) {
      const world = options.create(options.origin)
      const keeper = new Keeper(options, world, { sim: world.now, wall, rate: 1 })
      keeper.#begin()
      return keeper
    }
    const clock = resume(saved.clock, wall)
    const { origin, journal, snapshot } = saved
    const usable = snapshot && snapshot.now <= clock.sim && snapshot.position <= journal.length
    const world = options.create(origin, journal, usable ? snapshot : undefined)
    world.advanceTo(clock.sim)
    const keeper = new Keeper(options, world, clock)
    keeper.#saveClock()
    if (!usable || world.position > snapshot.position || world.now - snapshot.now > SNAPSHOT_SIM_MS) keeper.#saveSnapshot()
    return keeper
  }

  private constructor(options: KeeperOptions, world: PlatformWorld, clock: Clock) {
    const { wall, timer, report } = options
    this.#options = options
    this.archives = options.archives ?? new MemoryArchives()
    this.services = options.services ?? {}
    this.databases = options.databases ?? null
    this.#clock = clock
    this.#world = world
    this.#era = options.newId()
    this.#beatAt = clock.wall
    this.#snapshot = { now: world.now, position: world.position, wall: clock.wall }
    this.#saver = new Saver(options.store, () => this.#whole(), report)
    this.#streams = new Streams({ wall, timer, report, present: () => this.present(), running: () => this.#clock.rate > 0 })
    this.#follow(world)
    this.#settle()
  }

  present(): PlatformWorld {
    const wall = this.#options.wall()
    if (this.#clock.rate > 1 && wall - this.#beatAt > ASLEEP_MS) this.#setClock(resume(this.#anchored(this.#beatAt), wall))
    this.#world.advanceTo(simTime(this.#clock, wall))
    this.#settle()
    return this.#world
  }

  clock(): Clock {
    return this.#clock
  }

  era(): string {
    return this.#era
  }

  setRate(rate: number): void {
    this.present()
    this.#setClock(withRate(this.#clock, this.#options.wall(), rate))
  }

  advance(ms: number): void {
    const sim = this.present().now + ms
    this.#world.advanceTo(sim)
    this.#setClock({ ...this.#anchored(), sim })
  }

  goBackTo(time: number): void {
    this.present().goBackTo(time)
    this.#era = this.#options.newId()
    this.#setClock({ ...this.#anchored(), sim: this.#world.now })
    this.#emit({ kind: 'world' })
  }

  async execute(command: Command): Promise<unknown> {
    const world = this.present()
    const position = world.position
    const result = world.execute(command)
    const entry = world.journal[position]
    if (entry?.command !== command) return result // it changed nothing
    const clock = this.#anchored()
    this.#beatAt = clock.wall
    if (isOutdated(this.#snapshot, position, entry.at)) this.#snapshot = { now: entry.at, position: 0, wall: clock.wall }
    const written = this.#saver.write((store) => store.append(position, entry, clock))
    this.#settle()
    await written
    return result
  }

  async replace(origin: Origin, journal: readonly JournalEntry<Command>[], now: number): Promise<void> {
    if (journal.length > 0) await this.#options.prepare()
    const world = this.#options.create(origin, journal)
    world.advanceTo(now)
    this.#unfollow()
    this.#world = world
    this.#era = this.#options.newId()
    this.#clock = { ...this.#anchored(), sim: world.now }
    this.#snapshot = { now: world.now, position: world.position, wall: this.#options.wall() }
    this.#follow(world)
    this.#begin()
    this.#settle()
    this.#emit({ kind: 'clock' })
    this.#emit({ kind: 'world' })
    await this.#begun
  }

  open(stream: StreamAnswer, signal: AbortSignal): ReadableStream<Uint8Array> {
    return this.#streams.open(stream, signal)
  }

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  requestId(): string {
    return this.#options.newId()
  }

  report(error: unknown, during: string): void {
    this.#options.report(error, during)
  }

  /** Resolves when a world that was begun is kept; rejects if it could not be. */
  begun(): Promise<void> {
    return this.#begun
  }

  /** Resolves when everything that has happened so far is kept. A host waits for it before it answers what changes the clock. */
  saved(): Promise<void> {
    return this.#saver.idle()
  }

  /** Ends streams and timers and keeps the present state, so that the next one to load it is quick. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelTick?.()
    this.#streams.end()
    this.#saveClock()
    this.#saveSnapshot()
    await this.#saver.idle()
  }

  /** Keeps a new world. Its first snapshot can wait: whoever opens a world waits for its first answers. */
  #begin(): void {
    this.#begun = this.#saver.write((store) => store.begin(this.#whole()))
    this.#begun.catch(() => undefined) // the saver reports it
    this.#options.timer(() => {
      if (!this.#closed) this.#saveSnapshot()
    }, FIRST_SNAPSHOT_MS)
  }

  /** The same instant of the clock, counted from now: an absence begins when the clock was last saved. */
  #anchored(wall = this.#options.wall()): Clock {
    return withRate(this.#clock, wall, this.#clock.rate)
  }

  #setClock(clock: Clock): void {
    this.#clock = clock
    this.#saveClock()
    this.#settle()
    this.#emit({ kind: 'clock' })
  }

  #follow(world: PlatformWorld): void {
    this.#unfollow = world.onCommit((changes) => {
      if (changes.length > 0) this.#emit({ kind: 'commit', changes, tables: world.tables })
    })
  }

  #emit(event: HostEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch (error) {
        this.#options.report(error, `telling of a ${event.kind}`)
      }
    }
    this.#streams.pullSoon()
  }

  /** After whatever moved the world or the clock: takes a snapshot if one is due, and sets the timer for what comes next. */
  #settle(): void {
    const wall = this.#options.wall()
    const { position, now } = this.#world
    const since = this.#snapshot
    const commands = position - since.position
    const late = wall - since.wall >= SNAPSHOT_WALL_MS && commands > 0
    if (late || commands >= SNAPSHOT_COMMANDS || now - since.now >= SNAPSHOT_SIM_MS) this.#saveSnapshot()
    if (wall - this.#beatAt >= (this.#clock.rate > 1 ? BEAT_FAST_MS : BEAT_MS)) this.#saveClock()
    this.#arm(wall)
  }

  #arm(wall: number): void {
    if (this.#closed) return
    const due = this.#world.nextDue
    const beat = this.#clock.rate > 1 ? this.#beatAt + BEAT_FAST_MS : Infinity
    const at = Math.min(beat, due === undefined ? Infinity : wall + wallDelay(this.#clock, wall, due))
    if (at === this.#tickFor) return
    this.#cancelTick?.()
    this.#cancelTick = undefined
    this.#tickFor = at
    if (at === Infinity) return
    const delay = Math.min(LONGEST_TICK_MS, Math.max(SHORTEST_TICK_MS, Math.ceil(at - wall)))
    this.#cancelTick = this.#options.timer(() => this.#tick(), delay)
  }

  #tick(): void {
    this.#tickFor = undefined
    try {
      this.present()
    } catch (error) {
      // No new tick: it would fail again at once. The next request shows the same error to somebody.
      this.#options.report(error, 'letting time pass')
    }
  }

  #saveClock(): void {
    const clock = this.#anchored()
    this.#beatAt = clock.wall
    this.#saver.writeSoon((store) => store.saveClock(clock))
  }

  #saveSnapshot(): void {
    const { now, position } = this.#world
    this.#snapshot = { now, position, wall: this.#options.wall() }
    const snapshot = this.#world.snapshot()
    this.#saver.writeSoon((store) => store.saveSnapshot(snapshot))
  }

  #whole(): Saved {
    return { origin: this.#world.origin, clock: this.#anchored(), journal: [...this.#world.journal] }
  }
}
