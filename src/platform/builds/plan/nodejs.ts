import type { Lock, SourceTree } from '#platform/builds/types.ts'
import { asRecord, asString, parseJson } from '#platform/builds/source/json.ts'
import { findFiles, hasFile, hasFolder, lockOf, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import { DEFAULT_RANGE, installBinaries } from './node-binaries.ts'
import { runScript } from './node-scripts.ts'
import { LOCK_FILES, type Manager, type Package, readPackage } from './package-json.ts'
import { frameworkOf } from './runtimes.ts'
import { satisfies } from './versions.ts'

const FRAMEWORKS = [
  ['next', 'next'],
  ['nuxt', 'nuxt'],
  ['@remix-run/node', 'remix'],
  ['@react-router/node', 'remix'],
  ['@sveltejs/kit', 'sveltekit'],
  ['astro', 'astro'],
  ['@nestjs/core', 'nest'],
  ['fastify', 'fastify'],
  ['koa', 'koa'],
  ['@hapi/hapi', 'hapi'],
  ['hono', 'hono'],
  ['express', 'express'],
  ['serve', 'static'],
  ['http-server', 'static'],
] as const

/** Packages that bring much more than the usual 100 KB. */
const HEAVY: Readonly<Record<string, number>> = {
  next: 62 * MB,
  nuxt: 40 * MB,
  '@prisma/client': 24 * MB,
  prisma: 30 * MB,
  typescript: 11 * MB,
  sharp: 9 * MB,
  puppeteer: 165 * MB,
  playwright: 130 * MB,
  electron: 95 * MB,
  '@tensorflow/tfjs-node': 140 * MB,
  'aws-sdk': 12 * MB,
  googleapis: 18 * MB,
}

export const nodejs: Buildpack = {
  name: 'heroku/nodejs',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz',
  label: 'Node.js',
  language: 'nodejs',
  looksFor: "a 'package.json' file in the root directory",
  detects: (tree) => hasFile(tree, 'package.json'),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, input, pace } = context
  const app = readManifest(tree)
  const production = input.config.NODE_ENV ?? 'production'
  log.step('Creating runtime environment')
  log.detail(
    '',
    `NPM_CONFIG_LOGLEVEL=${input.config.NPM_CONFIG_LOGLEVEL ?? 'error'}`,
    'NODE_VERBOSE=false',
    `NODE_ENV=${production}`,
  )
  log.detail(`NODE_MODULES_CACHE=${input.config.NODE_MODULES_CACHE ?? 'true'}`)

  const present = LOCK_FILES.filter(([file]) => hasFile(tree, file))
  const managers = new Set(present.map(([, manager]) => manager))
  if (managers.size > 1) failOnSeveralLocks(present.map(([file]) => file))
  const manager = [...managers][0] ?? managerOf(app)
  const lock = present.map(([file]) => lockOf(tree, file)).find((found) => found !== undefined)
  const version = installBinaries(context, app, manager)

  log.step('Restoring cache')
  if (input.cached) log.detail(manager === 'npm' ? '- npm cache' : `- ${manager} cache`)
  else log.detail('Caching has not been set up yet for this app')

  log.step('Installing dependencies')
  if (hasFolder(tree, 'node_modules')) warnOfModules(context)
  if (lock !== undefined) checkLock(tree, app, manager, lock)
  runScript(context, app, manager, 'heroku-prebuild')
  install(context, app, manager, present.length > 0, lock)

  log.step('Build')
  const script = app.scripts['heroku-postbuild'] === undefined ? 'build' : 'heroku-postbuild'
  runScript(context, app, manager, script)

  log.step('Caching build')
  log.spend(pace(600, 200))
  log.detail(manager === 'npm' ? '- npm cache' : `- ${manager} cache`)
  log.step('Pruning devDependencies')
  prune(context, app, manager)
  runScript(context, app, manager, 'heroku-cleanup')
  log.step('Build succeeded!')
  for (const warning of warnings(app, present.length > 0)) log.warn(...warning)

  const framework = frameworkOf(new Set(Object.keys(app.dependencies)), FRAMEWORKS)
  const defaults: Readonly<Record<string, string>> = { web: `${manager === 'npm' ? 'npm' : manager} start` }
  return { description: 'Node.js', framework, version, size: sizeOf(app, lock), defaults }
}

