/** What every table holds: an immutable record with an id. Change it by replacing it. */
export interface Row {
  readonly id: string
}

type IndexKey<R> = (row: R) => string | null

/** The keys a table can be asked by. A null key keeps the row out of that index. */
export type Indexes<R extends Row, I extends string> = Readonly<Record<I, IndexKey<R>>>

/** A set of ids that remembers its sorted form until it changes. */
class Ids {
  readonly #set = new Set<string>()
  #sorted: readonly string[] | undefined

  add(id: string): void {
    this.#set.add(id)
    this.#sorted = undefined
  }

  delete(id: string): void {
    this.#set.delete(id)
    this.#sorted = undefined
  }

  get size(): number {
    return this.#set.size
  }

  sorted(): readonly string[] {
    this.#sorted ??= [...this.#set].sort()
    return this.#sorted
  }
}

/** One write of a transaction: the row before it, or undefined if there was none. */
export interface Write<R extends Row = Row> {
  readonly id: string
  readonly before: R | undefined
}

/** Rows by id, in memory, with indexes built when first asked. Rows come out in the order of their ids, always. */
export class Table<R extends Row = Row, I extends string = string> {
  readonly name: string
  readonly #keys: Indexes<R, I>
  readonly #onFirstWrite: () => void
  #writes: Write<R>[] = []
  #rows = new Map<string, R>()
  #ids: Ids | undefined
  #indexes = new Map<I, Map<string, Ids>>()

  /** `onFirstWrite` is called at the first write of each transaction. */
  constructor(name: string, indexes: Indexes<R, I>, onFirstWrite: () => void) {
    this.name = name
    this.#keys = indexes
    this.#onFirstWrite = onFirstWrite
  }

  get size(): number {
    return this.#rows.size
  }

  /** What the present transaction has written so far, in order. */
  get written(): readonly Write<R>[] {
    return this.#writes
  }

  get(id: string): R | undefined {
    return this.#rows.get(id)
  }

  /** The row with this id, which the caller knows is there. Throws if it is not. */
  must(id: string): R {
    const row = this.#rows.get(id)
    if (!row) throw new Error(`no row ${id} in ${this.name}`)
    return row
  }

  /** All rows, in the order of their ids. */
  all(): R[] {
    if (!this.#ids) {
      this.#ids = new Ids()
      for (const id of this.#rows.keys()) this.#ids.add(id)
    }
    return this.#pick(this.#ids.sorted())
  }

  /** The rows whose index has this key, in the order of their ids. */
  by(index: I, key: string): R[] {
    const ids = this.#index(index).get(key)
    return ids ? this.#pick(ids.sorted()) : []
  }

  /** The first row whose index has this key. */
  first(index: I, key: string): R | undefined {
    const id = this.#index(index).get(key)?.sorted()[0]
    return id === undefined ? undefined : this.#rows.get(id)
  }

  /** How many rows have this key. */
  count(index: I, key: string): number {
    return this.#index(index).get(key)?.size ?? 0
  }

  insert(row: R): R {
    if (this.#rows.has(row.id)) throw new Error(`${this.name} has a row ${row.id} already`)
    this.#write(row.id, row)
    return row
  }

  /** Replaces the named fields of a row and answers the new row. */
  update(id: string, patch: Partial<R>): R {
    const row = { ...this.must(id), ...patch }
    this.#write(id, row)
    return row
  }

  delete(id: string): void {
    if (this.#rows.has(id)) this.#write(id, undefined)
  }

  /** Ends a transaction: forgets how to undo it, and answers what was written, in order. */
  commit(): readonly Write<R>[] {
    const writes = this.#writes
    this.#writes = []
    return writes
  }

  /** Ends a transaction by putting everything back. */
  rollback(): void {
    for (const write of this.commit().toReversed()) this.#set(write.id, write.before)
  }

  /** A copy of the map. Rows are immutable, so it costs a pointer a row. */
  snapshot(): ReadonlyMap<string, R> {
    return new Map(this.#rows)
  }

  /** Takes the rows of a snapshot or a dump. Indexes are built again when asked for. */
  load(rows: Iterable<R>): void {
    this.#rows = new Map()
    for (const row of rows) this.#rows.set(row.id, row)
    this.#ids = undefined
    this.#indexes = new Map()
  }

  #pick(ids: readonly string[]): R[] {
    const rows: R[] = []
    for (const id of ids) {
      const row = this.#rows.get(id)
      if (row) rows.push(row)
    }
    return rows
  }

  #write(id: string, row: R | undefined): void {
    if (this.#writes.length === 0) this.#onFirstWrite()
    this.#writes.push({ id, before: this.#rows.get(id) })
    this.#set(id, row)
  }

  #set(id: string, row: R | undefined): void {
    const before = this.#rows.get(id)
    if (row) this.#rows.set(id, row)
    else this.#rows.delete(id)
    if (this.#ids && !before !== !row) {
      if (row) this.#ids.add(id)
      else this.#ids.delete(id)
    }
    for (const [index, entries] of this.#indexes) {
      const keyOf = this.#keys[index]
      const from = before ? keyOf(before) : null
      const to = row ? keyOf(row) : null
      if (from === to) continue
      if (from !== null) entries.get(from)?.delete(id)
      if (to !== null) addTo(entries, to, id)
    }
  }

  #index(name: I): Map<string, Ids> {
    let entries = this.#indexes.get(name)
    if (!entries) {
      entries = new Map()
      const keyOf = this.#keys[name]
      for (const row of this.#rows.values()) {
        const key = keyOf(row)
        if (key !== null) addTo(entries, key, row.id)
      }
      this.#indexes.set(name, entries)
    }
    return entries
  }
}

function addTo(entries: Map<string, Ids>, key: string, id: string): void {
  let ids = entries.get(key)
  if (!ids) entries.set(key, (ids = new Ids()))
  ids.add(id)
}
