import { Bash, defineCommand, getCommandNames, type CommandName, type CustomCommand } from 'just-bash/browser'
import type { Content, Files, ProgramAnswer, ShellState } from './protocol.ts'

export interface ShellOptions {
  readonly files: Files
  readonly state: ShellState
  /** Programs that are asked about, as the shell does not have them. */
  readonly programs: readonly string[]
  readonly ask: (command: string) => Promise<ProgramAnswer>
  /** Shows what a program prints that goes on, as it prints it. */
  readonly print: (text: string) => void
}

export interface Outcome {
  readonly output: string
  readonly state: ShellState
  /** Whether the shell itself has ended. */
  readonly exited: boolean
}

/** Where it is seen whether a line was run to its end, and which variables are exported then. */
const EXPORTED = '/run/exported'
/** What the shell sets by itself. */
const OWN =
  /^(_.*|\W|PWD|IFS|OPTIND|(OS|MACH|HOST)TYPE|HOSTNAME|SHELLOPTS|BASHOPTS|PIPESTATUS|RANDOM|SECONDS|LINENO|UID|EUID|PPID|SHLVL)$/
const ALIAS = /^BASH_ALIAS_/
/** Nobody would read more than this of one command's output. */
const MOST_OUTPUT = 2 * 1024 * 1024
/** Whoever waits for a program that takes long in the model need not wait that long. */
const LONGEST_WAIT_MS = 1_500

/** Its own list of commands; no dyno turns HTML into Markdown, and that takes a parser of HTML. */
const isUsual = (name: string): name is CommandName => name !== 'html-to-markdown'

/** Scripts for an interpreter that is not the shell. */
const FOREIGN = /^#!.*\b(ruby|node|python\d?|php|java|perl|escript)\b/

/**
 * A bash session on files in memory. Each line is run by an interpreter that forgets everything but its files, so what else a
 * session remembers is handed from line to line.
 */
export class Shell {
  readonly #bash: Bash
  readonly #options: ShellOptions
  /** Keeps only what defines functions, of a line that it serialises. */
  readonly #definitions = new Bash({ files: {} })
  #state: ShellState
  #known = new Map<string, number>()

