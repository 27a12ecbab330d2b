import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runGit } from './run.ts'

/** No push may bring more, in bytes; an archive of the source is held to its own limit. */
const MOST_BYTES = 512 * 1024 * 1024

const HOOK = fileURLToPath(new URL('./pre-receive.ts', import.meta.url))

/** The settings of each repository. What they say of `receive` is what the platform's own git host does. */
const SETTINGS: Readonly<Record<string, string>> = {
  'receive.denyDeletes': 'true',
  'receive.maxInputSize': String(MOST_BYTES),
  'transfer.fsckObjects': 'true',
  'gc.auto': '0',
}

/** A bare repository of each app that was pushed to, by the app's id. */
export class Repositories {
  readonly #kept: string | null
  #made: Promise<string> | undefined
  readonly #opened = new Map<string, Promise<string>>()

  /** @param folder where they are kept; null: they end with the process */
  constructor(folder: string | null) {
    this.#kept = folder
  }

  /** The path of an app's repository, which is made if there is none. Rejects where there is no git. */
  open(appId: string): Promise<string> {
    const known = this.#opened.get(appId)
    if (known) return known
    const opening = this.#create(appId)
    this.#opened.set(appId, opening)
    opening.catch(() => this.#opened.delete(appId))
    return opening
  }

  /** Drops an app's repository; all of them without an id. */
  async drop(appId?: string): Promise<void> {
    for (const id of appId === undefined ? this.#opened.keys() : [appId]) this.#opened.delete(id)
    const folder = this.#kept ?? (await this.#made)
    if (folder === undefined) return
    await rm(appId === undefined ? folder : join(folder, `${appId}.git`), { recursive: true, force: true })
    if (appId === undefined) this.#made = undefined
  }

  /** Drops what is not kept. */
  async close(): Promise<void> {
    if (this.#kept === null) await this.drop()
  }

  async #create(appId: string): Promise<string> {
    const folder = await (this.#made ??= this.#folder())
    const path = join(folder, `${appId}.git`)
    await runGit(['init', '--quiet', '--bare', '--initial-branch=main', path])
    const settings = { ...SETTINGS, 'core.hooksPath': join(folder, 'hooks') }
    for (const [name, value] of Object.entries(settings)) await runGit(['-C', path, 'config', name, value])
    return path
  }

  async #folder(): Promise<string> {
    const folder = this.#kept === null ? await mkdtemp(join(tmpdir(), 'dynorama-git-')) : resolve(this.#kept)
    const hooks = join(folder, 'hooks')
    await mkdir(hooks, { recursive: true, mode: 0o700 })
    // A program of its own, as git runs it: on Windows too, where git brings a shell.
    await writeFile(join(hooks, 'pre-receive'), `#!/bin/sh\nexec "$DYNORAMA_NODE" '${HOOK}'\n`, { mode: 0o700 })
    return folder
  }
}
