import { between } from '#kernel/random.ts'
import type { BuildLine, Language, Runtime, SourceTree } from '#platform/builds/types.ts'
import { hasFile, hasFolder } from '#platform/builds/source/tree.ts'

/** What a command is run in. */
export interface ProcessContext {
  readonly tree: SourceTree
  readonly runtime: Runtime
  /** Process type: 'web', 'worker', ..., 'release' or 'run'. */
  readonly type: string
  /** The whole command as the process type declares it. */
  readonly command: string
  /** The command of the web process, '' when there is none. */
  readonly web: string
  readonly env: Readonly<Record<string, string>>
  readonly seed: string
  readonly port: number
  /** '' for /app itself, else the folder with a slash at its end. */
  readonly cwd: string
  /** Commands within commands: npm scripts, `bash -c`. */
  readonly depth: number
  /** Runs a command line, or undefined when commands are nested too deeply. */
  readonly run: (line: string, context: ProcessContext) => Step
}

/** What one command does. */
export interface Step {
  /** `at` counts from the command's start. */
  readonly lines: readonly BuildLine[]
  readonly kind: 'serves' | 'runs' | 'never-binds' | 'exits'
  /** Until it is up, or has exited. */
  readonly ms: number
  /** Of one that exits. */
  readonly status: number
}

/** A program: `argv` holds its own name first. */
export type Program = (argv: readonly string[], context: ProcessContext) => Step

/** Spreads texts over the time in which they are printed. */
function spread(texts: readonly string[], ms: number): BuildLine[] {
  return texts.map((text, index) => ({ at: Math.round(ms * (0.15 + (0.85 * (index + 1)) / texts.length)), text }))
}

/** A command that ends. */
export function exits(status: number, ms: number, ...texts: readonly string[]): Step {
  return { lines: spread(texts, ms), kind: 'exits', ms: Math.round(ms), status }
}

export function notFound(program: string): Step {
  const why = program.includes('/') ? 'No such file or directory' : 'command not found'
  return exits(127, 40, `bash: line 1: ${program}: ${why}`)
}

/** A time between two figures that this process keeps from start to start of the same dyno. */
export function bootTime(context: ProcessContext, low: number, high: number): number {
  return Math.round(between(low, high, context.seed, 'boot'))
}

/**
 * A server. As the web process it serves when it listens on PORT; anywhere else it just runs.
 * `listens` is where it listens: on PORT, on a port of its own, or wherever its code says.
 */
export function server(
  context: ProcessContext,
  ms: number,
  listens: 'port' | 'elsewhere' | 'by-code',
  ...texts: readonly string[]
): Step {
  if (context.type !== 'web') return { lines: spread(texts, ms), kind: 'runs', ms, status: 0 }
  const bound = listens === 'port' || (listens === 'by-code' && !listensElsewhere(context))
  return { lines: spread(texts, ms), kind: bound ? 'serves' : 'never-binds', ms, status: 0 }
}

/** A program of the app's own: a server or worker by its process type, and something that ends in a one-off dyno. */
export function ownProgram(context: ProcessContext, ms: number, file: string, ...texts: readonly string[]): Step {
  const isWeb = context.web !== '' && (context.command === context.web || (file !== '' && context.web.includes(file)))
  const isServer = isWeb || Object.hasOwn(context.tree.signals.listensOn, file)
  if (isOneOff(context) && !isServer) return exits(0, ms)
  return server(context, ms, 'by-code', ...(context.type === 'web' ? texts : []))
}

export const isOneOff = ({ type }: ProcessContext) => type === 'run' || type === 'release'

/** Whether code listens on a port of its own and neither it nor the command ever asks for PORT. */
export function listensElsewhere({ tree, command, env }: ProcessContext): boolean {
  const asked = tree.signals.mentionsPort || /\bPORT\b/.test(command)
  const ports = Object.values(tree.signals.listensOn)
  return !asked && ports.length > 0 && !ports.includes(Number(env.PORT))
}

/** Where a server with these arguments listens: by a flag such as --port 8000 or --bind :8000, else `otherwise`. */
export function listensByFlag(
  argv: readonly string[],
  flags: readonly string[],
  port: number,
  otherwise: 'port' | 'elsewhere' | 'by-code',
): 'port' | 'elsewhere' | 'by-code' {
  for (const [index, word] of argv.entries()) {
    const flag = flags.find(
      (name) => word === name || word.startsWith(`${name}=`) || (name.length === 2 && new RegExp(`^${name}\\S*\\d+$`).test(word)),
    )
    if (flag === undefined) continue
    const value = word === flag ? (argv[index + 1] ?? '') : word.slice(flag.length)
    const number = /(\d{2,5})\D*$/.exec(value)?.[1]
    if (number !== undefined) return Number(number) === port ? 'port' : 'elsewhere'
  }
  return otherwise
}

const MANIFESTS: readonly (readonly [language: Language, files: readonly string[]])[] = [
  ['nodejs', ['package.json']],
  ['ruby', ['Gemfile']],
  ['python', ['requirements.txt', 'Pipfile.lock', 'poetry.lock', 'uv.lock']],
  ['php', ['composer.json', 'index.php']],
  ['java', ['pom.xml', 'build.gradle', 'build.gradle.kts', 'gradlew']],
  ['scala', ['build.sbt']],
  ['clojure', ['project.clj']],
]

/** Whether a build of this source can have installed the language's runtime. */
export function hasRuntime({ tree, runtime }: ProcessContext, ...languages: readonly Language[]): boolean {
  return languages.some(
    (language) =>
      runtime.language === language ||
      MANIFESTS.some(([name, files]) => name === language && files.some((file) => hasFile(tree, file))),
  )
}

/** A path as a command names it, relative to the root of the source. */
export function inSource(context: ProcessContext, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/app/') ? path.slice(5) : `${context.cwd}${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** Whether the file can be there when the app runs: in the source, or among what builds write. */
export function fileExists(context: ProcessContext, path: string): boolean {
  const file = inSource(context, path)
  return hasFile(context.tree, file) || context.tree.omitted > 0
}

export function folderExists(context: ProcessContext, path: string): boolean {
  const folder = inSource(context, path)
  return folder === '' || hasFolder(context.tree, folder) || context.tree.omitted > 0
}
