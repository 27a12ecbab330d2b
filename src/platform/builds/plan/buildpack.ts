import type { BuildInput, Language, SourceTree } from '#platform/builds/types.ts'
import type { BuildLog } from './log.ts'

/** What a language's build is given. */
export interface BuildContext {
  readonly input: BuildInput
  readonly tree: SourceTree
  readonly log: BuildLog
  /** The first of two durations in ms, or the second when the build cache is there. */
  readonly pace: (fresh: number, cached: number) => number
}

/** What a language's build leaves behind. */
export interface Built {
  /** The platform's word for it, e.g. "Ruby/Rails". */
  readonly description: string
  /** A key of the profiles in `runtimes.ts`, or '' when none was recognised. */
  readonly framework: string
  /** Of the language's runtime. */
  readonly version: string
  /** What it adds to the slug, in bytes: runtime and dependencies. */
  readonly size: number
  /** Process types for an app that does not declare them. */
  readonly defaults: Readonly<Record<string, string>>
  /** Process types that are there beside a Procfile's. */
  readonly extras?: Readonly<Record<string, string>>
}

export interface Buildpack {
  readonly name: string
  readonly url: string
  /** As printed: "<label> app detected". */
  readonly label: string
  readonly language: Language
  /** What detection looks for, in words. */
  readonly looksFor: string
  readonly detects: (tree: SourceTree) => boolean
  /** Prints the build and returns what came of it. Throws `BuildFailed`. */
  readonly build: (context: BuildContext) => Built
}

export const MB = 1024 * 1024