function readManifest(tree: SourceTree): Package {
  const parsed = readPackage(textOf(tree, 'package.json'))
  if (parsed.ok) return parsed.value
  throw new BuildFailed(
    'Unable to parse package.json',
    `The package.json file is not valid JSON: ${parsed.error}.`,
    'Fix it, check it with `npm pkg get name`, and deploy again.',
  )
}

function failOnSeveralLocks(files: readonly string[]): never {
  throw new BuildFailed(
    'Multiple lockfiles found',
    'Only one package manager can install this app, but the source holds',
    ...files.map((file) => `  - ${file}`),
    'Keep the lockfile of the one you use, remove the others from the repository',
    'with `git rm`, and deploy again.',
  )
}

function managerOf(app: Package): Manager {
  const named = /^(yarn|pnpm)@/.exec(app.packageManager)?.[1]
  return named === 'yarn' || named === 'pnpm' ? named : 'npm'
}

function warnOfModules({ log }: BuildContext): void {
  log.warn(
    'Warning: node_modules is checked into source control.',
    'Packages that were installed elsewhere may not work here. Remove the folder from the',
    'repository and add it to .gitignore.',
  )
}

/** Whether what package.json asks for is what was locked. Says nothing where the lock could not be read in full. */
function checkLock(tree: SourceTree, app: Package, manager: Manager, lock: Lock): void {
  if (lock.broken !== undefined) {
    throw new BuildFailed('Unable to read the lockfile', `It is not valid: ${lock.broken}.`, 'Create it again and commit it.')
  }
  if (lock.count !== Object.keys(lock.packages).length) return
  const own = workspaceNames(tree)
  const problems: string[] = []
  for (const [name, range] of Object.entries({ ...app.devDependencies, ...app.dependencies })) {
    if (/^(workspace|link|file|portal):/.test(range) || own.has(name)) continue
    const locked = Object.hasOwn(lock.packages, name) ? lock.packages[name] : undefined
    if (locked === undefined) problems.push(`Missing: ${name}@${range} from lock file`)
    else if (manager === 'npm' && satisfies(locked, range) === false && !locked.includes('-')) {
      problems.push(`Invalid: lock file's ${name}@${locked} does not satisfy ${name}@${range}`)
    }
  }
  if (problems.length === 0) return
  const update = `\`${manager} install\``
  throw new BuildFailed(
    `${manager} lockfile is not in sync`,
    `The lockfile does not match the dependencies of package.json:`,
    ...problems.slice(0, 10).map((problem) => `  ${problem}`),
    '',
    `Run ${update} to bring it up to date, commit the lockfile, and deploy again.`,
  )
}

function workspaceNames(tree: SourceTree): Set<string> {
  const names = findFiles(tree, /\/package\.json$/).map((path) => {
    const parsed = parseJson(textOf(tree, path) ?? '')
    return parsed.ok ? asString(asRecord(parsed.value).name) : ''
  })
  return new Set(names)
}

