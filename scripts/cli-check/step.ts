import type { Api } from './api.ts'

interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** A command of the CLI, and what it has to do. */
export interface Step {
  /**
   * As typed after `heroku`. Words are split at spaces; a part in single quotes stays together; `{name}` is what a step before
   * found by that name.
   */
  readonly command: string
  /** What has to stand in its output, both streams together. Named groups are kept for later steps. */
  readonly shows: RegExp
  /** The exit code; 0 unless said otherwise. */
  readonly exits?: number
  /** What is sent to its standard input. */
  readonly input?: string
  /** For a command that goes on without end: it is ended once it has shown what it should. */
  readonly endless?: true
  /** A request to the API once the command runs, to make something happen that it should show. */
  readonly meanwhile?: string
  /** A request to the API that comes first, or several. */
  readonly before?: ApiRequest | readonly ApiRequest[]
  /** Typed in the folder of a project with a git repository, and not in the home of the one who types. */
  readonly inProject?: true
  /** Asks the data service by the setting that names it, and not through the proxy. */
  readonly direct?: true
  /** Carried out as someone else: a person's e-mail, or a token that a step before has found. */
  readonly as?: string
}

/** Steps that build on each other, in this order, on a fresh world of their own. */
export interface Part {
  readonly name: string
  readonly steps: readonly Step[]
  /** What has to be there before the first of them. */
  readonly prepare?: (api: Api) => Promise<void>
}

/** A person of the starting world who has nothing to do with its team. */
export const OUTSIDER = 'otto@example.com'
