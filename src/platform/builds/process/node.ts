import {
  binaryPackage,
  missingFile,
  nodeNotFound,
  type Package,
  packageIn,
  resolveModule,
} from '#platform/builds/plan/package-json.ts'
import { hasFile, lockOf } from '#platform/builds/source/tree.ts'
import { interactive, quote } from './coreutils.ts'
import {
  bootTime,
  exits,
  hasRuntime,
  inSource,
  listensByFlag,
  notFound,
  ownProgram,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

/** A program that Node.js apps have only when a build installed Node.js. */
const needsNode =
  (program: Program): Program =>
  (argv, context) =>
    hasRuntime(context, 'nodejs') ? program(argv, context) : notFound(argv[0] ?? '')

const BUILT = /^(dist|build|out|lib|\.next|\.output|server|output|tmp|\.svelte-kit|node_modules)(\/|$)/

const listening = ({ port }: ProcessContext) => `Server listening on port ${port}`

const node: Program = (argv, context) => {
  const version = context.runtime.language === 'nodejs' ? context.runtime.version : '24.19.0'
  const args = argv.slice(1)
  if (args.some((arg) => /^(-v|--version)$/.test(arg))) return exits(0, 60, `v${version}`)
  if (args.some((arg) => /^(-e|-p|--eval|--print|-pe|-c|--check|--test)$/.test(arg))) return exits(0, 250)
  const valued = /^(-r|--require|--import|--loader|--env-file|-C|--conditions)$/
  const file = args.find((arg, index) => !arg.startsWith('-') && !valued.test(args[index - 1] ?? ''))
  if (file === undefined) return interactive(context, `Welcome to Node.js v${version}.`)
  const path = inSource(context, file)
  const found = resolveModule(context.tree, path === '' ? '.' : path)
  if (found === undefined && !isBuilt(context, path)) return fail(nodeNotFound(path === '' ? '.' : `/app/${path}`), 120, version)
  return ownProgram(context, bootTime(context, 2000, 5000), found ?? path, listening(context))
}

/** Whether a build script can have written the file. */
function isBuilt({ tree, cwd }: ProcessContext, path: string): boolean {
  const below = path.startsWith(cwd) ? path.slice(cwd.length) : path
  const scripts = { ...packageIn(tree)?.scripts, ...packageIn(tree, cwd)?.scripts }
  return (
    BUILT.test(below) &&
    ['build', 'heroku-postbuild', 'heroku-prebuild', 'postinstall', 'prepare'].some((name) => scripts[name] !== undefined)
  )
}

function fail(
  { lines, status }: { readonly lines: readonly string[]; readonly status: number },
  ms: number,
  version?: string,
): Step {
  return exits(status, ms, ...lines, ...(version === undefined ? [] : ['', `Node.js v${version}`]))
}

const npm: Program = (argv, outer) => {
  const [manager = 'npm', ...args] = argv
  if (args.some((arg) => /^(-v|--version)$/.test(arg)))
    return exits(0, 300, { npm: '11.6.2', yarn: '1.22.22' }[manager] ?? '10.28.0')
  const at = args.findIndex((arg) => /^(--prefix|-C|--cwd|--dir)$/.test(arg))
  const workspace = args.findIndex((arg) => /^(-w|--workspace|--filter|workspace)$/.test(arg))
  const folder = at === -1 ? undefined : inSource(outer, args[at + 1] ?? '')
  const context = folder === undefined ? outer : { ...outer, cwd: folder === '' ? '' : `${folder}/` }
  const words = args.filter(
    (arg, index) =>
      !arg.startsWith('-') &&
      !(at !== -1 && index === at + 1) &&
      !(workspace !== -1 && index <= workspace + 1 && index >= workspace),
  )
  const rest = args.includes('--') ? args.slice(args.indexOf('--') + 1) : []
  const [verb = '', second] = words
  if (verb === 'exec' || verb === 'dlx' || verb === 'x')
    return npx(['npx', ...args.slice(args.indexOf(verb) + 1).filter((arg) => arg !== '--')], context)
  if (/^(ci|install|i|prune|audit|config|cache|ls)$/.test(verb)) return exits(0, 3000)
  const isRun = verb === 'run' || verb === 'run-script'
  const name = isRun ? second : verb
  const app = packageIn(context.tree, context.cwd)
  // A workspace's scripts live in a manifest that its name alone does not lead to.
  if (workspace !== -1) return ownProgram(context, bootTime(context, 2500, 5000), '', listening(context))
  if (app === undefined)
    return exits(
      254,
      300,
      `${manager} error code ENOENT`,
      `${manager} error enoent Could not read package.json: No such file or directory '/app/${context.cwd}package.json'`,
    )
  if (name === undefined || name === '') return exits(1, 300, `Usage: ${manager} <command>`)
  const script =
    app.scripts[name] ?? (name === 'start' && hasFile(context.tree, `${context.cwd}server.js`) ? 'node server.js' : undefined)
  if (script === undefined) {
    if (manager === 'yarn' && !isRun && binaryPackage(name) !== undefined) return npx(['npx', ...words], context)
    return exits(1, 300, manager === 'npm' ? `npm error Missing script: "${name}"` : `error Command "${name}" not found.`)
  }
  return runScripts(app, name, script, quote(rest), context)
}

/** Runs a script between its pre- and post-script, as package managers do. */
function runScripts(app: Package, name: string, script: string, rest: string, context: ProcessContext): Step {
  const before = app.scripts[`pre${name}`]
  const commands = [
    ...(before === undefined ? [] : [[`pre${name}`, before] as const]),
    [name, rest === '' ? script : `${script} ${rest}`] as const,
  ]
  let ms = 400
  const lines: { at: number; text: string }[] = []
  for (const [title, command] of commands) {
    const header = ['', `> ${app.name}${app.version === '' ? '' : `@${app.version}`} ${title}`, `> ${command}`, '']
    lines.push(...header.map((text) => ({ at: ms, text })))
    const step = context.run(command, { ...context, command: `${context.command} ${command}` })
    lines.push(
      ...step.lines.map(({ at, text }) => ({
        at: at + ms,
        text: text.replace(/^bash: line 1: (.*): command not found$/, 'sh: 1: $1: not found'),
      })),
    )
    ms += step.ms
    if (step.kind !== 'exits' || step.status !== 0 || title === name) return { ...step, lines, ms }
  }
  return exits(0, ms)
}

const npx: Program = (argv, context) => {
  const words = argv.slice(1)
  const from = words.findIndex((word) => !word.startsWith('-'))
  return from === -1 ? exits(0, 300) : context.run(quote(words.slice(from)), context)
}

/** A program that a package brings: not there when none of the packages is, or when they were pruned after the build. */
const packaged =
  (program: Program): Program =>
  (argv, context) => {
    const [name = ''] = argv
    return isInstalled(context, binaryPackage(name) ?? [name]) ? program(argv, context) : notFound(name)
  }

function isInstalled({ tree, cwd, env }: ProcessContext, providers: readonly string[]): boolean {
  const apps = [packageIn(tree, cwd), packageIn(tree)].filter((app) => app !== undefined)
  const kept =
    env.NPM_CONFIG_PRODUCTION === 'false' || env.YARN_PRODUCTION === 'false' || (env.NODE_ENV ?? 'production') !== 'production'
  const named = (list: (app: Package) => Readonly<Record<string, string>>) =>
    apps.some((app) => providers.some((name) => Object.hasOwn(list(app), name)))
  if (apps.length === 0 || named((app) => app.dependencies)) return true
  if (named((app) => app.devDependencies)) return kept
  // What nobody asked for by name may still come with something else.
  const lock = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'].find((file) => hasFile(tree, file))
  const packages = lock === undefined ? undefined : lockOf(tree, lock)
  if (lock !== undefined && packages === undefined) return true
  return (
    packages !== undefined && providers.some((name) => Object.hasOwn(packages.packages, name) && !packages.dev.includes(name))
  )
}

const ownFile: Program = (argv, context) => {
  const failure = missingFile(context.tree, argv[0] ?? '', argv.slice(1))
  if (failure !== undefined) return fail(failure, 400)
  const file = argv.slice(1).find((arg) => /\.[cm]?[jt]sx?$/.test(arg)) ?? ''
  return ownProgram(context, bootTime(context, 2500, 6000), inSource(context, file), listening(context))
}

/** A server that reads PORT by itself unless a flag says otherwise. */
const readsPort =
  (...banner: readonly string[]): Program =>
  (argv, context) => {
    if (argv[1] === 'build') return exits(0, 9000, ...banner)
    const listens = listensByFlag(argv, ['-p', '--port', '-l', '--listen'], context.port, 'port')
    return server(
      context,
      bootTime(context, 2500, 5000),
      listens,
      ...banner,
      `- Local:        http://localhost:${context.port}`,
      '✓ Ready',
    )
  }

const ownPort =
  (otherwise: 'elsewhere' | 'by-code'): Program =>
  (argv, context) => {
    if (/^(build|generate|check|migrate|db)/.test(argv[1] ?? '')) return exits(0, 6000)
    return server(
      context,
      bootTime(context, 2500, 5000),
      listensByFlag(argv, ['-p', '--port'], context.port, otherwise),
      listening(context),
    )
  }

const tool: Program = (argv, context) => {
  if (/migrate|deploy|seed|push/.test(argv.join(' '))) {
    if (context.env.DATABASE_URL === undefined) return exits(1, 900, 'Error: Environment variable not found: DATABASE_URL.')
    return exits(0, 2600, 'Datasource found in DATABASE_URL', '', 'No pending migrations to apply.')
  }
  return exits(0, 1500)
}

/** `concurrently "a" "b"`: lives as its first command that stays does. */
const together: Program = (argv, context) => {
  const steps = argv
    .slice(1)
    .filter((word) => !word.startsWith('-'))
    .map((word) => context.run(word.startsWith('npm:') ? `npm run ${word.slice(4)}` : word, context))
  return steps.find((step) => step.kind === 'serves') ?? steps.find((step) => step.kind !== 'exits') ?? steps[0] ?? exits(0, 300)
}

const environment: Program = (argv, context) =>
  context.run(quote(['env', ...argv.slice(1).filter((word) => word !== '--')]), context)

export const NODE: readonly (readonly [name: string, program: Program])[] = (
  [
    ['node', node],
    ['npm', npm],
    ['yarn', npm],
    ['pnpm', npm],
    ['npx', npx],
    ['next', packaged(readsPort('▲ Next.js'))],
    ['serve', packaged(readsPort('Serving!'))],
    ['http-server', packaged(readsPort('Starting up http-server'))],
    ['remix-serve', packaged(readsPort('[remix-serve]'))],
    ['react-router-serve', packaged(readsPort('[react-router-serve]'))],
    ['nuxt', packaged(readsPort('Nuxt'))],
    ['react-scripts', packaged(readsPort('Starting the development server...'))],
    ['nest', packaged(ownPort('by-code'))],
    ['vite', packaged(ownPort('elsewhere'))],
    ['astro', packaged(ownPort('elsewhere'))],
    ['nodemon', packaged(ownFile)],
    ['tsx', packaged(ownFile)],
    ['ts-node', packaged(ownFile)],
    ['pm2', packaged(ownFile)],
    ['pm2-runtime', packaged(ownFile)],
    ['prisma', packaged(tool)],
    ['knex', packaged(tool)],
    ['sequelize', packaged(tool)],
    ['sequelize-cli', packaged(tool)],
    ['concurrently', packaged(together)],
    ['cross-env', packaged(environment)],
    ['dotenv', packaged(environment)],
    ...['tsc', 'webpack', 'rollup', 'esbuild', 'gulp', 'grunt', 'babel', 'rimraf', 'turbo', 'tsup', 'sass'].map(
      (name) => [name, packaged(() => exits(0, 4000))] as const,
    ),
  ] as const
).map(([name, program]) => [name, needsNode(program)] as const)