function install({ log, pace }: BuildContext, app: Package, manager: Manager, locked: boolean, lock: Lock | undefined): void {
  const direct = Object.keys({ ...app.dependencies, ...app.devDependencies }).length
  const count = lock?.count ?? direct * 12
  const duration = pace(1500 + Math.min(count * 14, 9000), 900 + Math.min(count * 4, 3000))
  const seconds = Math.max(1, Math.round(duration / 1000))
  if (manager === 'npm') {
    log.detail(locked ? 'Installing node modules' : 'Installing node modules (package.json)')
    log.spend(duration)
    log.detail('', `added ${count} packages, and audited ${count + 1} packages in ${seconds}s`, '')
    if (count > 20) log.detail(`${Math.round(count * 0.17)} packages are looking for funding`, '  run `npm fund` for details', '')
    log.detail('found 0 vulnerabilities')
  } else if (manager === 'yarn') {
    const berry = lock?.about.version === 'berry' || /^yarn@[2-9]/.test(app.packageManager)
    log.detail(berry ? `Running 'yarn install' with yarn.lock` : 'Installing node modules (yarn.lock)')
    const steps = ['Resolving packages...', 'Fetching packages...', 'Linking dependencies...', 'Building fresh packages...']
    for (const [index, text] of steps.entries()) {
      log.detail(berry ? `➤ YN0000: ┌ ${text.replace('...', '')}` : `[${index + 1}/4] ${text}`)
      log.spend(duration / 4)
    }
    log.detail(berry ? `➤ YN0000: · Done in ${seconds}s` : `Done in ${seconds}.${count % 90}s.`)
  } else {
    log.detail("Running 'pnpm install' with pnpm-lock.yaml", 'Lockfile is up to date, resolution step is skipped')
    log.spend(duration)
    log.detail(
      `Packages: +${count}`,
      '+'.repeat(Math.max(1, Math.min(60, count))),
      '',
      ...listDirect(app),
      '',
      `Done in ${seconds}s`,
    )
  }
}

function listDirect(app: Package): string[] {
  return [
    'dependencies:',
    ...Object.entries(app.dependencies)
      .slice(0, 12)
      .map(([name, range]) => `+ ${name} ${range.replace(/^[\^~]/, '')}`),
  ]
}

function prune({ log, input, pace }: BuildContext, app: Package, manager: Manager): void {
  const none = Object.keys(app.devDependencies).length === 0
  const setting = ['NPM_CONFIG_PRODUCTION', 'YARN_PRODUCTION', 'PNPM_SKIP_PRUNING'].find((key) => input.config[key] !== undefined)
  const { NODE_ENV = 'production' } = input.config
  if (NODE_ENV !== 'production') log.detail(`Skipping because NODE_ENV is not 'production'`)
  else if (setting !== undefined && input.config[setting] === (setting === 'PNPM_SKIP_PRUNING' ? 'true' : 'false')) {
    log.detail(`Skipping because ${setting} is '${input.config[setting]}'`)
  } else {
    log.spend(none ? 300 : pace(1200, 800))
    if (manager === 'npm')
      log.detail(
        '',
        none ? 'up to date, audited in 412ms' : `removed packages of ${Object.keys(app.devDependencies).length} devDependencies`,
        'found 0 vulnerabilities',
      )
    else log.detail(`Running '${manager} ${manager === 'yarn' ? 'install --production' : 'prune --prod'}'`)
  }
}

function warnings(app: Package, locked: boolean): string[][] {
  const found: string[][] = []
  const { node } = app.engines
  if (node === undefined) {
    found.push([
      'Warning: No Node.js version is specified in package.json.',
      `The default (${DEFAULT_RANGE}) was used. Pin one under engines.node.`,
    ])
  } else if (/^\s*(>=?|\*|latest)/.test(node) && !node.includes('<')) {
    found.push([
      `Warning: The range "${node}" in engines.node is open-ended.`,
      'A new major version may break this app. Pin one, for example "24.x".',
    ])
  }
  if (!locked && Object.keys(app.dependencies).length > 0) {
    found.push([
      'Warning: No lockfile was found.',
      'Versions of dependencies can change with every build. Commit the lockfile of your package manager.',
    ])
  }
  return found
}

function sizeOf(app: Package, lock: Lock | undefined): number {
  const kept = lock === undefined ? Object.keys(app.dependencies).length * 12 : lock.count - lock.dev.length
  const names = new Set([
    ...Object.keys(app.dependencies),
    ...Object.keys(lock?.packages ?? {}).filter((name) => !lock?.dev.includes(name)),
  ])
  const heavy = [...names].reduce((sum, name) => sum + (Object.hasOwn(HEAVY, name) ? (HEAVY[name] ?? 0) : 0), 0)
  return 30 * MB + Math.max(0, kept) * 0.11 * MB + heavy
}
