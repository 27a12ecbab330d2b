import type { Content, Files, FromShell, ProgramAnswer, ShellState, ToShell } from './protocol.ts'

/** A shell in a worker of its own. */
export interface ShellWorker {
  readonly tell: (message: ToShell) => void
  /** Ends it at once, whatever it does. */
  readonly end: () => void
}

export type StartWorker = (hear: (message: FromShell) => void, failed: (reason: string) => void) => ShellWorker

export interface ProcessOptions {
  readonly startWorker: StartWorker
  readonly files: Files
  readonly programs: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly ask: (command: string) => Promise<ProgramAnswer>
  readonly print: (text: string) => void
  /** A line was run to its end, or broken off; the shell waits for the next. */
  readonly ready: (state: ShellState) => void
  /** The line so far goes on. */
  readonly more: () => void
  readonly exited: (status: number) => void
  readonly failed: (reason: string) => void
}

/** How long a shell may take to break off what it does before its worker is ended. */
const PATIENCE_MS = 700

/** A shell in a worker of its own, which can always be interrupted: where it does not listen, another one takes over its files. */
export class ShellProcess {
  readonly #options: ProcessOptions
  readonly #files: Map<string, Content>
  #state: ShellState
  #worker: ShellWorker
  #busy = false
  #interrupting: ReturnType<typeof setTimeout> | undefined

  constructor(options: ProcessOptions) {
    this.#options = options
    this.#files = new Map(options.files)
    this.#state = { env: options.env, setUp: [], cwd: '/app', functions: [], status: 0 }
    this.#worker = this.#start()
  }

  run(line: string): void {
    this.#busy = true
    this.#tell({ type: 'run', line })
  }

  /** As Ctrl-C does. */
  interrupt(): void {
    if (!this.#busy || this.#interrupting !== undefined) return
    this.#tell({ type: 'interrupt' })
    this.#interrupting = setTimeout(() => {
      this.#worker.end()
      this.#state = { ...this.#state, status: 130 }
      this.#worker = this.#start()
    }, PATIENCE_MS)
  }

  end(): void {
    clearTimeout(this.#interrupting)
    this.#worker.end()
  }

  #tell(message: ToShell): void {
    this.#worker.tell(message)
  }

  #start(): ShellWorker {
    const { programs, startWorker, failed } = this.#options
    const worker = startWorker((message) => this.#hear(message), failed)
    worker.tell({ type: 'open', files: this.#files, programs, state: this.#state })
    return worker
  }

  #hear(message: FromShell): void {
    const { ask, print, ready, more, exited } = this.#options
    switch (message.type) {
      case 'print':
        return print(message.text)
      case 'more':
        this.#calm()
        return more()
      case 'ready':
        this.#calm()
        return ready(this.#state)
      case 'ask': {
        const { id, command } = message
        return void ask(command).then((answer) => this.#tell({ type: 'answer', id, answer }))
      }
      case 'done':
        this.#calm()
        this.#state = message.state
        for (const [path, content] of message.changed) {
          if (content === null) this.#files.delete(path)
          else this.#files.set(path, content)
        }
        if (message.exited) exited(message.state.status)
        else ready(message.state)
    }
  }

  #calm(): void {
    clearTimeout(this.#interrupting)
    this.#interrupting = undefined
    this.#busy = false
  }
}
