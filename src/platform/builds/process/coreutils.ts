// The shell's own commands and small tools, as people type them into one-off dynos.
import { hex } from '#kernel/random.ts'
import { textOf } from '#platform/builds/source/tree.ts'
import {
  exits,
  fileExists,
  folderExists,
  inSource,
  isOneOff,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

const QUICK = 20
const silent: Program = () => exits(0, QUICK)

/** `env FOO=1 cmd`, `time cmd`, `nohup cmd`: runs the rest of the words. */
const prefix: Program = (argv, context) => {
  const rest = argv.slice(1)
  const from = rest.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word))
  if (from === -1) return exits(0, QUICK)
  const assigned = Object.fromEntries(
    rest
      .slice(0, from)
      .filter((word) => word.includes('='))
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  )
  return context.run(quote(rest.slice(from)), { ...context, env: { ...context.env, ...assigned } })
}

/** Words as a command line that parses to the same words. */
export function quote(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ')
}

const shell: Program = (argv, context) => {
  const [, flag, script] = argv
  if (flag !== undefined && /^-\w*c$/.test(flag)) return context.run(script ?? '', context)
  const file = argv.slice(1).find((word) => !word.startsWith('-'))
  if (file === undefined) return interactive(context, '~ $ ')
  if (!fileExists(context, file)) return exits(127, QUICK, `${argv[0]}: ${file}: No such file or directory`)
  return isOneOff(context) ? exits(0, 2500) : server(context, 2500, 'by-code')
}

/** A prompt stays for as long as somebody is attached; nobody is to a process that the formation started. */
export function interactive(context: ProcessContext, prompt: string): Step {
  return context.type === 'run' ? { lines: [{ at: 300, text: prompt }], kind: 'runs', ms: 300, status: 0 } : exits(0, 300)
}

const echo: Program = ([, ...words]) => {
  const text = words[0] === '-n' || words[0] === '-e' ? words.slice(1) : words
  return exits(0, QUICK, ...text.join(' ').split('\n'))
}

const env: Program = (argv, context) => {
  const names = argv.slice(1).filter((word) => !word.startsWith('-'))
  if (argv[0] === 'env' && names.length > 0) return prefix(argv, context)
  const sorted = Object.entries(context.env).sort(([a], [b]) => (a < b ? -1 : 1))
  if (names.length === 0) return exits(0, QUICK, ...sorted.map(([key, value]) => `${key}=${value}`))
  const values = names.map((name) => (Object.hasOwn(context.env, name) ? context.env[name] : undefined))
  return exits(values.includes(undefined) ? 1 : 0, QUICK, ...values.flatMap((value) => value ?? []))
}

const ls: Program = (argv, context) => {
  const [target = ''] = argv.slice(1).filter((word) => !word.startsWith('-'))
  if (!folderExists(context, target)) {
    if (fileExists(context, target)) return exits(0, QUICK, target)
    return exits(2, QUICK, `ls: cannot access '${target}': No such file or directory`)
  }
  const folder = inSource(context, target)
  const start = folder === '' ? 0 : folder.length + 1
  const below = context.tree.files.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
  const names = [...new Set(below.map(({ path }) => path.slice(start).replace(/\/.*/, '/')))]
  const shown = names.filter((name) => !name.startsWith('.') || argv.some((word) => /^-\w*[aA]/.test(word)))
  if (!argv.some((word) => /^-\w*l/.test(word))) return exits(0, QUICK, ...shown.map((name) => name.replace('/', '')))
  const sizes = new Map(below.map(({ path, size }) => [path.slice(start), size]))
  const row = (name: string) =>
    `${name.endsWith('/') ? 'drwx------' : '-rw-------'} ${String(sizes.get(name) ?? 4096).padStart(8)} ${name.replace('/', '')}`
  return exits(0, QUICK, ...shown.map(row))
}

const cat: Program = (argv, context) => {
  const files = argv.slice(1).filter((word) => !word.startsWith('-'))
  const missing = files.find((file) => !fileExists(context, file))
  if (missing !== undefined) return exits(1, QUICK, `${argv[0]}: ${missing}: No such file or directory`)
  return exits(
    0,
    QUICK,
    ...files.flatMap((file) =>
      (textOf(context.tree, inSource(context, file)) ?? '').replace(/\n$/, '').split('\n').slice(0, 200),
    ),
  )
}

const sleep: Program = ([, duration = '']) => {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(duration) ?? []
  if (amount === '')
    return exits(1, QUICK, duration === '' ? 'sleep: missing operand' : `sleep: invalid time interval '${duration}'`)
  const seconds = Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1)
  return exits(0, Math.min(seconds, 86_400) * 1000)
}

const test: Program = (argv, context) => {
  const words = argv.slice(1).filter((word) => word !== ']' && word !== ']]')
  const [first, second = '', third = ''] = words
  const holds =
    first === '-z'
      ? second === ''
      : first === '-n'
        ? second !== ''
        : first === '-f' || first === '-e'
          ? fileExists(context, second)
          : first === '-d'
            ? folderExists(context, second)
            : second === '!='
              ? first !== third
              : words.length === 3
                ? first === third
                : (first ?? '') !== ''
  return exits(holds ? 0 : 1, QUICK)
}

/** The language runtimes' versions are with the languages. */
export const COREUTILS: readonly (readonly [name: string, program: Program])[] = [
  ...'cd export set unset source . : date mkdir touch cp mv rm chmod ln trap ulimit umask wait sync kill head tail grep sed awk sort wc tee curl wget tar gzip git find which type'
    .split(' ')
    .map((name) => [name, silent] as const),
  [
    'cd',
    (argv, context) =>
      folderExists(context, argv[1] ?? '')
        ? exits(0, QUICK)
        : exits(1, QUICK, `bash: line 1: cd: ${argv[1]}: No such file or directory`),
  ],
  ['true', silent],
  ['false', () => exits(1, QUICK)],
  ['exit', ([, status = '0']) => exits(/^\d{1,3}$/.test(status) ? Number(status) % 256 : 2, QUICK)],
  ['echo', echo],
  ['printf', echo],
  ['env', env],
  ['printenv', env],
  ['ls', ls],
  ['cat', cat],
  ['pwd', (_, { cwd }) => exits(0, QUICK, `/app${cwd === '' ? '' : `/${cwd.slice(0, -1)}`}`)],
  ['whoami', (_, { seed }) => exits(0, QUICK, `u${parseInt(hex(4, seed, 'user'), 16)}`)],
  ['hostname', (_, { seed }) => exits(0, QUICK, hex(12, seed, 'host'))],
  ['uname', () => exits(0, QUICK, 'Linux')],
  ['nproc', () => exits(0, QUICK, '8')],
  ['sleep', sleep],
  ['test', test],
  ['[', test],
  ['[[', test],
  ['bash', shell],
  ['sh', shell],
  ['exec', prefix],
  ['time', prefix],
  ['nohup', prefix],
  ['nice', prefix],
  ['command', prefix],
  [
    'psql',
    (_, context) =>
      context.env.DATABASE_URL === undefined
        ? exits(
            2,
            200,
            'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
          )
        : interactive(context, 'd=> '),
  ],
]
