/** What is known of a database beside its tables. */
export interface KeptRow {
  readonly id: string
  readonly world: string
  /** What there is now: a state that names a kept blob, or what can be made again. See `state.ts`. */
  readonly current: string
  /** The operation that was applied last, as its text; null before the first. */
  readonly applied: string | null
  readonly seq: number
  /** What each backup keeps. */
  readonly copies: Readonly<Record<string, string>>
  /** Counts up whenever the row is used: the lowest was used longest ago. */
  readonly used: number
}

/** Where databases outlive their workers. */
export interface Kept {
  readonly rows: () => Promise<readonly KeptRow[]>
  readonly blob: (state: string) => Promise<Uint8Array | null>
  /** Keeps rows and a blob in one step, and drops blobs that no row needs. */
  readonly put: (row: KeptRow, blob?: Uint8Array) => Promise<void>
  /** The files of a PostgreSQL that has just been set up, from wherever they are had quickest; null: set one up. */
  readonly base: (step: (done: number | null) => void) => Promise<Uint8Array | null>
  readonly keepBase: (bytes: Uint8Array) => Promise<void>
}

/** So many databases are remembered at most. */
const MOST_ROWS = 40

/** Which rows and blobs may go, once `row` is put. */
export function leftOver(rows: readonly KeptRow[], row: KeptRow): { readonly rows: string[]; readonly needed: Set<string> } {
  const all = [...rows.filter(({ id }) => id !== row.id), row].toSorted((a, b) => b.used - a.used)
  const stay = all.slice(0, MOST_ROWS)
  return {
    rows: all.slice(MOST_ROWS).map(({ id }) => id),
    needed: new Set(stay.flatMap(({ current, copies }) => [current, ...Object.values(copies)])),
  }
}

/** Forgets with its owner. */
export class MemoryKept implements Kept {
  readonly #rows = new Map<string, KeptRow>()
  readonly #blobs = new Map<string, Uint8Array>()
  #base: Uint8Array | null = null

  async rows() {
    return [...this.#rows.values()]
  }

  async blob(state: string) {
    return this.#blobs.get(state) ?? null
  }

  async put(row: KeptRow, blob?: Uint8Array) {
    const { rows, needed } = leftOver([...this.#rows.values()], row)
    this.#rows.set(row.id, row)
    if (blob) this.#blobs.set(row.current, blob)
    for (const id of rows) this.#rows.delete(id)
    for (const state of this.#blobs.keys()) if (!needed.has(state)) this.#blobs.delete(state)
  }

  async base() {
    return this.#base
  }

  async keepBase(bytes: Uint8Array) {
    this.#base = bytes
  }
}
