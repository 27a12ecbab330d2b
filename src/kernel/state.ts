import { Alarms, type Alarm } from './alarms.ts'
import { Table, type Indexes, type Row, type Write } from './table.ts'

/** Makes a table of `R`: `make<App>()('apps', { owner: (app) => app.ownerId })`. */
export type MakeTable = <R extends Row>() => <I extends string>(name: string, indexes: Indexes<R, I>) => Table<R, I>

/** One row's change in a commit; `before` is missing for a new row, `after` for a deleted one. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly before: Row | undefined
  readonly after: Row | undefined
}

/** What a commit did. */
export interface Commit {
  /** Whether anything at all changed: rows, alarms or counts. */
  readonly changed: boolean
  /** The rows that changed; empty if nobody asked for them. */
  readonly changes: readonly Change[]
}

/** A state as plain JSON. */
export interface Dump {
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly alarms: readonly Alarm[]
  readonly counters: Readonly<Record<string, number>>
}

/** A state to go back to. It shares its rows with the present, so it costs a pointer a row. */
export interface Frame {
  readonly rows: ReadonlyMap<AnyTable, ReadonlyMap<string, Row>>
  readonly alarms: readonly Alarm[]
  readonly counters: ReadonlyMap<string, number>
}

interface AnyTable {
  readonly name: string
  get(id: string): Row | undefined
  all(): Row[]
  commit(): readonly Write[]
  rollback(): void
  snapshot(): ReadonlyMap<string, Row>
  load(rows: Iterable<Row>): void
}

/** Everything about a world that changes: its tables, alarms and counts. Changes hold from one commit or rollback to the next. */
export class State {
  readonly alarms = new Alarms()
  readonly #tables: AnyTable[] = []
  #written: AnyTable[] = []
  #counters = new Map<string, number>()
  #counted = new Map<string, number | undefined>()

  readonly makeTable: MakeTable = () => (name, indexes) => {
    const table = new Table(name, indexes, () => this.#written.push(table))
    this.#tables.push(table)
    return table
  }

  /** The next number of a named count, from 1. */
  count(name: string): number {
    const last = this.#counters.get(name)
    if (!this.#counted.has(name)) this.#counted.set(name, last)
    this.#counters.set(name, (last ?? 0) + 1)
    return (last ?? 0) + 1
  }

  /** Makes what was done final. `tell`: say which rows changed. */
  commit(tell: boolean): Commit {
    const written = this.#written
    const alarmsChanged = this.alarms.commit()
    const counted = this.#counted.size > 0
    if (counted) this.#counted = new Map()
    if (written.length === 0) return { changed: alarmsChanged || counted, changes: [] }
    this.#written = []
    const changes: Change[] = []
    for (const table of written) {
      const writes = table.commit()
      if (tell) collectChanges(table, writes, changes)
    }
    return { changed: true, changes }
  }

  /** Puts everything back as the last commit left it. */
  rollback(): void {
    for (const table of this.#written) table.rollback()
    this.#written = []
    this.alarms.rollback()
    for (const [name, before] of this.#counted) {
      if (before === undefined) this.#counters.delete(name)
      else this.#counters.set(name, before)
    }
    this.#counted = new Map()
  }

  frame(): Frame {
    const rows = new Map(this.#tables.map((table) => [table, table.snapshot()]))
    return { rows, alarms: this.alarms.all(), counters: new Map(this.#counters) }
  }

  restore(frame: Frame): void {
    for (const table of this.#tables) table.load(frame.rows.get(table)?.values() ?? [])
    this.alarms.load(frame.alarms)
    this.#counters = new Map(frame.counters)
  }

  dump(): Dump {
    return {
      tables: Object.fromEntries(this.#tables.map((table) => [table.name, table.all()])),
      alarms: this.alarms.all(),
      counters: Object.fromEntries(this.#counters),
    }
  }

  load(dump: Dump): void {
    for (const table of this.#tables) table.load(dump.tables[table.name] ?? [])
    this.alarms.load(dump.alarms)
    this.#counters = new Map(Object.entries(dump.counters))
  }

  /** What a digest of the state is made from, by name. */
  parts(): Record<string, Iterable<object>> {
    const parts: Record<string, Iterable<object>> = { alarms: this.alarms.all(), counters: [Object.fromEntries(this.#counters)] }
    for (const table of this.#tables) parts[`table ${table.name}`] = table.snapshot().values()
    return parts
  }
}

/** The net change of each row that a transaction wrote, in the order of their first writes. */
function collectChanges(table: AnyTable, writes: readonly Write[], into: Change[]): void {
  const seen = new Set<string>()
  for (const { id, before } of writes) {
    if (seen.has(id)) continue
    seen.add(id)
    const after = table.get(id)
    if (before !== after) into.push({ table: table.name, id, before, after })
  }
}
