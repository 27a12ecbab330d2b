import type { Alarm } from './alarms.ts'
import { stateHash } from './hash.ts'
import { uuid } from './random.ts'
import { State, type Change, type Dump, type Frame, type MakeTable } from './state.ts'

export type { Change, MakeTable } from './state.ts'

/** What a world is made of: its tables `T`, its commands `C`, and what happens when an alarm is due. */
export interface WorldDefinition<T, C> {
  readonly tables: (make: MakeTable) => T
  /** By kind of alarm. A process must tolerate that its subject has gone. */
  readonly processes: Readonly<Record<string, (world: World<T, C>, subject: string) => void>>
  /** Carries out a command. Throwing leaves the world as it was. */
  readonly perform: (world: World<T, C>, command: C) => unknown
  /** Looks at what was written, and may add to it, before it is final; null: no command did it. */
  readonly settle?: (world: World<T, C>, command: C | null) => void
  /** Fills a new world. It may let time pass (`advanceTo`) and run commands of its own. */
  readonly begin: (world: World<T, C>) => void
}

/** What makes a world the world it is; with a journal, everything else follows. */
export interface Origin {
  readonly scenario: string
  readonly seed: string
  /** The simulated time of the beginning, in ms since 1970. */
  readonly epoch: number
}

/** A command that changed the world, and when (simulated ms). */
export interface JournalEntry<C> {
  readonly at: number
  readonly command: C
}

/** A state of a world as plain JSON; `position` counts the journal entries that went into it. */
export interface Snapshot extends Dump {
  readonly now: number
  readonly position: number
}

interface Keyframe extends Frame {
  readonly now: number
  readonly position: number
}

/** A journal entry that was written down as performed cannot be performed again: the journal fits another version. */
export class ReplayError extends Error {
  readonly position: number

  constructor(position: number, cause: unknown) {
    super(`journal entry ${position} cannot be performed again`, { cause })
    this.position = position
  }
}

type Listener = (changes: readonly Change[], at: number) => void

const KEYFRAME_EVERY_MS = 6 * 3_600_000
const KEYFRAME_EVERY_COMMANDS = 50
const KEYFRAMES_KEPT = 48

/**
 * A deterministic discrete-event simulation. Time passes only by `advanceTo`; state changes only in commands and in due
 * alarms, and each of those commits whole or not at all.
 *
 * The journal may run ahead of the world (after a load or going back): time passing then performs its entries when they
 * are due, so replay is nothing but letting time pass. A new command gives up what is ahead.
 */
export class World<T, C> {
  readonly origin: Origin
  readonly tables: T
  readonly #definition: WorldDefinition<T, C>
  readonly #state = new State()
  readonly #listeners = new Set<Listener>()
  #inTransaction = false
  #now: number
  #journal: JournalEntry<C>[]
  #position = 0
  #keyframes: Keyframe[] = []

