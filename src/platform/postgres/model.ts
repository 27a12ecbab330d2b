import type { Row } from '#kernel/table.ts'
import type { PlatformWorld } from '#platform/world.ts'

// What there is to say of a Postgres database beside its add-on. What takes time is kept with its beginning and its end, and is
// over once that has passed; an alarm only tells that it is.

export interface Database extends Row {
  /** The app that it is billed to. */
  readonly appId: string
  /** One that the starting world has holds tables; one that was added since begins without. */
  readonly empty: boolean
  /** What it holds now. */
  readonly holds: Holding
  /** Of PostgreSQL: '17.6'. An upgrade that has ended counts beside it. */
  readonly version: string
  /** What the engine that keeps its tables has last told, or what was restored or copied into it since. */
  readonly measured: Measured | null
  /** The name of the database that it began as a copy of. */
  readonly forkedFrom: string | null
  /** The id of the database that it follows. */
  readonly leader: string | null
  /** Beside the default one. */
  readonly credentials: readonly Credential[]
  /** Until when the connections of a credential's former password are let finish, by its name. */
  readonly rotating: Readonly<Record<string, number>>
  readonly schedules: readonly Schedule[]
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly upgrade: Upgrade | null
  readonly links: readonly Link[]
  /** When the statistics of its queries were last set to nothing; null if they never were. */
  readonly statsResetAt: number | null
  /** The last checks of it, the newest first. */
  readonly reports: readonly Report[]
  /** When its alarm was last due: what it shows may have changed with it. */
  readonly seenAt: number
}

/**
 * What a database holds, by name: 'empty', 'sample shop <id>' for tables that follow from that, 'kept <timeline> <position>' for what
 * somebody has written. The engine that keeps what is written takes the first of the names that it has: another machine may have
 * only the last.
 */
export type Names = readonly string[]

export interface Holding {
  readonly names: Names
  /** When something else than SQL was last put in its place; only grows. */
  readonly since: number
}

/** That something else is put in the place of what a database held. */
export const holding = (world: PlatformWorld, id: string, names: Names): Holding => ({
  names,
  since: world.now * 1000 + (world.count(`holding ${id}`) % 1000),
})

export interface Size {
  readonly bytes: number
  readonly rows: number
  readonly tables: number
}

export interface Measured extends Size {
  readonly at: number
  readonly connections: number
  /** Since when it is larger than its plan; null if it is not. */
  readonly overSince: number | null
  /** Since when it is nearly as large; null or missing if it is not. */
  readonly nearSince?: number | null
}

export interface Credential {
  readonly id: string
  readonly name: string
}

/** Once a day at this hour of a time zone. */
export interface Schedule {
  readonly id: string
  /** The config var by which the database was named: 'DATABASE_URL'. */
  readonly name: string
  readonly hour: number
  readonly timezone: string
  readonly createdAt: number
}

export interface Upgrade {
  readonly kind: 'dry run' | 'upgrade'
  readonly to: string
  readonly createdAt: number
  /** Until then what is needed is made ready. */
  readonly readyAt: number
  readonly startsAt: number
  readonly endsAt: number
}

/** A foreign data source whose tables it shows. */
export interface Link {
  readonly id: string
  readonly name: string
  /** The id of the add-on. */
  readonly remote: string
  readonly createdAt: number
}

/** What a check of a database has found. */
export interface Report {
  readonly id: string
  readonly name: string
  readonly at: number
  readonly checks: readonly Check[]
}

type Finding = Readonly<Record<string, string | number>>

export interface Check {
  readonly name: string
  readonly status: 'red' | 'yellow' | 'green'
  readonly results: readonly Finding[]
}

/** What was taken of a database's contents, or put in their place. */
export interface Transfer extends Row, Size {
  readonly appId: string
  /** Whose contents these are: the ones that are kept, or the ones that change. */
  readonly databaseId: string
  readonly kind: 'backup' | 'restore' | 'copy'
  /** Of the app: they are counted as b001, a002, r003, c004. */
  readonly num: number
  readonly scheduled: boolean
  /** What was taken, or is put in the place of what there was. */
  readonly names: Names
  readonly fromName: string
  readonly toName: string
  readonly startsAt: number
  readonly endsAt: number
  readonly canceledAt: number | null
  /** Why it did not work; null if it did. */
  readonly failure: string | null
}
