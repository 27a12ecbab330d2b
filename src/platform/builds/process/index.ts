import type { BuildLine, ProcessPlan, SlugPlan, SourceTree } from '#platform/builds/types.ts'
import { byPath, isGoBinary, JVM, PHP } from './compiled.ts'
import { NODE } from './node.ts'
import { PYTHON } from './python.ts'
import { RUBY } from './ruby.ts'
import { LAST_STATUS, parseCommand } from './shell.ts'
import { COREUTILS } from './coreutils.ts'
import { exits, inSource, notFound, type ProcessContext, type Program, type Step } from './step.ts'

export interface ProcessInput {
  readonly slug: Pick<SlugPlan, 'processTypes' | 'runtime'>
  readonly tree: SourceTree
  /** Process type; 'run' for a one-off dyno, 'release' for the release phase. */
  readonly type: string
  readonly command: string
  /** Config vars and what the dyno adds to them. */
  readonly env: Readonly<Record<string, string>>
  readonly seed: string
  /** The value of PORT. */
  readonly port: number
}

const PROGRAMS: ReadonlyMap<string, Program> = new Map([...COREUTILS, ...NODE, ...PYTHON, ...RUBY, ...PHP, ...JVM])

/** Programs that only the platform knows something of; a shell has the small tools itself. */
export const PROGRAM_NAMES: readonly string[] = [...[...NODE, ...PYTHON, ...RUBY, ...PHP, ...JVM].map(([name]) => name), 'psql']

/** A web process that takes longer than this to do nothing has failed to bind by then (B.4: 60 s). */
const BOOT_LIMIT = 60_000
const MAX_LINES = 500
const MAX_DEPTH = 8

/**
 * What happens when a dyno starts the command: what it prints and whether it serves, runs, exits or never binds to PORT.
 * A function of its input; never throws.
 */
export function planProcess({ slug, tree, type, command, env, seed, port }: ProcessInput): ProcessPlan {
  const full = { HOME: '/app', PWD: '/app', ...env, PORT: String(port) }
  const step = runLine(command, {
    tree,
    runtime: slug.runtime,
    type,
    command,
    web: slug.processTypes.web ?? '',
    env: full,
    seed,
    port,
    cwd: '',
    depth: 0,
    run: runLine,
  })
  return { lines: step.lines.slice(0, MAX_LINES), outcome: outcomeOf(step, type) }
}

function outcomeOf({ kind, ms, status }: Step, type: string): ProcessPlan['outcome'] {
  if (kind === 'never-binds' || (kind === 'exits' && type === 'web' && ms > BOOT_LIMIT)) return { kind: 'never-binds' }
  return kind === 'exits' ? { kind, afterMs: ms, status } : { kind, bootMs: ms }
}

/** Runs a command line's commands one after another, until one stays. */
function runLine(line: string, outer: ProcessContext): Step {
  if (outer.depth > MAX_DEPTH) return exits(1, 50, 'bash: too many levels of commands')
  let context = { ...outer, depth: outer.depth + 1 }
  const commands = parseCommand(line, context.env)
  if (commands === undefined) return exits(2, 40, 'bash: -c: line 1: unexpected EOF while looking for matching quote')
  const lines: BuildLine[] = []
  let [ms, status] = [0, 0]
  let background: Step | undefined
  for (const [index, { argv: words, assigned, joiner }] of commands.entries()) {
    const argv = words.map((word) => word.replaceAll(LAST_STATUS, String(status)))
    // What reads from a pipe ends with what it reads from.
    if (joiner === '|' || (joiner === '&&' && status !== 0) || (joiner === '||' && status === 0)) continue
    context = { ...context, env: { ...context.env, ...assigned } }
    const step = argv[0] === 'wait' && background !== undefined ? { ...background, lines: [] } : runProgram(argv, context)
    lines.push(...step.lines.map(({ at, text }) => ({ at: at + ms, text })))
    if (step.kind !== 'exits') {
      if (commands[index + 1]?.joiner !== '&') return { ...step, lines, ms: ms + step.ms }
      background = step
      continue
    }
    ms += step.ms
    status = step.status
    if (argv[0] === 'cd' && status === 0) {
      const folder = inSource(context, argv[1] ?? '')
      context = { ...context, cwd: argv[1] === undefined || folder === '' ? '' : `${folder}/` }
    }
    if (argv[0] === 'exit' || (argv[0] === 'exec' && argv.length > 1)) break
  }
  return { lines, kind: 'exits', ms, status }
}

function runProgram(argv: readonly string[], context: ProcessContext): Step {
  const [name] = argv
  if (name === undefined || name === '') return exits(0, 5)
  // Binaries that packages bring are on the PATH, so their folder makes no difference.
  const plain = name.replace(
    /^(\.\/)?(node_modules\/\.bin|vendor\/bin|vendor\/bundle\/bin|\.venv\/bin|bin(?=\/(rails|rake|bundle|puma)$))\//,
    '',
  )
  const program = PROGRAMS.get(plain)
  if (program !== undefined) return program([plain, ...argv.slice(1)], context)
  // A Go build puts its binaries on the PATH.
  const path = isGoBinary(context, `bin/${name}`) ? `/app/bin/${name}` : name
  return path.includes('/') ? byPath([path, ...argv.slice(1)], context) : notFound(name)
}
