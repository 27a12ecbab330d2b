import { addToTar, type File } from './tar.ts'

/** What is known of a database beside its tables. */
export interface KeptRow {
  readonly id: string
  readonly world: string
  /** What there is now: a state that names kept files, or what can be made again. See `state.ts`. */
  readonly current: string
  /** The operation that was applied last, as its text; null before the first. */
  readonly applied: string | null
  readonly seq: number
  /** What each backup keeps. */
  readonly copies: Readonly<Record<string, string>>
  /** Counts up whenever the row is changed: the lowest was used longest ago. */
  readonly used: number
}

/** What was written to a database: all its files, as a tar archive, or what was added to its log since. */
export type Written = { readonly files: Uint8Array } | { readonly log: readonly File[] }

/** Where databases outlive their workers. */
export interface Kept {
  /**
   * Puts a row that depends on those there are, and what was written to its current state, in one step. Drops what no row
   * needs any more.
   */
  readonly change: (make: (rows: readonly KeptRow[]) => KeptRow, written?: Written) => Promise<KeptRow>
  /** The files of a state, as a tar archive; null when none are kept. */
  readonly files: (state: string) => Promise<Uint8Array | null>
}

/** So many databases are remembered at most. */
const MOST_ROWS = 40

/** The row to put, which rows may go then, and which states are needed. */
export function changeRows(before: readonly KeptRow[], make: (rows: readonly KeptRow[]) => KeptRow) {
  const row = { ...make(before), used: Math.max(0, ...before.map(({ used }) => used)) + 1 }
  const all = [...before.filter(({ id }) => id !== row.id), row].toSorted((a, b) => b.used - a.used)
  const needed = all.slice(0, MOST_ROWS).flatMap(({ current, copies }) => [current, ...Object.values(copies)])
  return { row, dropped: all.slice(MOST_ROWS).map(({ id }) => id), needed: new Set(needed) }
}

/** Forgets with its owner. */
export class MemoryKept implements Kept {
  #rows: ReadonlyMap<string, KeptRow> = new Map()
  readonly #files = new Map<string, Uint8Array>()

  /** Another that begins with the same. */
  copy(): MemoryKept {
    const copy = new MemoryKept()
    copy.#rows = this.#rows
    for (const [state, files] of this.#files) copy.#files.set(state, files)
    return copy
  }

  async change(make: (rows: readonly KeptRow[]) => KeptRow, written?: Written) {
    const { row, dropped, needed } = changeRows([...this.#rows.values()], make)
    const rows = [...[...this.#rows.values()].filter(({ id }) => id !== row.id && !dropped.includes(id)), row]
    this.#rows = new Map(rows.map((one) => [one.id, one]))
    if (written) {
      const files = 'files' in written ? written.files : addToTar(this.#files.get(row.current) ?? new Uint8Array(), written.log)
      this.#files.set(row.current, files)
    }
    for (const state of this.#files.keys()) if (!needed.has(state)) this.#files.delete(state)
    return row
  }

  async files(state: string) {
    return this.#files.get(state) ?? null
  }
}
