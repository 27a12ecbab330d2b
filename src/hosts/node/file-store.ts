import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '#kernel/clock.ts'
import type { JournalEntry, Snapshot } from '#kernel/world.ts'
import type { Command } from '#platform/index.ts'
import { isOutdated, type Saved, type Store } from '#hosts/store.ts'
import { entryLine, headerLine, parseJournal, tickLine, UnreadableFile, type JournalFile } from './journal-file.ts'

/** What a snapshot's file holds: of which world, and by which version of the code, as rows have no format of their own. */
interface SnapshotFile {
  readonly world: string
  readonly build: string
  readonly snapshot: Snapshot
}

const CHUNK_CHARACTERS = 1 << 20

/**
 * Keeps a world in a file, by appending: a header, then each command before it is answered, on the disk. Beside it, in
 * `FILE.snapshot`, a state to start from, which may go missing at any time.
 */
export class FileStore implements Store {
  readonly #path: string
  readonly #build: string
  #world = ''
  #file: FileHandle | null = null
  #size = 0
  #length = 0
  #snapshot: Pick<Snapshot, 'now' | 'position'> | null = null

  /** `build` names the version of the code: a snapshot of another one is not used. */
  constructor(path: string, build: string) {
    this.#path = path
    this.#build = build
  }

  /** Rejects if the file is there but is no world; it is then left as it is. */
  async load(): Promise<Saved | null> {
    const bytes = await readIfThere(this.#path)
    if (bytes === null || bytes.length === 0) return null
    const file = this.#parse(bytes)
    this.#world = file.id
    const snapshot = await this.#loadSnapshot(file)
    const { id: _, waste, ...saved } = file
    if (waste > 0) await this.#write(saved)
    else await this.#reopen(bytes.length, saved.journal.length)
    return snapshot ? { ...saved, snapshot } : saved
  }

  async begin(saved: Saved): Promise<void> {
    const before = this.#world
    this.#world = randomUUID()
    try {
      await this.#write(saved)
    } catch (error) {
      this.#world = before
      throw error
    }
    await this.#dropSnapshot()
    if (saved.snapshot) await this.saveSnapshot(saved.snapshot)
  }

  async append(position: number, entry: JournalEntry<Command>, clock: Clock): Promise<void> {
    if (position > this.#length) throw new RangeError(`entry ${position} would leave a gap after ${this.#length}`)
    if (this.#snapshot && isOutdated(this.#snapshot, position, entry.at)) await this.#dropSnapshot()
    await this.#append(entryLine({ position, at: entry.at, clock, command: entry.command }))
    await this.#file?.datasync()
    this.#length = position + 1
  }

  async saveClock(clock: Clock): Promise<void> {
    await this.#append(tickLine(clock))
  }

  async saveSnapshot(snapshot: Snapshot): Promise<void> {
    const file: SnapshotFile = { world: this.#world, build: this.#build, snapshot }
    await replaceFile(this.#snapshotPath, [JSON.stringify(file)])
    this.#snapshot = { now: snapshot.now, position: snapshot.position }
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  get #snapshotPath(): string {
    return `${this.#path}.snapshot`
  }

  #parse(bytes: Uint8Array): JournalFile {
    try {
      return parseJournal(bytes)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      throw new UnreadableFile(
        `${this.#path} cannot be read: ${error.message}. The file was left as it is; name another one with --data, or move this one away to start anew.`,
      )
    }
  }

  /** The snapshot beside the file, if it is of this world and this code. */
  async #loadSnapshot(file: JournalFile): Promise<Snapshot | null> {
    const bytes = await readIfThere(this.#snapshotPath)
    if (!bytes) return null
    let found: Partial<SnapshotFile>
    try {
      found = JSON.parse(new TextDecoder().decode(bytes))
    } catch {
      return null
    }
    const { snapshot } = found
    if (found.world !== file.id || found.build !== this.#build || !snapshot || snapshot.position > file.journal.length)
      return null
    this.#snapshot = { now: snapshot.now, position: snapshot.position }
    return snapshot
  }

  async #dropSnapshot(): Promise<void> {
    await rm(this.#snapshotPath, { force: true })
    this.#snapshot = null
  }

  /** Writes the whole file anew, beside the old one, and puts it in its place. */
  async #write(saved: Saved): Promise<void> {
    const size = await replaceFile(this.#path, linesOf(this.#world, saved))
    await this.#reopen(size, saved.journal.length)
  }

  async #reopen(size: number, length: number): Promise<void> {
    await this.close()
    this.#file = await open(this.#path, 'r+')
    this.#size = size
    this.#length = length
  }

  async #append(line: string): Promise<void> {
    if (!this.#file) throw new Error('no world has been kept yet')
    const bytes = Buffer.from(line)
    try {
      await writeAll(this.#file, bytes, this.#size)
      this.#size += bytes.length
    } catch (error) {
      // A full disk may have taken a part of the line.
      await this.#file.truncate(this.#size).catch(() => undefined)
      throw error
    }
  }
}

function* linesOf(world: string, saved: Saved): Iterable<string> {
  yield headerLine(world, saved)
  for (const [position, { at, command }] of saved.journal.entries()) yield entryLine({ position, at, command })
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Replaces a file's content so that a reader, or a crash, finds the old one or the new one, whole. Answers its size. */
async function replaceFile(path: string, lines: Iterable<string>): Promise<number> {
  const next = `${path}.next`
  const file = await open(next, 'w', 0o600)
  let size = 0
  try {
    let chunk = ''
    const flush = async () => {
      const bytes = Buffer.from(chunk)
      await writeAll(file, bytes, size)
      size += bytes.length
      chunk = ''
    }
    for (const line of lines) {
      chunk += line
      if (chunk.length >= CHUNK_CHARACTERS) await flush()
    }
    await flush()
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(next, { force: true })
    throw error
  }
  await file.close()
  await rename(next, path)
  await syncFolder(dirname(path))
  return size
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Makes a rename last through a power cut, where the system allows it (Windows does not open folders). */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
