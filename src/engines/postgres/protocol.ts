// What the pages, or `npm run api`, and the worker that runs a database say to each other.

export interface Login {
  readonly name: string
  readonly user: string
  readonly permission: 'all' | 'readonly' | 'readwrite'
}

/** A database as the platform describes it: as much of that as the engine goes by. */
export interface Contents {
  readonly addon: { readonly id: string }
  readonly database: string
  readonly credentials: readonly Login[]
  readonly limits: { readonly statement_timeout_ms: number }
  /** The id of the one whose contents it shows. */
  readonly follows: string | null
  /** It refuses whatever changes something. */
  readonly read_only: boolean
  /** Another one after the world was turned back or replaced; within one, `since` only grows. */
  readonly era: string
  /** What it holds, by name: the first that is kept here counts. See `state.ts`. */
  readonly names: readonly string[]
  /** When something else than SQL, such as a restore, was last put in its place. */
  readonly since: number
  /** What its backups keep, by their ids. */
  readonly backups: Readonly<Record<string, readonly string[]>>
}

/** Which database. */
export interface Target {
  readonly contents: Contents
}

/** What a database holds since somebody has written to it: the world has to be told before that is answered. */
export interface Written {
  readonly name: string
  /** What it was written to, when the timeline began. */
  readonly from: string
  readonly since: number
}

/** An error as PostgreSQL reports it. */
export interface SqlError {
  /** Five characters: '42703'. */
  readonly code: string
  readonly message: string
  readonly detail: string | null
  readonly hint: string | null
  /** Where in the text that was run, in characters from its start. */
  readonly position: number | null
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly numeric: boolean
}

/** A value as PostgreSQL writes it; null for NULL. */
export type Cell = string | null
export type Cells = readonly Cell[]

/** What one statement gave. */
export interface Result {
  /** To ask for further rows by; null when it gave no rows. */
  readonly id: string | null
  /** 'SELECT 12', 'CREATE TABLE' */
  readonly command: string
  readonly sql: string
  readonly columns: readonly Column[]
  /** The first of them. */
  readonly rows: readonly Cells[]
  readonly count: number
  /** There would have been more rows; none beyond `count` were taken. */
  readonly cut: boolean
  readonly notices: readonly string[]
  readonly ms: number
}

export interface Ran {
  readonly results: readonly Result[]
  readonly error: SqlError | null
  /** Whether a transaction is open, or waits for its ROLLBACK. */
  readonly transaction: 'none' | 'open' | 'failed'
  readonly written: Written | null
}

export interface TableColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly default: string | null
  readonly key: boolean
  /** 'customers.id' */
  readonly references: string | null
}

export interface TableIndex {
  readonly name: string
  readonly definition: string
  readonly bytes: number
}

export interface TableInfo {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'materialized view'
  readonly rows: number
  readonly bytes: number
  readonly columns: readonly TableColumn[]
  readonly indexes: readonly TableIndex[]
}

export interface Description {
  /** What was written last is not kept here: this is what there was before anybody wrote. */
  readonly lacks: boolean
  /** Of the PostgreSQL that runs: '18.6'. */
  readonly version: string
  readonly bytes: number
  readonly tables: readonly TableInfo[]
}

/** A statement that took time, by pg_stat_statements. */
export interface Expensive {
  readonly query: string
  readonly calls: number
  readonly totalMs: number
  readonly meanMs: number
  readonly rows: number
}

export interface Filter {
  readonly column: string
  readonly operator: 'contains' | '=' | '<' | '>' | 'is null' | 'is not null'
  readonly value: string
}

/** One person's or program's connection: settings and a transaction belong to it. */
interface InSession {
  readonly session: string
  /** The user of a credential. */
  readonly as: string
}

/** What can be asked of a database, and what it answers. */
export interface Questions {
  /** The version of the PostgreSQL that runs. */
  open: { ask: Target; answer: { readonly version: string } }
  /** Runs the statements of a text one after the other, up to the first that fails. */
  run: {
    ask: Target & InSession & { readonly sql: string; /** Refuses to change anything. */ readonly readonly: boolean }
    answer: Ran
  }
  /** Rows of what the session ran last. */
  rows: { ask: Target & { readonly result: string; readonly from: number; readonly count: number }; answer: readonly Cells[] }
  /** All rows of it as a file's text. */
  text: { ask: Target & { readonly result: string; readonly format: 'csv' | 'json' }; answer: string }
  /** A page of a table; `count` of the result is how many rows fit the filters. */
  browse: {
    ask: Target &
      InSession & {
        readonly schema: string
        readonly table: string
        readonly order: { readonly column: string; readonly down: boolean } | null
        readonly filters: readonly Filter[]
        readonly from: number
        readonly count: number
      }
    answer: Ran
  }
  /** Stops what a session runs. Nothing does but ending the worker, so an open transaction is lost with it. */
  cancel: { ask: Target & { readonly session: string }; answer: null }
  /** Ends a session: rolls its transaction back and forgets its results. */
  leave: { ask: Target & { readonly session: string }; answer: null }
  /** Messages of the protocol between PostgreSQL and its clients, as they are; `input` is what a COPY from INPUT reads. */
  wire: {
    ask: Target & InSession & { readonly bytes: Uint8Array; readonly input: Uint8Array | null }
    answer: { readonly bytes: Uint8Array; readonly status: 'I' | 'T' | 'E'; readonly written: Written | null }
  }
  describe: { ask: Target; answer: Description }
  expensive: { ask: Target; answer: readonly Expensive[] }
  /** A backup, or what there is now, as SQL that psql restores. */
  copy: { ask: Target & { readonly backup: string | null }; answer: Blob }
}

export type Kind = keyof Questions
export type Asked<K extends Kind = Kind> = { [each in K]: { readonly kind: each } & Questions[each]['ask'] }[K]
export type AnswerTo<K extends Kind> = Questions[K]['answer']

/** How opening a database gets on. */
export interface Step {
  readonly what: string
  /** 0 to 1; null when nobody knows. */
  readonly done: number | null
}

/** What a worker, which runs one database, is told, and says. */
export interface ToWorker {
  readonly id: number
  readonly asked: Asked
}
export type FromWorker =
  | { readonly type: 'step'; readonly step: Step }
  | ({
      readonly id: number
      /** The session's transaction is open, or waits for its ROLLBACK. */ readonly inTransaction: boolean
    } & (
      | { readonly type: 'answer'; /** Of the type that belongs to what was asked. */ readonly answer: never }
      | { readonly type: 'failed'; readonly error: SqlError }
    ))

/** Thrown for what PostgreSQL, or the engine in its words, refuses. */
export class Refused extends Error {
  readonly error: SqlError

  constructor(code: string, message: string, more: Partial<SqlError> = {}) {
    super(message)
    this.name = 'Refused'
    this.error = { code, message, detail: null, hint: null, position: null, ...more }
  }
}

/** Anything that was thrown, as PostgreSQL would report it. */
export function toSqlError(error: unknown): SqlError {
  if (error instanceof Refused) return error.error
  return new Refused('XX000', error instanceof Error ? error.message : String(error)).error
}
