import type { Entry, Sink } from './entry.ts'
import { LIMITS } from './limits.ts'
import { topFolder, walkArchive } from './read.ts'
import { isIgnored } from './wanted.ts'

/** What is wanted of an archive at most, in bytes: of one file, and of all together. */
interface Most {
  readonly file: number
  readonly sum: number
}

/** The contents of an archive's files by path, as `readSource` names them; those that are too large are left out. */
export async function readContents(archive: Uint8Array, most: Most): Promise<ReadonlyMap<string, Uint8Array>> {
  const sink = new Contents(most)
  await walkArchive(archive, sink, LIMITS)
  return sink.files()
}

class Contents implements Sink {
  readonly #most: Most
  readonly #paths: string[] = []
  readonly #contents = new Map<string, Uint8Array>()
  #sum = 0

  constructor(most: Most) {
    this.#most = most
  }

  begin({ path, size }: Entry): boolean {
    if (isIgnored(path)) return false
    this.#paths.push(path)
    return size <= this.#most.file && this.#sum + size <= this.#most.sum
  }

  content({ path }: Entry, bytes: Uint8Array): void {
    this.#sum += bytes.length
    this.#contents.set(path, bytes.slice())
  }

  files(): ReadonlyMap<string, Uint8Array> {
    const { length } = topFolder(this.#paths)
    return new Map([...this.#contents].map(([path, bytes]) => [path.slice(length), bytes]))
  }
}
