import type { SourceTree } from '#platform/builds/types.ts'
import { asRecord, asString, asStrings, parseJson } from '#platform/builds/source/json.ts'
import { hasFile, hasFolder, mayExist, textOf } from '#platform/builds/source/tree.ts'

/** What is read of a package.json. */
export interface Package {
  readonly name: string
  readonly version: string
  readonly main: string
  readonly packageManager: string
  readonly engines: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

export type Manager = 'npm' | 'yarn' | 'pnpm'
/** Lock files and who writes them. */
export const LOCK_FILES: readonly (readonly [file: string, manager: Manager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
]

type Result = { readonly ok: true; readonly value: Package } | { readonly ok: false; readonly error: string }

/** Reads the text of a package.json; fields of unexpected types count as absent. */
export function readPackage(text: string | undefined): Result {
  if (text === undefined) return { ok: false, error: 'the file cannot be read or is larger than 256 KB' }
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return { ok: false, error: 'it does not hold an object' }
  }
  const json = asRecord(parsed.value)
  return {
    ok: true,
    value: {
      name: asString(json.name) || 'app',
      version: asString(json.version),
      main: asString(json.main),
      packageManager: asString(json.packageManager),
      engines: asStrings(json.engines),
      scripts: asStrings(json.scripts),
      dependencies: { ...asStrings(json.optionalDependencies), ...asStrings(json.dependencies) },
      devDependencies: asStrings(json.devDependencies),
    },
  }
}

/** The package.json in the folder ('' or with a slash at its end), if it is there and valid. */
export function packageIn(tree: SourceTree, folder = ''): Package | undefined {
  const parsed = readPackage(textOf(tree, `${folder}package.json`))
  return parsed.ok ? parsed.value : undefined
}

/** Packages that install a program; a program that is not listed may come from anywhere. */
const BINARIES: Readonly<Record<string, readonly string[]>> = {
  vite: ['vite'],
  tsc: ['typescript'],
  next: ['next'],
  nuxt: ['nuxt', 'nuxi'],
  webpack: ['webpack'],
  'react-scripts': ['react-scripts'],
  ng: ['@angular/cli'],
  nest: ['@nestjs/cli'],
  astro: ['astro'],
  rollup: ['rollup'],
  esbuild: ['esbuild'],
  parcel: ['parcel', 'parcel-bundler'],
  gulp: ['gulp', 'gulp-cli'],
  grunt: ['grunt', 'grunt-cli'],
  tsup: ['tsup'],
  turbo: ['turbo'],
  prisma: ['prisma'],
  eleventy: ['@11ty/eleventy'],
  gatsby: ['gatsby', 'gatsby-cli'],
  rimraf: ['rimraf'],
  'cross-env': ['cross-env'],
  'run-s': ['npm-run-all', 'npm-run-all2'],
  'run-p': ['npm-run-all', 'npm-run-all2'],
  'npm-run-all': ['npm-run-all', 'npm-run-all2'],
  'vue-cli-service': ['@vue/cli-service'],
  babel: ['@babel/cli', 'babel-cli'],
  swc: ['@swc/cli'],
  sass: ['sass'],
  tsx: ['tsx'],
  'ts-node': ['ts-node'],
  nodemon: ['nodemon'],
  serve: ['serve'],
  'http-server': ['http-server'],
  concurrently: ['concurrently'],
  'remix-serve': ['@remix-run/serve'],
  'react-router-serve': ['@react-router/serve'],
  knex: ['knex'],
  sequelize: ['sequelize-cli'],
  'sequelize-cli': ['sequelize-cli'],
  dotenv: ['dotenv-cli'],
  pm2: ['pm2'],
  'pm2-runtime': ['pm2'],
}

/** The packages of which any provides the program, when it is a well-known one. */
export function binaryPackage(program: string): readonly string[] | undefined {
  return Object.hasOwn(BINARIES, program) ? BINARIES[program] : undefined
}

interface Failure {
  readonly lines: readonly string[]
  readonly status: number
}

/** Folders that builds write: what is in them may come to be there. */
const BUILT = /^(\.\/)?(dist|build|out|lib|\.next|\.output|output|public|server|tmp|target|\.svelte-kit|node_modules)\//

/** The failure of a script's command whose file is not in the source. `cwd` is the root. */
export function missingFile(tree: SourceTree, program: string, args: readonly string[]): Failure | undefined {
  if (/^(node|tsx|ts-node|nodemon)$/.test(program)) {
    const file = args.find((arg) => !arg.startsWith('-'))
    const flagged = args.some((arg) =>
      /^-(e|p|-eval|-print|-test|r|-require|-import|-loader|-env-file|c|-check|-project|P)\b/.test(arg),
    )
    if (file === undefined || flagged || BUILT.test(file) || resolveModule(tree, file) !== undefined) return undefined
    return nodeNotFound(file)
  }
  const script =
    /^(ba|da)?sh$/.test(program) && args.length > 0 && !args[0]?.startsWith('-')
      ? args[0]
      : /^\.\/[^*]+$/.test(program)
        ? program
        : undefined
  if (script === undefined || BUILT.test(script) || mayExist(tree, normalize(script))) return undefined
  const what = program === script ? `sh: 1: ${script}: not found` : `${program}: ${script}: No such file or directory`
  return { lines: [what], status: 127 }
}

const normalize = (path: string) =>
  path
    .replace(/^(\.\/)+/, '')
    .replace(/^\/app\//, '')
    .replace(/\/+$/, '')

/** The file that `node <path>` runs: as it is, with an extension, or the folder's main file. */
export function resolveModule(tree: SourceTree, path: string): string | undefined {
  const file = normalize(path)
  const tried = file === '' || file === '.' ? [] : [file, `${file}.js`, `${file}.json`, `${file}.node`]
  const main = packageIn(tree, file === '' || file === '.' ? '' : `${file}/`)?.main
  const folder = file === '' || file === '.' ? '' : `${file}/`
  if (main !== undefined && main !== '') tried.push(`${folder}${normalize(main)}`, `${folder}${normalize(main)}.js`)
  tried.push(`${folder}index.js`)
  return tried.find((name) => hasFile(tree, name)) ?? (tree.omitted > 0 && !hasFolder(tree, file) ? file : undefined)
}

/** What Node.js prints when the file to run is not there. */
export function nodeNotFound(file: string): Failure {
  const path = file.startsWith('/') ? file : `/app/${normalize(file)}`
  return {
    lines: [
      'node:internal/modules/cjs/loader',
      '  throw err;',
      '  ^',
      '',
      `Error: Cannot find module '${path}'`,
      '    at Module._resolveFilename (node:internal/modules/cjs/loader)',
      "  code: 'MODULE_NOT_FOUND',",
      '  requireStack: []',
      '}',
    ],
    status: 1,
  }
}
