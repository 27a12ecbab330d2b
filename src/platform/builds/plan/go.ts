import { findFiles, hasFile, hasFolder, linesOf, lockOf, textOf } from '#platform/builds/source/tree.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import { frameworkOf } from './runtimes.ts'
import { satisfies } from './versions.ts'

const KNOWN = ['1.26.5', '1.25.12', '1.24.13', '1.23.12', '1.22.12', '1.21.13', '1.20.14', '1.19.13', '1.18.10']
const DEFAULT = '1.25.12'
const LEGACY = ['Gopkg.lock', 'Gopkg.toml', 'Godeps/Godeps.json', 'vendor/vendor.json', 'glide.yaml']
const FRAMEWORKS = [
  ['github.com/gin-gonic/gin', 'gin'],
  ['github.com/labstack/echo/v4', 'echo'],
  ['github.com/gofiber/fiber/v2', 'fiber'],
  ['github.com/gofiber/fiber/v3', 'fiber'],
  ['github.com/go-chi/chi/v5', 'chi'],
] as const

export const go: Buildpack = {
  name: 'heroku/go',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/go.tgz',
  label: 'Go',
  language: 'go',
  looksFor: "a 'go.mod' in the root directory",
  detects: (tree) => hasFile(tree, 'go.mod') || LEGACY.some((file) => hasFile(tree, file)),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, pace, input } = context
  if (!hasFile(tree, 'go.mod')) {
    const tool = LEGACY.find((file) => hasFile(tree, file)) ?? ''
    throw new BuildFailed(
      'Go modules are required',
      `The app manages its dependencies by ${tool}, which is no longer supported.`,
      'Run `go mod init` and `go mod tidy`, commit go.mod and go.sum, and deploy again.',
    )
  }
  const { module, requires, wanted } = readGoMod(tree)
  log.step('Detected go modules via go.mod')
  if (module === '')
    throw new BuildFailed('Unable to read go.mod', 'The file has no module line. Run `go mod init <module>` and commit it.')
  log.step(`Detected Module Name: ${module}`)
  const version = chooseVersion(context, wanted)
  const mains = mainPackages(tree, module)
  log.step('Determining packages to install')
  if (mains.length === 0) {
    throw new BuildFailed(
      'No main packages were found',
      'There is no Go file in the root directory nor below cmd/.',
      'Say what to install in go.mod: // +heroku install ./path/to/main',
    )
  }
  log.detail('Detected the following main packages to install:', ...mains.map(({ path }) => `\t${path}`))
  if (hasFile(tree, 'bin/go-pre-compile')) log.step('Running bin/go-pre-compile hook')
  checkSums(context, requires)
  const packages = mains.map(({ path }) => path).join(' ')
  log.step(`Running: go install -v -tags heroku ${packages}`)
  const sums = Object.entries(lockOf(tree, 'go.sum')?.packages ?? {})
  const vendored = hasFolder(tree, 'vendor')
  if (!input.cached && !vendored) log.detail(...sums.slice(0, 30).map(([name, number]) => `go: downloading ${name} ${number}`))
  const work = pace(6000 + Math.min(sums.length * 60, 5000), 2500)
  const shown = [...requires.slice(0, 20), ...mains.map(({ path }) => path)]
  for (const path of shown) {
    log.spend(work / shown.length)
    log.detail(path)
  }
  if (hasFile(tree, 'bin/go-post-compile')) log.step('Running bin/go-post-compile hook')
  log.step('Installed the following binaries:')
  log.detail(...mains.map(({ binary }) => `./bin/${binary}`))
  const first = mains.find(({ path }) => path === module)?.binary ?? mains[0]?.binary ?? 'app'
  const others = mains.filter(({ binary }) => binary !== first).map(({ binary }): [string, string] => [binary, `bin/${binary}`])
  const defaults: Record<string, string> = { ...Object.fromEntries(others), web: `bin/${first}` }
  if (!hasFile(tree, 'Procfile')) {
    log.step('Created a Procfile with the following entries:')
    log.detail(...Object.entries(defaults).map(([type, command]) => `${type}: ${command}`))
  }
  const size = 4 * MB + mains.length * (2.5 + requires.length * 0.35) * MB
  return { description: 'Go', framework: frameworkOf(new Set(requires), FRAMEWORKS), version, size, defaults }
}

