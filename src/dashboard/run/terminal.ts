import { QueryObserver } from '@tanstack/react-query'
import { ApiFailure, call } from '#client/http.ts'
import { of } from '#dashboard/app/queries.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { consoles, type Deployed, type Session } from '#platform/console/contract.ts'
import type { Dyno } from '#platform/dynos/contract.ts'
import { ShellProcess } from '#shell/process.ts'
import { promptOf } from '#shell/protocol.ts'
import { startWebWorker } from '#shell/web-worker.ts'
import { readFiles } from './files.ts'

export interface Line {
  readonly id: number
  readonly text: string
}

export interface TerminalView {
  /** `busy`: a command runs; `waiting`: for the next line. */
  readonly phase: 'starting' | 'busy' | 'waiting' | 'ended'
  readonly lines: readonly Line[]
  /** What stands before the line that is typed. */
  readonly prompt: string
  /** In words, how it ended. */
  readonly outcome: { readonly text: string; readonly ok: boolean } | null
}

/** What is kept of the output. */
const MOST_LINES = 2_000
const CLEAR = '\u001b[2J\u001b[H'
const SHELLS = /^(ba)?sh( -(i|l|il|li))?$/

/** A one-off dyno with a shell on it. It goes on when its page is left, and ends with the dyno, the shell or the tab. */
export class Terminal {
  readonly app: string
  readonly dyno: Dyno
  /** Lines that were typed, for the arrow keys. */
  readonly typed: string[] = []
  #view: TerminalView = { phase: 'starting', lines: [], prompt: '', outcome: null }
  #listeners = new Set<() => void>()
  #shell: ShellProcess | undefined
  /** Lines that wait until the shell does: a paste of several, or the first one. */
  #queue: string[] = []
  /** What was typed of a line that goes on. */
  #unfinished = ''
  /** The line that is open, which further output goes on with. */
  #open = false
  #printed = 0
  #gone = new AbortController()

  constructor(app: string, dyno: Dyno) {
    this.app = app
    this.dyno = dyno
    void this.#begin().catch((error: unknown) => {
      if (!this.#gone.signal.aborted)
        this.#end(error instanceof ApiFailure && error.status === 404 ? MISSED : sentence(toError(error)), false)
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): TerminalView => this.#view

  /** Types lines, one after another. */
  type(lines: readonly string[]): void {
    if (this.#view.phase === 'ended') return
    this.#queue.push(...lines)
    this.#next()
  }

  /** Ctrl-C: breaks off what runs, or drops the line that is typed. */
  interrupt(typed = ''): void {
    this.#queue = []
    if (this.#view.phase === 'busy') {
      this.#print('^C\n')
      this.#shell?.interrupt()
    } else if (this.#view.phase === 'waiting') {
      this.#unfinished = ''
      this.#print(`${this.#view.prompt}${typed}^C\n`)
      this.#set({ prompt: promptOf(this.#cwd) })
    }
  }

  /** Ctrl-L */
  clear(): void {
    this.#set({ lines: [] })
  }

  /** The shell is told to end, as by Ctrl-D. */
  leave(): void {
    if (this.#view.phase === 'waiting') this.type(['exit'])
  }

  #cwd = '/app'

  async #begin(): Promise<void> {
    const { app, dyno } = this
    const params = { app, dyno: dyno.name }
    const { signal } = this.#gone
    this.#print(`Starting ${dyno.name} (${dyno.size})\n`)
    const session = await call(consoles.attach, { params, signal })
    const [files] = await Promise.all([readFiles(app, dyno.name, signal), this.#up()])
    this.#print(`${dyno.name} is up: ${about(files)}\n`)
    this.#start(session, files)
  }

  /** Resolves when the dyno is up, and ends the terminal when the dyno is gone. */
  #up(): Promise<void> {
    return new Promise((resolve) => {
      const observer = new QueryObserver(queryClient, of.dynos(this.app))
      let seen = false
      const look = (all: readonly Dyno[] | undefined) => {
        const dyno = all?.find(({ id }) => id === this.dyno.id)
        if (dyno?.state === 'up') resolve()
        if (dyno) seen = true
        else if (all && seen) this.#end('Stopped', false)
      }
      const unsubscribe = observer.subscribe(({ data }) => look(data))
      this.#gone.signal.addEventListener('abort', unsubscribe)
      void queryClient.fetchQuery({ ...of.dynos(this.app), staleTime: 0 }).then(look, () => undefined)
    })
  }

  #start({ command, env, programs }: Session, { files }: Deployed): void {
    const interactive = SHELLS.test(command)
    let first = true
    this.#shell = new ShellProcess({
      startWorker: startWebWorker,
      files,
      env,
      programs,
      print: (text) => this.#print(text),
      ask: (line) => this.#ask(line),
      more: () => this.#wait('> '),
      ready: ({ cwd, status }) => {
        this.#unfinished = ''
        this.#cwd = cwd
        if (interactive) this.#wait(promptOf(cwd))
        else if (first) this.#run(command)
        else this.#exit(status)
        first = false
      },
      exited: (status) => this.#exit(status),
      failed: (reason) => this.#end(`The shell did not start: ${reason}`, false),
    })
  }

