import { between } from '#kernel/random.ts'
import type { BuildLine } from '#platform/builds/types.ts'

/** A build that cannot go on. The message is for the log's red block; the reason is the build's one-line result. */
export class BuildFailed extends Error {
  readonly block: readonly string[]

  /** `reason` without a full stop at the end ("Multiple lockfiles found"), then what to do about it, line by line. */
  constructor(reason: string, ...block: string[]) {
    super(reason)
    this.block = block
  }
}

/** The output of a build while it is planned, with a clock of its own: every line takes a moment, and `spend` is work. */
export class BuildLog {
  readonly lines: BuildLine[] = []
  readonly #seed: string
  #at = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  /** Milliseconds since the build began. */
  get at(): number {
    return this.#at
  }

  /** A step's heading. */
  step(text: string): void {
    this.raw(`-----> ${text}`)
  }

  /** Lines within a step. */
  detail(...texts: readonly string[]): void {
    for (const text of texts) this.raw(text === '' ? '' : `       ${text}`)
  }

  /** A block of warning, set apart by blank lines. */
  warn(...texts: readonly string[]): void {
    this.raw('')
    for (const text of texts) this.alert(text)
    this.raw('')
  }

  /** One line of a warning or an error. */
  alert(text: string): void {
    this.raw(text === '' ? ' !' : ` !     ${text}`)
  }

  raw(text: string): void {
    this.#at += Math.round(between(8, 120, this.#seed, 'line', this.lines.length))
    this.lines.push({ at: this.#at, text })
  }

  /** Lets about so many milliseconds of work pass. */
  spend(ms: number): void {
    this.#at += Math.round(ms * between(0.8, 1.25, this.#seed, 'work', this.lines.length))
  }
}
