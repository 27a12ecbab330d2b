import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ARCHIVES_KEPT, tooMany, type Archives } from '#hosts/archives.ts'

const NAME = /^[0-9a-f]{64}$/

/** Keeps archives as files of a folder, each named by its checksum; the file's time says when it came. */
export class ArchiveFolder implements Archives {
  readonly #path: string
  readonly #limit: number
  /** The time of the file that came last, in ms. */
  #latest = 0
  readonly #report: (error: unknown, during: string) => void

  constructor(path: string, report: (error: unknown, during: string) => void, limit = ARCHIVES_KEPT) {
    this.#path = path
    this.#report = report
    this.#limit = limit
  }

  async keep(checksum: string, bytes: Uint8Array): Promise<void> {
    if (!NAME.test(checksum)) return
    try {
      await mkdir(this.#path, { recursive: true, mode: 0o700 })
      const file = join(this.#path, checksum)
      if (!(await isThere(file))) {
        await writeFile(`${file}.next`, bytes, { mode: 0o600 })
        await rename(`${file}.next`, file)
      }
      // By itself the system gives files that follow each other quickly the same time.
      this.#latest = Math.max(Date.now(), this.#latest + 1)
      const at = new Date(this.#latest)
      await utimes(file, at, at)
      for (const { checksum: old } of tooMany(await this.#kept(), this.#limit)) await rm(join(this.#path, old), { force: true })
    } catch (error) {
      this.#report(error, 'keeping an archive')
    }
  }

  async read(checksum: string): Promise<Uint8Array | null> {
    if (!NAME.test(checksum)) return null
    return readFile(join(this.#path, checksum)).catch(() => null)
  }

  /** Oldest first. */
  async #kept() {
    const names = (await readdir(this.#path)).filter((name) => NAME.test(name))
    const files = await Promise.all(
      names.map(async (checksum) => {
        const { size, mtimeMs } = await stat(join(this.#path, checksum))
        return { checksum, size, at: mtimeMs }
      }),
    )
    return files.toSorted((a, b) => a.at - b.at)
  }
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
