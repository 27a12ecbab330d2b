import { ShellProcess } from '#shell/process.ts'
import { promptOf } from '#shell/protocol.ts'
import { HUNG_UP, startThread, type Attachment } from './consoles.ts'
import { firstKey, LineEditor } from './line-editor.ts'

/** A shell that is typed into, and what is to be run once it is left: the CLI's `--exit-code` adds that. */
const INTERACTIVE = /^(?:\/(?:usr\/)?bin\/)?(?:ba)?sh(?: -(?:i|l|il|li))*\s*(?:;\s*(.*))?$/s
const INTERRUPT = '\u0003'
const END = '\u0004'
/** What somebody may type ahead, in characters. */
const MOST_INPUT = 1024 * 1024

/** What is typed into an attached dyno, and what it shows. Lines end with `\n`. */
export class Terminal {
  readonly #attachment: Attachment
  readonly #print: (text: string) => void
  readonly #editor: LineEditor
  readonly #interactive: boolean
  readonly #over = Promise.withResolvers<void>()
  #shell: ShellProcess | undefined
  #phase: 'starting' | 'busy' | 'waiting' | 'ended' = 'starting'
  /** What is typed and not taken yet. */
  #input = ''
  /** The lines so far of a command that goes on. */
  #unfinished = ''
  /** The command was begun, where it is not a shell to type into. */
  #begun = false
  /** What is to be run when the shell is left, and whether it was. */
  #last: string | undefined
  #leaving = false

  constructor(attachment: Attachment, print: (text: string) => void) {
    const { command, tty, up, gone } = attachment
    this.#attachment = attachment
    this.#print = print
    this.#editor = new LineEditor(tty ? print : null)
    const asked = INTERACTIVE.exec(command)
    this.#interactive = asked !== null
    this.#last = asked?.[1]
    if (gone.aborted) this.#stop()
    gone.addEventListener('abort', () => this.#stop())
    void up.then(() => this.#start())
  }

  /** Resolves when everything is over: the dyno is gone, and what it printed is told. */
  get over(): Promise<void> {
    return this.#over.promise
  }

  type(text: string): void {
    if (this.#phase === 'ended') return
    const cut = this.#attachment.tty && this.#phase !== 'waiting' ? text.lastIndexOf(INTERRUPT) : -1
    if (cut >= 0) {
      this.#input = ''
      this.#print('^C\n')
      if (this.#phase === 'starting') return void this.#finish(130)
      this.#shell?.interrupt()
    }
    this.#input = (this.#input + text.slice(cut + 1)).slice(0, MOST_INPUT)
    this.#take()
  }

  /** Whoever was attached is gone. */
  hangUp(): void {
    if (this.#phase !== 'ended') void this.#finish(HUNG_UP)
  }

  #start(): void {
    if (this.#phase === 'ended') return
    const { files, env, programs, ask, command } = this.#attachment
    this.#shell = new ShellProcess({
      startWorker: startThread,
      files,
      env,
      programs,
      ask,
      print: this.#print,
      more: () => this.#more(),
      ready: ({ cwd, status }) => {
        this.#unfinished = ''
        if (this.#interactive && !this.#leaving) return this.#wait(promptOf(cwd))
        if (this.#begun || this.#leaving) return void this.#finish(status)
        this.#begun = true
        this.#run(command)
      },
      exited: (status) => this.#leave(status),
      failed: (reason) => {
        this.#print(`The shell failed: ${reason}\n`)
        void this.#finish(137)
      },
    })
  }

  #leave(status: number): void {
    if (this.#leaving || this.#last === undefined) return void this.#finish(status)
    this.#leaving = true
    this.#run(this.#last)
  }

  #run(text: string): void {
    this.#phase = 'busy'
    this.#shell?.run(text)
  }

  #wait(prompt: string): void {
    this.#phase = 'waiting'
    this.#editor.begin(prompt)
    this.#take()
  }

  /** A command is not whole: the rest is asked for, where there can be one. */
  #more(): void {
    if (this.#interactive && !this.#leaving) return this.#wait('> ')
    this.#print('bash: syntax error: unexpected end of file\n')
    void this.#finish(2)
  }

  #take(): void {
    while (this.#phase === 'waiting') {
      const key = firstKey(this.#input)
      if (key === null) return
      this.#input = this.#input.slice(key.length)
      this.#press(key)
    }
  }

  #press(key: string): void {
    switch (this.#editor.press(key)) {
      case 'enter':
        this.#unfinished += this.#unfinished === '' ? this.#editor.line : `\n${this.#editor.line}`
        return this.#run(this.#unfinished)
      case 'interrupt':
        this.#unfinished = ''
        return this.#run('(exit 130)')
      case 'end':
        return this.#end()
      case null:
    }
  }

  /** There is nothing more to come. */
  #end(): void {
    if (this.#editor.line !== '') {
      this.#input = `\n${END}`
      return
    }
    if (this.#unfinished !== '') {
      this.#print('bash: syntax error: unexpected end of file\n')
      return this.#leave(2)
    }
    if (this.#attachment.tty) this.#print('exit\n')
    this.#run('exit')
  }

  async #finish(status: number): Promise<void> {
    if (this.#phase === 'ended') return
    this.#phase = 'ended'
    this.#shell?.end()
    await this.#attachment.exit(status)
    this.#over.resolve()
  }

  #stop(): void {
    this.#phase = 'ended'
    this.#shell?.end()
    this.#over.resolve()
  }
}
