import type { PlatformHost } from '#platform/index.ts'

/** Where uploaded archives are kept: beside the world, for whoever wants to look into what was deployed. */
export type Archives = PlatformHost['archives']

/** All archives together, in bytes. What came first goes first. */
export const ARCHIVES_KEPT = 256 * 1024 * 1024

export interface KeptArchive {
  readonly checksum: string
  readonly size: number
}

/** The archives that have to go, of all in the order in which they came, so that those that stay are within the limit. */
export function tooMany(kept: readonly KeptArchive[], limit = ARCHIVES_KEPT): readonly KeptArchive[] {
  let sum = 0
  const firstToStay = kept.findLastIndex(({ size }) => (sum += size) > limit) + 1
  return kept.slice(0, firstToStay)
}

/** Keeps archives as long as the process lives. */
export class MemoryArchives implements Archives {
  readonly #kept = new Map<string, Uint8Array>()
  readonly #limit: number

  constructor(limit = ARCHIVES_KEPT) {
    this.#limit = limit
  }

  async keep(checksum: string, bytes: Uint8Array): Promise<void> {
    this.#kept.delete(checksum)
    this.#kept.set(checksum, bytes)
    const kept = [...this.#kept].map(([name, { length }]) => ({ checksum: name, size: length }))
    for (const old of tooMany(kept, this.#limit)) this.#kept.delete(old.checksum)
  }

  async read(checksum: string): Promise<Uint8Array | null> {
    return this.#kept.get(checksum) ?? null
  }
}
