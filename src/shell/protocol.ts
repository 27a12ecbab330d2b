// What a terminal and the worker that runs its shell say to each other.

export type Content = string | Uint8Array

/** Files by absolute path. */
export type Files = ReadonlyMap<string, Content>

/** What a shell remembers from one command line to the next, its files apart. */
export interface ShellState {
  readonly env: Readonly<Record<string, string>>
  /** Lines that set what programs are not given: variables and aliases. */
  readonly setUp: readonly string[]
  readonly cwd: string
  /** Definitions of functions, as typed. */
  readonly functions: readonly string[]
  readonly status: number
}

/** What a program does that the shell does not have itself. */
export interface ProgramAnswer {
  readonly output: string
  /** Null when it goes on until it is stopped. */
  readonly status: number | null
  /** How long it takes, in ms. */
  readonly ms: number
}

export type ToShell =
  | { readonly type: 'open'; readonly files: Files; readonly programs: readonly string[]; readonly state: ShellState }
  | { readonly type: 'run'; readonly line: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ProgramAnswer }

export type FromShell =
  | { readonly type: 'ready' }
  | { readonly type: 'print'; readonly text: string }
  /** The line is not whole yet: a quote or a block is open. */
  | { readonly type: 'more' }
  | { readonly type: 'ask'; readonly id: number; readonly command: string }
  | {
      readonly type: 'done'
      readonly state: ShellState
      /** The shell itself has ended, with `state.status`. */
      readonly exited: boolean
      /** What the line did to files; null for one that is gone. */
      readonly changed: ReadonlyMap<string, Content | null>
    }

/** How the shell of an app shows where it is. */
export function promptOf(cwd: string): string {
  return `${cwd === '/app' ? '~' : cwd.startsWith('/app/') ? `~${cwd.slice(4)}` : cwd} $ `
}
