import { integer, uuid } from '#kernel/random.ts'
import { buildpackOf, findBuildpack } from '#platform/apps/catalog.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { iso } from '#platform/http/wire.ts'
import type { Buildpack, Revision } from './contract.ts'

// The registry: Heroku's own buildpacks, and some of an invented community.

type Entry = readonly [id: string, category: Buildpack['category'], description: string]

const ENTRIES: readonly Entry[] = [
  ['heroku/nodejs', 'languages', 'Node.js with npm, pnpm or Yarn'],
  ['heroku/ruby', 'languages', 'Ruby, Rack and Rails with Bundler'],
  ['heroku/python', 'languages', 'Python with pip, Pipenv, Poetry or uv'],
  ['heroku/java', 'languages', 'Java with Maven'],
  ['heroku/gradle', 'languages', 'Java, Kotlin and Groovy with Gradle'],
  ['heroku/scala', 'languages', 'Scala with sbt'],
  ['heroku/clojure', 'languages', 'Clojure with Leiningen or tools.deps'],
  ['heroku/php', 'languages', 'PHP with Composer, on Apache or nginx'],
  ['heroku/go', 'languages', 'Go with modules'],
  ['larkfield/apt', 'packages', 'Debian packages named in an Aptfile'],
  ['larkfield/fonts', 'packages', 'Fonts for documents that are rendered on the server'],
  ['larkfield/locales', 'packages', 'Locales beside the one that the stack brings'],
  ['quillstone/ffmpeg', 'packages', 'FFmpeg for audio and video'],
  ['quillstone/imagetools', 'packages', 'Libraries to read, scale and compress images'],
  ['quillstone/pdf', 'packages', 'Tools that write and take apart PDF files'],
  ['quillstone/headless-browser', 'packages', 'A browser without a window, for screenshots and tests'],
  ['ferncliff/nginx', 'tools', 'nginx in front of the web process, with a configuration of yours'],
  ['ferncliff/static', 'tools', 'Serves a folder of files, with redirects and headers'],
  ['ferncliff/pgbouncer', 'tools', 'Pools connections to Postgres within the dyno'],
  ['ferncliff/tunnel', 'tools', 'An encrypted tunnel to a network of yours'],
  ['mosswork/monorepo', 'tools', 'Builds the app that lies in a folder of the repository'],
  ['mosswork/submodules', 'tools', 'Fetches the submodules of the repository'],
  ['mosswork/slug-cleaner', 'tools', 'Leaves out of the slug what only the build needs'],
  ['mosswork/release-notes', 'tools', 'Writes what changed since the last release into the slug'],
  ['harebell/elixir', 'languages', 'Elixir with Mix, and Phoenix assets'],
  ['harebell/rust', 'languages', 'Rust with Cargo'],
  ['harebell/dart', 'languages', 'Dart, compiled ahead of time'],
  ['harebell/deno', 'languages', 'Deno, with its cache kept between builds'],
  ['harebell/crystal', 'languages', 'Crystal with Shards'],
  ['harebell/dotnet', 'languages', 'C# and F# with the .NET SDK'],
  ['tansy/r', 'languages', 'R with packages from a lock file'],
  ['tansy/jupyter', 'tools', 'Serves notebooks behind a password'],
  ['tansy/wasm-tools', 'tools', 'Compiles to WebAssembly and checks its size'],
  ['tansy/otel', 'tools', 'An agent that collects traces and metrics'],
]

const DAY = 86_400_000
const REVISIONS_SHOWN = 10

function wire([id, category, description]: Entry, now: number): Buildpack {
  const [namespace = '', name = ''] = id.split('/')
  const official = namespace === 'heroku'
  // The more specific, the fewer use it.
  const installs = official ? integer(40_000, 900_000, 'installs', id) : integer(40, 9_000, 'installs', id)
  return {
    id,
    namespace,
    name,
    description,
    category,
    installs,
    official,
    blob_url: official ? findBuildpack(id).url : urlOf(id),
    two_factor_authentication: official,
    support: { method: official ? 'github' : 'unsupported' },
    source: { type: 'github', owner: namespace, repo: official ? `heroku-buildpack-${name}` : `buildpack-${name}` },
    updated_at: iso(now - integer(2, 400, 'updated', id) * DAY),
  }
}

const urlOf = (id: string) => `https://buildpack-registry.s3.amazonaws.com/buildpacks/${id}.tgz`

interface Search {
  readonly search?: string | undefined
  readonly 'in[name][]'?: string | undefined
  readonly 'in[namespace][]'?: string | undefined
  readonly 'like[description]'?: string | undefined
}

/** What the registry has of it: every word must be in its name or description; those that most apps use first. */
export function searchRegistry(query: Search, now: number): Buildpack[] {
  const words = (query.search ?? '').toLowerCase().split(/\s+/)
  const description = query['like[description]']?.toLowerCase() ?? ''
  const asked = (wanted: string | undefined, value: string) => wanted === undefined || wanted.split(',').includes(value)
  return ENTRIES.map((entry) => wire(entry, now))
    .filter(
      (entry) =>
        words.every((word) => `${entry.id} ${entry.description}`.toLowerCase().includes(word)) &&
        entry.description.toLowerCase().includes(description) &&
        asked(query['in[name][]'], entry.name) &&
        asked(query['in[namespace][]'], entry.namespace),
    )
    .sort((a, b) => b.installs - a.installs || (a.id < b.id ? -1 : 1))
}

/** A buildpack of the registry by its whole name. Refuses with 404 what is not there. */
export function registered(id: string, now: number): Buildpack {
  const entry = ENTRIES.find(([known]) => known === id)
  if (!entry) throw notFound('buildpack')
  return wire(entry, now)
}

/** The versions of a buildpack, the newest first. */
export function revisionsOf(id: string, now: number): Revision[] {
  const newest = Date.parse(registered(id, now).updated_at)
  const last = integer(3, 60, 'revisions', id)
  const shown = Math.min(last, REVISIONS_SHOWN)
  return Array.from({ length: shown }, (_, back) => ({
    id: uuid('buildpack revision', id, last - back),
    release: last - back,
    status: 'published',
    license: 'MIT',
    created_at: iso(newest - back * integer(5, 50, 'pace', id) * DAY),
  }))
}

/** What a buildpack says of itself. */
export function readmeOf(id: string, now: number): string {
  const { description } = registered(id, now)
  return `# ${id}\n\n${description}.\n\n    heroku buildpacks:add ${id}\n`
}

/** As it is kept: an official one by its short name, one of the registry by its name, any other by its address. */
export function referenceTo(given: string): string {
  const { name } = buildpackOf(given.trim())
  const short = name.replace(/^urn:buildpack:/, '')
  if (ENTRIES.some(([id]) => id === short || urlOf(id) === short))
    return ENTRIES.find(([id]) => urlOf(id) === short)?.[0] ?? short
  if (/^[\w.-]+\/[\w.-]+$/.test(short)) throw invalid(`Could not find the buildpack ${short} in the registry. Check its name.`)
  if (!isAddress(name)) {
    throw invalid(
      `${name} is no buildpack. Name one of the registry, such as heroku/nodejs, or give the https:// address of a Git repository or archive.`,
    )
  }
  return name
}

function isAddress(text: string): boolean {
  if (/^git@[\w.-]+:[\w./-]+$/.test(text)) return true
  const url = URL.parse(text)
  return (
    url !== null && ['https:', 'http:', 'git:'].includes(url.protocol) && url.hostname.includes('.') && url.pathname.length > 1
  )
}