  constructor(definition: WorldDefinition<T, C>, origin: Origin, journal: readonly JournalEntry<C>[] = [], snapshot?: Snapshot) {
    this.#definition = definition
    this.origin = origin
    this.#now = origin.epoch
    this.#journal = [...journal]
    this.tables = definition.tables(this.#state.makeTable)
    if (snapshot) this.#load(snapshot)
    else this.#begin()
    this.advanceTo(this.#now)
  }

  /** The simulated time, in ms since 1970. */
  get now(): number {
    return this.#now
  }

  get seed(): string {
    return this.origin.seed
  }

  /** All that was and, after going back, will be done. */
  get journal(): readonly JournalEntry<C>[] {
    return this.#journal
  }

  /** How many journal entries have been performed. */
  get position(): number {
    return this.#position
  }

  /** When the next thing is due, or undefined if nothing is. */
  get nextDue(): number | undefined {
    const alarm = this.#state.alarms.peek()?.at
    const entry = this.#journal[this.#position]?.at
    return alarm === undefined ? entry : entry === undefined ? alarm : Math.min(alarm, entry)
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#state.alarms.size
  }

  /** The next number of a named count, from 1. */
  count(name: string): number {
    return this.#state.count(name)
  }

  /** A new id for a thing of this kind: a UUID that depends on the seed and how many came before. */
  newId(kind: string): string {
    return uuid(this.seed, kind, this.count(kind))
  }

  /** Sets the alarm of a kind and subject, at a simulated time not before now. One that stood is moved. */
  setAlarm(kind: string, subject: string, at: number): void {
    if (!Number.isFinite(at)) throw new RangeError(`alarm ${kind} at ${at}`)
    this.#state.alarms.set(kind, subject, Math.max(this.#now, Math.ceil(at)))
  }

  cancelAlarm(kind: string, subject: string): void {
    this.#state.alarms.cancel(kind, subject)
  }

  /** When the alarm of a kind and subject is due, if it stands. */
  alarmAt(kind: string, subject: string): number | undefined {
    return this.#state.alarms.get(kind, subject)?.at
  }

  /** Lets simulated time pass: runs what falls due up to `time` (ms since 1970), in order. Earlier times do nothing. */
  advanceTo(time: number): void {
    for (;;) {
      const alarm = this.#state.alarms.peek()
      const entry = this.#journal[this.#position]
      if (alarm && alarm.at <= time && !(entry && entry.at < alarm.at)) this.#fire(alarm)
      else if (entry && entry.at <= time) this.#replay(entry)
      else break
    }
    this.#now = Math.max(this.#now, time)
    this.#keepNowAndThen()
  }

  /**
   * Carries out a command now and, if it changed anything, writes it down. Answers what `perform` answers.
   * What it throws passes through, and the world is as it was.
   */
  execute(command: C): unknown {
    this.advanceTo(this.#now)
    const position = this.#position
    const result = this.#transact(() => this.#definition.perform(this, command), command)
    if (result.changed) {
      this.#journal.length = position
      this.#journal.push({ at: this.#now, command })
      this.#position = position + 1
      // What is due at once is done at once, so that a world between two calls has nothing overdue.
      this.advanceTo(this.#now)
    }
    return result.value
  }

  /**
   * Makes the world what it was at `time`, never before its beginning. What was done later stays in the journal and is
   * done again as time passes, unless a new command takes its place.
   */
  goBackTo(time: number): void {
    const frame = this.#keyframes.findLast((keyframe) => keyframe.now <= time)
    if (frame) this.#restore(frame)
    else this.#reset()
    this.#keyframes = this.#keyframes.filter((keyframe) => keyframe.now <= time)
    this.advanceTo(Math.max(time, this.#now))
    this.#tell([])
  }

  /** A digest of the whole state, 16 hexadecimal digits: equal for equal worlds, in any browser and in Node. */
  hash(): string {
    return stateHash({ ...this.#state.parts(), clock: [{ now: this.#now, ...this.origin }] })
  }

  snapshot(): Snapshot {
    return { now: this.#now, position: this.#position, ...this.#state.dump() }
  }

  /** Calls the listener after every commit, with an empty list after going back. Answers how to stop. */
  onCommit(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #begin(): void {
    // What the beginning does is no part of the journal: it follows from the origin.
    const journal = this.#journal
    this.#journal = []
    this.#transact(() => this.#definition.begin(this))
    this.#journal = journal
    this.#position = 0
  }

  #fire(alarm: Alarm): void {
    this.#now = Math.max(this.#now, alarm.at)
    const process = this.#definition.processes[alarm.kind]
    if (!process) throw new Error(`no process for alarms of kind ${alarm.kind}`)
    this.#transact(() => {
      this.#state.alarms.cancel(alarm.kind, alarm.subject)
      process(this, alarm.subject)
    })
  }

  #replay(entry: JournalEntry<C>): void {
    this.#now = Math.max(this.#now, entry.at)
    this.#position += 1
    try {
      this.#transact(() => this.#definition.perform(this, entry.command), entry.command)
    } catch (error) {
      throw new ReplayError(this.#position - 1, error)
    }
  }

  #transact<V>(work: () => V, command: C | null = null): { value: V; changed: boolean } {
    if (this.#inTransaction) return { value: work(), changed: false }
    this.#inTransaction = true
    try {
      const value = work()
      this.#definition.settle?.(this, command)
      const { changed, changes } = this.#state.commit(this.#listeners.size > 0)
      if (changes.length > 0) this.#tell(changes)
      return { value, changed }
    } catch (error) {
      this.#state.rollback()
      throw error
    } finally {
      this.#inTransaction = false
    }
  }

  #tell(changes: readonly Change[]): void {
    for (const listener of this.#listeners) listener(changes, this.#now)
  }

  #keepNowAndThen(): void {
    if (this.#inTransaction) return
    const last = this.#keyframes.at(-1)
    if (!last || this.#now - last.now >= KEYFRAME_EVERY_MS || this.#position - last.position >= KEYFRAME_EVERY_COMMANDS)
      this.#keep()
  }

  #keep(): void {
    this.#keyframes.push({ now: this.#now, position: this.#position, ...this.#state.frame() })
    // Past the limit every other one goes: the older the time, the longer the way from a keyframe.
    if (this.#keyframes.length > KEYFRAMES_KEPT)
      this.#keyframes = this.#keyframes.filter((_, i) => i % 2 === 0 || i > KEYFRAMES_KEPT / 2)
  }

  #restore(frame: Keyframe): void {
    this.#state.restore(frame)
    this.#now = frame.now
    this.#position = frame.position
  }

  #load(snapshot: Snapshot): void {
    this.#state.load(snapshot)
    this.#now = snapshot.now
    this.#position = snapshot.position
  }

  #reset(): void {
    this.#state.load({ tables: {}, alarms: [], counters: {} })
    this.#now = this.origin.epoch
    this.#begin()
  }
}
