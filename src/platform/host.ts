import type { Clock } from '#kernel/clock.ts'
import type { Change, JournalEntry, Origin } from '#kernel/world.ts'
import type { StreamAnswer } from './http/stream.ts'
import type { Answered, Question } from './postgres/engine/contract.ts'
import type { Command, PlatformWorld, Tables } from './world.ts'

/** Something that a follower of the change feed wants to know. */
export type HostEvent =
  | { readonly kind: 'commit'; readonly changes: readonly Change[]; /** As they are after it. */ readonly tables: Tables }
  | { readonly kind: 'clock' }
  | { readonly kind: 'world' }

/** Uploaded archives, by their SHA-256. They are kept beside the world, not in it, and any may be missing. */
export interface Archives {
  /** Never rejects: an archive that cannot be kept is not. */
  readonly keep: (checksum: string, bytes: Uint8Array) => Promise<void>
  readonly read: (checksum: string) => Promise<Uint8Array | null>
}

/**
 * Where the databases of a service listen, by its name: `{ 'heroku-redis': 'localhost:5101' }`. One that is called `https` is this API
 * itself, where it answers by TLS as well.
 */
export type DataServices = Readonly<Record<string, string>>

/** The PostgreSQL that keeps databases' tables. */
export interface Databases {
  /** Signs addresses. Nobody else knows it, and no part of the world is made of it. */
  readonly secret: string
  /** Asks the database of an add-on, on behalf of whoever may; null when there is none any more. */
  readonly ask: (
    addon: string,
    question: Question | { readonly kind: 'copy'; readonly backup: string | null },
  ) => Promise<Answered | null>
}

/** What the platform asks of the place its world lives in. */
export interface PlatformHost {
  /** The world, brought to the present. */
  readonly present: () => PlatformWorld
  readonly clock: () => Clock
  /** A name for the course of events: another one after the world was turned back or replaced. No part of the world. */
  readonly era: () => string
  /** Sets the rate from now on. */
  readonly setRate: (rate: number) => void
  /** Lets simulated time pass at once, in ms. */
  readonly advance: (ms: number) => void
  readonly goBackTo: (time: number) => void
  /** Carries out a command on the present world, and keeps it before it answers. */
  readonly execute: (command: Command) => Promise<unknown>
  /** Puts another world in the place of this one; throws and changes nothing if its journal cannot be performed. */
  readonly replace: (origin: Origin, journal: readonly JournalEntry<Command>[], now: number) => Promise<void>
  /** The body of a response that pulls the stream when the world changes and as its clock runs. */
  readonly open: (stream: StreamAnswer, signal: AbortSignal) => ReadableStream<Uint8Array>
  /** Calls the listener on every commit, setting of the clock, and change of world. Answers how to stop. */
  readonly onEvent: (listener: (event: HostEvent) => void) => () => void
  readonly archives: Archives
  /** Empty where nothing listens, as in a browser. */
  readonly services: DataServices
  /** Null where the pages run it, as in a browser. */
  readonly databases: Databases | null
  /** A new id for a request; no part of the world. */
  readonly requestId: () => string
  /** Something that should never happen, with the request it happened in. */
  readonly report: (error: unknown, during: string) => void
}
