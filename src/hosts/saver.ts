import type { Saved, Store } from './store.ts'

/**
 * Writes to a store one after the other, in the order asked. When a write fails, whoever asked learns of it, and the next
 * one writes the whole world instead: so the store never has a gap, and a disk that has room again ends up complete.
 */
export class Saver {
  readonly #store: Store
  readonly #whole: () => Saved
  readonly #report: (error: unknown, during: string) => void
  #last: Promise<void> = Promise.resolve()
  #asked = 0
  #wholeUpTo = 0
  #failed = false

  constructor(store: Store, whole: () => Saved, report: (error: unknown, during: string) => void) {
    this.#store = store
    this.#whole = whole
    this.#report = report
  }

  /** Resolves when it is written; rejects when it could not be. */
  write(work: (store: Store) => Promise<void>): Promise<void> {
    const number = ++this.#asked
    const done = this.#last.then(() => this.#run(number, work))
    this.#last = done.catch((error: unknown) => {
      this.#failed = true
      this.#report(error, 'keeping the world')
    })
    return done
  }

  /** Writes when its turn comes; a failure is reported, and made good by the next write. */
  writeSoon(work: (store: Store) => Promise<void>): void {
    this.write(work).catch(() => undefined)
  }

  /** Resolves when all that was asked so far has been tried. */
  idle(): Promise<void> {
    return this.#last
  }

  async #run(number: number, work: (store: Store) => Promise<void>): Promise<void> {
    if (number <= this.#wholeUpTo) return // was part of a world that has been written whole
    if (!this.#failed) return work(this.#store)
    const upTo = this.#asked
    await this.#store.begin(this.#whole())
    this.#wholeUpTo = upTo
    this.#failed = false
  }
}
