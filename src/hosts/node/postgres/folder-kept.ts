import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  add,
  baseOf,
  need,
  type Added,
  type Base,
  type Catalog,
  type Changes,
  type Kept,
  type Needs,
} from '#engines/postgres/kept.ts'
import { placeOf } from '#engines/postgres/state.ts'
import type { Parts, Supply } from '#engines/postgres/supply.ts'
import { addToTar } from '#engines/postgres/tar.ts'
import { logUpTo } from '#engines/postgres/wal.ts'

/** Keeps databases in a folder. Nothing is awaited within a step, so that no other of the same thread comes between. */
export class FolderKept implements Kept, Supply {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    for (const part of ['rows', 'bases']) mkdirSync(join(folder, part), { recursive: true })
    this.#clear()
  }

  async need(name: string, needs: Needs): Promise<void> {
    this.#carryOut(need(this.#catalog(), name, needs))
  }

  async add(name: string, needs: Needs, added: Added): Promise<boolean> {
    const changes = add(this.#catalog(), name, needs, added)
    if (!changes) return false
    const { base } = changes
    // First what a base is made of, then that it is there.
    if (base && 'files' in added) {
      rmSync(this.#pathOf(base), { recursive: true, force: true })
      mkdirSync(join(this.#pathOf(base), LOG), { recursive: true })
      write(join(this.#pathOf(base), FILES), added.files)
    } else if (base && 'log' in added)
      for (const { name: file, bytes } of added.log) write(join(this.#pathOf(base), LOG, nameIn(file)), bytes)
    this.#carryOut(changes)
    return true
  }

  async files(name: string): Promise<Uint8Array | null> {
    const place = placeOf(name)
    const base = baseOf(this.#catalog().bases, place)
    if (!base) return null
    const log = join(this.#pathOf(base), LOG)
    const grown = list(log).map((file) => ({ name: decodeURIComponent(file), bytes: readFileSync(join(log, file)) }))
    return addToTar(readFileSync(join(this.#pathOf(base), FILES)), logUpTo(grown, place.position))
  }

  async load(): Promise<Parts> {
    return existsSync(join(this.#folder, NEW)) ? { base: readFileSync(join(this.#folder, NEW)) } : {}
  }

  async keepBase(bytes: Uint8Array): Promise<void> {
    write(join(this.#folder, NEW), bytes)
  }

  /** What a process was killed over. Another thread may be about to finish what is new. */
  #clear(): void {
    for (const name of readdirSync(join(this.#folder, 'bases'))) {
      const path = join(this.#folder, 'bases', name)
      if (!existsSync(join(path, ABOUT)) && statSync(path).mtimeMs < Date.now() - LONG_MS)
        rmSync(path, { recursive: true, force: true })
    }
  }

  #catalog(): Catalog {
    const [rows, bases] = [join(this.#folder, 'rows'), join(this.#folder, 'bases')]
    return {
      rows: list(rows)
        .flatMap((name) => read(join(rows, name)) ?? [])
        .map((text) => JSON.parse(text)),
      bases: list(bases)
        .flatMap((name) => read(join(bases, name, ABOUT)) ?? [])
        .map((text) => JSON.parse(text)),
    }
  }

  #carryOut({ row, base, goneRows, goneBases }: Changes): void {
    const pathOfRow = (id: string) => join(this.#folder, 'rows', nameIn(id))
    if (base) write(join(this.#pathOf(base), ABOUT), JSON.stringify(base))
    write(pathOfRow(row.id), JSON.stringify(row))
    for (const { id } of goneRows) rmSync(pathOfRow(id), { force: true })
    for (const gone of goneBases) rmSync(this.#pathOf(gone), { recursive: true, force: true })
  }

  #pathOf({ timeline, position }: Base): string {
    return join(this.#folder, 'bases', nameIn(`${timeline} ${position}`))
  }
}

/** A database that has just been set up, to begin with. */
const NEW = 'new'
const [ABOUT, FILES, LOG] = ['about.json', 'files', 'log']
const UNFINISHED = '~'
const LONG_MS = 60_000

/** Timelines have blanks in their names, and parts of PostgreSQL's files slashes. */
const nameIn = (name: string) => encodeURIComponent(name)

const list = (folder: string) => readdirSync(folder).filter((name) => !name.endsWith(UNFINISHED))

/** What a file says; null where there is none, or another thread has just dropped it. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Whoever reads it sees all of it or what was there before. */
function write(path: string, content: Uint8Array | string): void {
  writeFileSync(path + UNFINISHED, content)
  renameSync(path + UNFINISHED, path)
}