  async #ask(command: string) {
    try {
      const { lines, status, ms } = await call(consoles.program, {
        params: { app: this.app, dyno: this.dyno.name },
        query: { command },
      })
      return { output: lines.join('\n'), status, ms }
    } catch (error) {
      return { output: sentence(toError(error)), status: 126, ms: 0 }
    }
  }

  #wait(prompt: string): void {
    this.#set({ phase: 'waiting', prompt })
    this.#next()
  }

  #next(): void {
    if (this.#view.phase !== 'waiting') return
    const line = this.#queue.shift()
    if (line === undefined) return
    this.#print(`${this.#view.prompt}${line}\n`)
    if (line.trim() !== '' && this.typed.at(-1) !== line) this.typed.push(line)
    this.#unfinished += this.#unfinished === '' ? line : `\n${line}`
    this.#run(this.#unfinished)
  }

  #run(line: string): void {
    this.#set({ phase: 'busy', prompt: '' })
    this.#shell?.run(line)
  }

  #exit(status: number): void {
    this.#end(`Exited with status ${status}`, status === 0)
    // It may be gone already.
    call(consoles.exit, { params: { app: this.app, dyno: this.dyno.name }, body: { status } }).catch(() => undefined)
  }

  #end(text: string, ok: boolean): void {
    if (this.#view.phase === 'ended') return
    this.#set({ phase: 'ended', prompt: '', outcome: { text, ok } })
    this.#gone.abort()
    this.#shell?.end()
  }

  #print(text: string): void {
    const cleared = text.lastIndexOf(CLEAR)
    const kept = cleared < 0 ? this.#view.lines : []
    const parts = (cleared < 0 ? text : text.slice(cleared + CLEAR.length)).split('\n')
    const before = this.#open ? kept.at(-1) : undefined
    const fresh = parts.map((part, i) =>
      i === 0 && before ? { ...before, text: before.text + part } : { id: (this.#printed += 1), text: part },
    )
    // What follows the last line end is the beginning of a line, or nothing.
    this.#open = parts.at(-1) !== ''
    if (!this.#open) fresh.pop()
    this.#set({ lines: [...(before ? kept.slice(0, -1) : kept), ...fresh].slice(-MOST_LINES) })
  }

  #set(change: Partial<TerminalView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const MISSED = 'The dyno had ended before a terminal was attached: the clock runs too fast for that. Set it to 60× or less.'

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

function about({ files, kept, omitted }: Deployed): string {
  const count = `${files.size.toLocaleString('en-US')} ${files.size === 1 ? 'file' : 'files'} in /app`
  if (files.size === 0) return 'what was deployed is not known, so /app is empty.'
  if (!kept) return `${count}, by name only except for manifests, as the archive that was deployed is not kept here.`
  return omitted > 0
    ? `${count}, of ${(files.size + omitted).toLocaleString('en-US')} that were deployed.`
    : `${count}, as deployed.`
}