  private constructor(options: ShellOptions) {
    this.#options = options
    this.#state = options.state
    this.#bash = new Bash({
      files: Object.fromEntries([...options.files].map(([path, content]) => [path, { content, mode: modeOf(path, content) }])),
      cwd: '/app',
      commands: getCommandNames().filter(isUsual),
      customCommands: [...options.programs, '__program'].map((name) => this.#program(name)),
      // Whoever started an endless loop stops it; see process.ts.
      executionLimits: {
        maxLoopIterations: 1e9,
        maxCommandCount: 1e9,
        maxWorkUnits: 1e12,
        maxAwkIterations: 1e9,
        maxOutputSize: MOST_OUTPUT,
        maxFileSystemBytes: 256 * 1024 * 1024,
      },
    })
    this.#definitions.registerTransformPlugin({
      name: 'definitions',
      transform: ({ ast }) => ({
        ast: {
          ...ast,
          statements: ast.statements.filter(({ pipelines }) =>
            pipelines.some(({ commands }) => commands.some(({ type }) => type === 'FunctionDef')),
          ),
        },
      }),
    })
  }

  static async open(options: ShellOptions): Promise<Shell> {
    const shell = new Shell(options)
    for (const folder of ['/tmp', '/run', '/app', options.state.cwd]) await shell.#bash.fs.mkdir(folder, { recursive: true })
    await shell.changes()
    return shell
  }

  /** Whether the text can be run: no quote and no block is open at its end. */
  isWhole(text: string): boolean {
    if (/(&&|\||\\)\s*$/.test(text)) return false
    try {
      this.#bash.transform(text)
      return true
    } catch (error) {
      if (!(error instanceof Error)) return true
      const atEnd =
        'token' in error &&
        typeof error.token === 'object' &&
        error.token !== null &&
        'type' in error.token &&
        error.token.type === 'EOF'
      return !atEnd && !/unexpected EOF|unterminated here-document/.test(error.message)
    }
  }

  /** Runs a line to its end, or until the signal. */
  async run(line: string, signal: AbortSignal): Promise<Outcome> {
    const { env, setUp, cwd, functions, status } = this.#state
    await this.#bash.fs.rm(EXPORTED, { force: true })
    const script = [
      'shopt -s expand_aliases',
      'exec 2>&1',
      ...setUp,
      ...functions,
      `(exit ${status})`,
      await this.#withInterpreter(line, cwd),
      '__status=$?',
      `export -p >${EXPORTED}`,
      '(exit $__status)',
    ].join('\n')
    const result = await this.#bash.exec(script, { env, cwd, signal, rawScript: true, replaceEnv: true })
    const output = result.stdout + result.stderr
    if (signal.aborted) {
      this.#state = { ...this.#state, status: 130 }
      return { output: output.replace(/bash: execution aborted\n$/, ''), state: this.#state, exited: false }
    }
    const ran = await this.#bash.fs.exists(EXPORTED)
    const exited = !ran && /\b(exit|exec|set)\b/.test([line, ...functions].join('\n'))
    if (ran) await this.#remember(result.env, line, result.exitCode)
    else this.#state = { ...this.#state, status: result.exitCode }
    return { output, state: this.#state, exited }
  }

  /** Files that are not as they were when this was asked last; null for those that are gone. */
  async changes(): Promise<ReadonlyMap<string, Content | null>> {
    const { fs } = this.#bash
    const changed = new Map<string, Content | null>()
    const seen = new Map<string, number>()
    for (const path of fs.getAllPaths()) {
      if (/^\/(app|tmp|home)\//.test(path)) {
        const { isFile, mtime } = await fs.lstat(path)
        if (!isFile) continue
        seen.set(path, mtime.getTime())
        if (this.#known.size > 0 && this.#known.get(path) !== mtime.getTime()) changed.set(path, await fs.readFileBuffer(path))
      }
    }
    for (const path of this.#known.keys()) if (!seen.has(path)) changed.set(path, null)
    this.#known = seen
    return changed
  }

  async #remember(env: Readonly<Record<string, string>>, line: string, status: number): Promise<void> {
    const exported = await this.#bash.fs.readFile(EXPORTED)
    const names = new Set([...exported.matchAll(/^declare -\w*x\w* (\w+)/gm)].map(([, name]) => name))
    const kept = Object.entries(env).filter(([name]) => !OWN.test(name))
    const added = this.#definitions.transform(line).script.trim()
    this.#state = {
      env: Object.fromEntries(kept.filter(([name]) => names.has(name))),
      setUp: kept.filter(([name]) => !names.has(name)).map(([name, value]) => `${name.replace(ALIAS, 'alias ')}=${quote(value)}`),
      cwd: env['PWD'] ?? this.#state.cwd,
      functions: added === '' ? this.#state.functions : [...this.#state.functions, added],
      status,
    }
  }

  /** A script for another interpreter than the shell is a program of the platform's. */
  async #withInterpreter(line: string, cwd: string): Promise<string> {
    const [word = '', path = ''] = /^\s*((?:\.\/)?[\w./-]+)(?=\s|$)/.exec(line) ?? []
    if (!path.includes('/')) return line
    const file = this.#bash.fs.resolvePath(cwd, path)
    if (!(await this.#bash.fs.exists(file)) || !(await this.#bash.fs.stat(file)).isFile) return line
    const start = (await this.#bash.fs.readFile(file)).slice(0, 200)
    return FOREIGN.test(start) ? `__program ${word}${line.slice(word.length)}` : line
  }

  /** A program that only the platform knows: what it prints, and whether it ends. */
  #program(name: string): CustomCommand {
    return defineCommand(name, async (args, { cwd, signal }) => {
      const words = name === '__program' ? args : [name, ...args]
      const folder = cwd.startsWith('/app/') ? `cd ${quote(cwd.slice('/app/'.length))} && ` : ''
      const { output, status, ms } = await this.#options.ask(folder + words.map(quote).join(' '))
      const text = output === '' ? '' : `${output}\n`
      if (status !== null) {
        await pause(Math.min(ms, LONGEST_WAIT_MS), signal)
        return { stdout: text, stderr: '', exitCode: status }
      }
      this.#options.print(text)
      await pause(Infinity, signal)
      return { stdout: '', stderr: '', exitCode: 130 }
    })
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    if (ms !== Infinity) setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => resolve())
  })
}

function modeOf(path: string, content: Content): number {
  const start = typeof content === 'string' ? content.slice(0, 2) : String.fromCharCode(...content.subarray(0, 2))
  return start === '#!' || /(\/bin\/[^/]+|\.sh|\/gradlew|\/mvnw)$/.test(path) ? 0o755 : 0o644
}

/** A word as a shell takes it literally. */
const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)
