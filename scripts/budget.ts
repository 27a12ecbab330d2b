// Holds the build to its budget of bytes and requests: `npm run build` ends with this, and fails when one is exceeded.
// Sizes are gzip -9, in kB of 1,000 bytes.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'vite'

/** The modules that are imported lazily and yet needed before the apps list shows. Extend this when a route's file moves. */
const firstPage: readonly string[] = ['src/hosts/browser/intercept.ts']

/** What the shell loads once the first page stands: every page after it finds that there. */
const shellParts: readonly string[] = ['src/dashboard/shell/SidebarFoot.tsx', 'src/dashboard/shell/Later.tsx']

/** Parts of the world's worker that load on first need (a build, say), by chunk name: no part of what a visitor waits for. */
const laterInWorld: readonly string[] = [
  'later',
  'later-account',
  'later-data',
  'later-redis',
  'later-teams',
  'read',
  'tail',
  'two-factor',
  'x509',
]

/** Larger than a page may be, and loaded by one that stands already. */
const editor = 'src/dashboard/sql/editor/Editor.tsx'

const limits = {
  page: 190_000,
  world: 130_000,
  laterInWorld: 60_000,
  shell: 400_000,
  requests: 15,
  ownOfPage: 60_000,
  editor: 125_000,
}

const dist = process.env['DIST'] ?? 'dist'

interface ManifestEntry {
  readonly file: string
  readonly css?: readonly string[]
  readonly isDynamicEntry?: boolean
}

interface Imports {
  readonly now: readonly string[]
  readonly later: readonly string[]
}

interface Row {
  readonly what: string
  readonly value: number
  readonly limit: number
}

const manifest: Readonly<Record<string, ManifestEntry>> = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const html = readFileSync(join(dist, 'index.html'), 'utf8')

// What index.html loads; the paths there begin with the base, which a built page knows only as the address of its entry.
const entry = manifest['index.html']?.file ?? ''
const base = html.match(new RegExp(`src="([^"]*)${entry}"`))?.[1] ?? '/'
const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url.slice(base.length))

for (const name of linked) if (!existsSync(join(dist, name))) fail(`index.html refers to ${name}, which is not in the build.`)

const built = (module: string): ManifestEntry => {
  const found = manifest[module]
  if (!found) throw new Error(`${module} is not in the build; scripts/budget.ts names it`)
  return found
}
const lazy = firstPage.map(built)
const script = (name: string) => name.endsWith('.js')
const page = reachable([...linked.filter(script), ...lazy.map(({ file }) => file)])
const workers = [...page].flatMap(workersOf)
const serviceWorker = ['sw.js', 'mockServiceWorker.js']
const shell = reachable([...page, ...shellParts.map((module) => built(module).file)])
const beyondShell = ({ file }: ManifestEntry) => size([...reachable([file])].filter((name) => !shell.has(name)))
const ownOfPages = Object.entries(manifest)
  .filter(([name, { isDynamicEntry }]) => isDynamicEntry && name !== editor)
  .map(([, entry]) => beyondShell(entry))
const others = [...linked.filter((name) => !script(name)), ...lazy.flatMap(({ css = [] }) => css)]

// The world: the worker's own static imports, and what it imports at once by import() after it has answered its first connection.
const isShell = (name: string) => posix.basename(name).startsWith('worker-')
const inWorkers = globSync(join(dist, 'workers/*.js')).map((path) => path.replaceAll('\\', '/').slice(dist.length + 1))
const worlds = inWorkers.filter((name) => !isShell(name))
const rows: readonly Row[] = [
  { what: 'JavaScript for the apps list', value: size([...page, ...serviceWorker]), limit: limits.page },
  ...worlds.map((name) => ({ what: name, value: size(world(name)), limit: limits.world })),
  ...worlds.flatMap(later).map((name) => ({ what: name, value: size([name]), limit: limits.laterInWorld })),
  { what: 'The largest page, beyond the shell', value: Math.max(...ownOfPages), limit: limits.ownOfPage },
  { what: 'The editor of SQL', value: beyondShell(built(editor)), limit: limits.editor },
  // Comes when somebody opens a terminal.
  ...inWorkers.filter(isShell).map((name) => ({ what: name, value: size(reachable([name])), limit: limits.shell })),
  {
    what: 'Requests to first content',
    // The page itself, then everything above.
    value: 1 + new Set([...page, ...serviceWorker, ...others, ...workers.flatMap((name) => [...world(name)])]).size,
    limit: limits.requests,
  },
]

console.log('\nBudget')
for (const { what, value, limit } of rows) {
  const show = (number: number) => (number > 1_000 ? `${(number / 1_000).toFixed(1)} kB` : String(number)).padStart(9)
  console.log(`  ${value > limit ? '✗' : '✓'} ${what.padEnd(40)}${show(value)} of${show(limit)}`)
}
if (rows.some(({ value, limit }) => value > limit)) fail('The build is over its budget.')

// The public-suffix list would come back with any library that brings tough-cookie past the alias in vite.config.ts.
const suffixes = globSync(join(dist, '**/*.js')).filter((path) =>
  /kawasaki.*kitakyushu|kitakyushu.*kawasaki/s.test(readFileSync(path, 'utf8')),
)
if (suffixes.length > 0) fail(`The public-suffix list is in ${suffixes.join(', ')}.`)

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function size(names: Iterable<string>): number {
  return [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length, 0)
}

/** The files that load with these, by static imports and, when asked, by import() too. */
function reachable(names: readonly string[], follow: (name: string) => boolean = () => false): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const { now, later } = importsOf(name)
    for (const next of [...now, ...later.filter(follow)]) visit(next)
  }
  names.forEach(visit)
  return seen
}

function world(name: string): ReadonlySet<string> {
  return reachable([name], (part) => !laterInWorld.some((chunk) => posix.basename(part).startsWith(`${chunk}-`)))
}

/** The parts of a world that load on first need. */
function later(name: string): readonly string[] {
  const atOnce = world(name)
  return [...reachable([name], () => true)].filter((part) => !atOnce.has(part))
}

/** What a built script imports, as paths in the build. */
function importsOf(name: string): Imports {
  const code = readFileSync(join(dist, name), 'utf8')
  const { module } = parseSync(name, code)
  const inBuild = (specifier: string) => posix.join(dirname(name), specifier)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  )
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  const later = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const [, specifier] = code.slice(moduleRequest.start, moduleRequest.end).match(/^["'`](\.[^"'`]+)["'`]$/) ?? []
    return specifier === undefined ? [] : [inBuild(specifier)]
  })
  return { now: [...new Set([...imported, ...exported])].map(inBuild), later }
}

/** The workers a script names. */
function workersOf(name: string): readonly string[] {
  const code = readFileSync(join(dist, name), 'utf8')
  return [...code.matchAll(/workers\/[\w.-]+\.js/g)].map(([path]) => path).filter((path) => existsSync(join(dist, path)))
}