function chooseVersion({ log, input, pace }: BuildContext, wanted: string): string {
  const minor = wanted.split('.').slice(0, 2).join('.')
  const line = KNOWN.find((known) => known.startsWith(`${minor}.`))
  const full = wanted.split('.').length > 2
  // Releases before 1.21 have no ".0" of their own, so "go 1.22.0" is as good as "go 1.22".
  const version = wanted === '' ? DEFAULT : full && !wanted.endsWith('.0') ? wanted : line
  if (
    version === undefined ||
    (line === undefined) !== (wanted === '') ||
    (line !== undefined && satisfies(version, `<=${line}`) === false)
  ) {
    throw new BuildFailed(
      'Unsupported Go version',
      `go.mod asks for Go ${wanted}. Available are Go ${KNOWN.at(-1)} to ${KNOWN[0]}.`,
      `Change the go line of go.mod, for example: go ${DEFAULT.replace(/\.\d+$/, '')}`,
    )
  }
  if (input.cached) log.step(`Using go${version}`)
  else {
    log.step('New Go Version, clearing old cache')
    log.step(`Installing go${version}`)
    log.spend(pace(2200, 0))
    log.step(`Fetching go${version}.linux-amd64.tar.gz... done`)
  }
  return version
}

/** Go refuses to build what go.sum does not vouch for. */
function checkSums({ log, tree }: BuildContext, requires: readonly string[]): void {
  const lock = lockOf(tree, 'go.sum')
  if (requires.length === 0 || hasFolder(tree, 'vendor')) return
  if (hasFile(tree, 'go.sum') && (lock === undefined || lock.count > Object.keys(lock.packages).length)) return
  const missing = requires.filter((name) => lock === undefined || !Object.hasOwn(lock.packages, name))
  if (missing.length === 0) return
  log.detail(
    ...missing
      .slice(0, 5)
      .map((name) => `missing go.sum entry for module providing package ${name}; to add: go mod download ${name}`),
  )
  throw new BuildFailed('Failed to build', 'go.sum does not match go.mod.', 'Run `go mod tidy`, commit go.sum, and deploy again.')
}

/** Module, directly required modules, and the Go version asked for ('' when none). */
function readGoMod(tree: SourceTree): {
  readonly module: string
  readonly requires: readonly string[]
  readonly wanted: string
} {
  const text = textOf(tree, 'go.mod') ?? ''
  const module = /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? ''
  const directive = /^\/\/ \+heroku goVersion (?:go)?([\d.]+)/m.exec(text)?.[1]
  const toolchain = /^toolchain go(\d[\d.]*)/m.exec(text)?.[1]
  const language = /^go (\d[\d.]*)/m.exec(text)?.[1]
  const lines = linesOf(text).filter((line) => !line.includes('// indirect'))
  const requires = lines.flatMap((line) => /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+v\d/.exec(line)?.[1] ?? [])
  return { module, requires, wanted: directive ?? toolchain ?? language ?? '' }
}

/** What `go install` makes binaries of: go.mod's own word, else the root and the folders below cmd. */
export function mainPackages(
  tree: SourceTree,
  module = readGoMod(tree).module,
): { readonly path: string; readonly binary: string }[] {
  const named = /^\/\/ \+heroku install (.+)$/m
    .exec(textOf(tree, 'go.mod') ?? '')?.[1]
    ?.trim()
    .split(/\s+/)
  const folders =
    named === undefined || named.some((item) => item.includes('...'))
      ? [
          ...new Set(
            findFiles(tree, /^(cmd\/[^/]+\/|)[^/]+\.go$/)
              .filter((path) => !path.endsWith('_test.go'))
              .map((path) => path.slice(0, path.lastIndexOf('/') + 1)),
          ),
        ]
      : named.map((item) =>
          item
            .replace(/^\.\/?/, '')
            .replace(/\/?$/, '/')
            .replace(/^\/$/, ''),
        )
  // A root without main.go beside folders in cmd is a library.
  const chosen = folders.filter((folder) => folder !== '' || folders.length === 1 || hasFile(tree, 'main.go'))
  return chosen.map((folder) => {
    const path = folder === '' ? module : `${module}/${folder.slice(0, -1)}`
    return {
      path,
      binary:
        path
          .replace(/\/v\d+$/, '')
          .split('/')
          .at(-1) ?? 'app',
    }
  })
}
