import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changeRows, type Kept, type KeptRow, type Written } from '#engines/postgres/kept.ts'
import type { Parts, Supply } from '#engines/postgres/supply.ts'
import { addToTar } from '#engines/postgres/tar.ts'

const BASE = 'base'

/** Keeps databases in a folder. Nothing is awaited within a step, so that no other of the same thread comes between. */
export class FolderKept implements Kept, Supply {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    for (const part of ['rows', 'files', 'log']) mkdirSync(join(folder, part), { recursive: true })
  }

  async change(make: (rows: readonly KeptRow[]) => KeptRow, written?: Written): Promise<KeptRow> {
    const before = this.#list('rows').map((id): KeptRow => JSON.parse(readFileSync(this.#path('rows', id), 'utf8')))
    const { row, dropped, needed } = changeRows(before, make)
    if (written && 'files' in written) {
      rmSync(this.#path('log', row.current), { recursive: true, force: true })
      this.#write(this.#path('files', row.current), written.files)
    } else if (written) {
      mkdirSync(this.#path('log', row.current), { recursive: true })
      for (const { name, bytes } of written.log) this.#write(join(this.#path('log', row.current), nameIn(name)), bytes)
    }
    this.#write(this.#path('rows', row.id), JSON.stringify(row))
    for (const id of dropped) rmSync(this.#path('rows', id))
    for (const part of ['files', 'log'])
      for (const state of this.#list(part))
        if (state !== BASE && !needed.has(state)) rmSync(this.#path(part, state), { recursive: true })
    return row
  }

  async files(state: string): Promise<Uint8Array | null> {
    const [path, log] = [this.#path('files', state), this.#path('log', state)]
    if (!existsSync(path)) return null
    const names = existsSync(log) ? readdirSync(log).filter((name) => !name.endsWith(UNFINISHED)) : []
    return addToTar(
      readFileSync(path),
      names.map((name) => ({ name: decodeURIComponent(name), bytes: readFileSync(join(log, name)) })),
    )
  }

  async load(): Promise<Parts> {
    return existsSync(this.#path('files', BASE)) ? { base: readFileSync(this.#path('files', BASE)) } : {}
  }

  async keepBase(bytes: Uint8Array): Promise<void> {
    this.#write(this.#path('files', BASE), bytes)
  }

  #list(part: string): string[] {
    return readdirSync(join(this.#folder, part))
      .filter((name) => !name.endsWith(UNFINISHED))
      .map(decodeURIComponent)
  }

  #path(part: string, name: string): string {
    return join(this.#folder, part, nameIn(name))
  }

  /** Whoever reads it sees all of it or what was there before. */
  #write(path: string, content: Uint8Array | string): void {
    writeFileSync(path + UNFINISHED, content)
    renameSync(path + UNFINISHED, path)
  }
}

const UNFINISHED = '~'

/** States have blanks in their names, and parts of PostgreSQL's files slashes. */
const nameIn = (name: string) => encodeURIComponent(name)
