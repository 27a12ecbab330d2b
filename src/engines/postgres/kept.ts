import { isWritten, placeOf, type Place } from './state.ts'
import { addToTar, type File } from './tar.ts'
import { logUpTo } from './wal.ts'

/** What a database and its backups need to be kept; of names that stand for one thing, the first that is kept counts. */
export interface Needs {
  readonly id: string
  readonly backups: readonly (readonly string[])[]
}

/** What was written since a position: all files, as a tar archive, or what was added to the log. */
export type Added = { readonly from: number } & ({ readonly files: Uint8Array } | { readonly log: readonly File[] })

/** Where databases outlive their workers. What no database needs any more is there as long as there is room for it. */
export interface Kept {
  /** Takes note of what a database holds, and its backups do. */
  readonly need: (name: string, needs: Needs) => Promise<void>
  /**
   * Keeps a state under its name. Answers false where all files have to be, or where the timeline has gone on otherwise, and
   * what is added needs one of its own.
   */
  readonly add: (name: string, needs: Needs, added: Added) => Promise<boolean>
  /** The files of a state, as a tar archive; null when none are kept. */
  readonly files: (name: string) => Promise<Uint8Array | null>
}

/** The log of a base that has grown by more bytes than this is left for a copy of all files. */
const MOST_LOG = 16_000_000
/** What so many databases need is kept: those that were used last. */
const MOST_ROWS = 40
/** Of what none of them needs so many bytes are kept: a world may be turned back, and go on again. */
const MOST_SPARE = 256_000_000

/** What is kept for a database. */
export interface Row {
  readonly id: string
  /** What it holds, and what it held before that: the world may not know yet of the last. */
  readonly holds: readonly string[]
  readonly backups: readonly string[]
  /** Counts up: the lowest was used longest ago. */
  readonly used: number
}

/** All files of a PostgreSQL at a position of a timeline; with its log, whatever came after that, up to an end. */
export interface Base {
  readonly timeline: string
  readonly position: number
  readonly end: number
  readonly bytes: number
  /** The database that wrote it: others begin a timeline of their own. */
  readonly id: string
  readonly used: number
}

export interface Catalog {
  readonly rows: readonly Row[]
  readonly bases: readonly Base[]
}

/** What to do to a catalog. */
export interface Changes {
  readonly row: Row
  readonly base: Base | null
  readonly goneRows: readonly Row[]
  readonly goneBases: readonly Base[]
}

const isSame = (a: Base, b: Base): boolean => a.timeline === b.timeline && a.position === b.position

/** What a state is made of. */
export function baseOf(bases: readonly Base[], { timeline, position }: Place): Base | undefined {
  const those = bases.filter((base) => base.timeline === timeline && base.position <= position && position <= base.end)
  return those.toSorted((a, b) => b.position - a.position)[0]
}

/** See `Kept.need`. */
export function need(catalog: Catalog, name: string, needs: Needs): Changes {
  const base = baseOf(catalog.bases, placeOf(name))
  return change(catalog, needs, [name], base ?? null)
}

/** See `Kept.add`; null for false. */
export function add(catalog: Catalog, name: string, needs: Needs, added: Added): Changes | null {
  const { timeline, position } = placeOf(name)
  const { id } = needs
  const [last] = catalog.bases.filter((base) => base.timeline === timeline).toSorted((a, b) => b.end - a.end)
  if (last && isWritten(name) && (last.end !== added.from || last.id !== id)) return null
  const [before = name] = catalog.rows.find((row) => row.id === id)?.holds ?? []
  const holds = [name, before]
  if ('files' in added) {
    const base = { timeline, position, end: position, bytes: added.files.length, id, used: 0 }
    return change(catalog, needs, holds, base)
  }
  if (!last || position - last.position > MOST_LOG) return null
  const bytes = last.bytes + added.log.reduce((sum, file) => sum + file.bytes.length, 0)
  return change(catalog, needs, holds, { ...last, end: position, bytes })
}

/** Puts a row, and a base as the one that was used last. What is needed by none, past what there is room for, goes. */
function change({ rows, bases }: Catalog, { id, backups }: Needs, holds: readonly string[], put: Base | null): Changes {
  const used = Math.max(0, ...[...rows, ...bases].map((each) => each.used)) + 1
  const base = put && { ...put, used }
  const all = base ? [base, ...bases.filter((each) => !isSame(each, base))] : bases
  const firsts = backups.flatMap((names) => names.find((name) => baseOf(all, placeOf(name))) ?? [])
  const row = { id, holds, backups: firsts, used }
  const known = [row, ...rows.filter((each) => each.id !== id)].toSorted((a, b) => b.used - a.used)
  const names = known.slice(0, MOST_ROWS).flatMap((each) => [...each.holds, ...each.backups])
  const needed = new Set(names.map((name) => baseOf(all, placeOf(name))))
  let room = MOST_SPARE
  const goneBases = all
    .toSorted((a, b) => b.used - a.used)
    .filter((each) => {
      if (each === base || needed.has(each)) return false
      room -= each.bytes
      return room < 0
    })
  return { row, base, goneRows: known.slice(MOST_ROWS), goneBases }
}

/** Forgets with its owner. */
export class MemoryKept implements Kept {
  #catalog: Catalog = { rows: [], bases: [] }
  readonly #files = new Map<string, Uint8Array>()
  readonly #logs = new Map<string, ReadonlyMap<string, Uint8Array>>()

  /** Another that begins with the same. */
  copy(): MemoryKept {
    const copy = new MemoryKept()
    copy.#catalog = this.#catalog
    for (const [key, files] of this.#files) copy.#files.set(key, files)
    for (const [key, log] of this.#logs) copy.#logs.set(key, log)
    return copy
  }

  async need(name: string, needs: Needs) {
    this.#carryOut(need(this.#catalog, name, needs))
  }

  async add(name: string, needs: Needs, added: Added) {
    const changes = add(this.#catalog, name, needs, added)
    if (!changes) return false
    this.#carryOut(changes)
    if (!changes.base) return true
    const key = keyOf(changes.base)
    if ('files' in added) this.#files.set(key, added.files)
    const grown = 'log' in added ? added.log.map(({ name: file, bytes }) => [file, bytes] as const) : []
    this.#logs.set(key, new Map([...('log' in added ? (this.#logs.get(key) ?? []) : []), ...grown]))
    return true
  }

  async files(name: string) {
    const place = placeOf(name)
    const base = baseOf(this.#catalog.bases, place)
    const files = base && this.#files.get(keyOf(base))
    if (!files) return null
    const log = [...(this.#logs.get(keyOf(base)) ?? [])].map(([file, bytes]) => ({ name: file, bytes }))
    return addToTar(files, logUpTo(log, place.position))
  }

  #carryOut({ row, base, goneRows, goneBases }: Changes): void {
    const { rows, bases } = this.#catalog
    for (const gone of goneBases) {
      this.#files.delete(keyOf(gone))
      this.#logs.delete(keyOf(gone))
    }
    this.#catalog = {
      rows: [row, ...rows.filter((each) => each.id !== row.id && !goneRows.includes(each))],
      bases: [...(base ? [base] : []), ...bases.filter((each) => !(base && isSame(each, base)) && !goneBases.includes(each))],
    }
  }
}

const keyOf = ({ timeline, position }: Base) => `${timeline} ${position}`
