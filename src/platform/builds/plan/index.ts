import { between } from '#kernel/random.ts'
import type { BuildInput, BuildPlan, SlugPlan, SourceTree } from '#platform/builds/types.ts'
import { asRecord, asString, parseJson } from '#platform/builds/source/json.ts'
import { findFiles, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { clojure } from './clojure.ts'
import { go } from './go.ts'
import { gradle, java } from './java.ts'
import { BuildFailed, BuildLog } from './log.ts'
import { nodejs } from './nodejs.ts'
import { php } from './php.ts'
import { parseProcfile } from './procfile.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { runtimeOf } from './runtimes.ts'
import { scala } from './scala.ts'

/** In the order in which detection tries them. */
const BUILDPACKS: readonly Buildpack[] = [ruby, nodejs, clojure, python, java, gradle, scala, php, go]

const NEWEST_STACK = 'heroku-24'
const SLUG_LIMIT = 500 * MB
const SLUG_SOFT_LIMIT = 300 * MB

/** A buildpack to use, with ours when it is one of the official languages. */
interface Chosen {
  readonly name: string
  readonly url: string
  readonly official: Buildpack | undefined
}

/**
 * What building this source prints, how long it takes, and what comes of it. A function of its input: the same input
 * gives the same plan. Never throws; what cannot be built is a plan that fails.
 */
export function planBuild(input: BuildInput): BuildPlan {
  const log = new BuildLog(input.seed)
  let buildpacks: readonly Chosen[] = []
  let current = 'app'
  try {
    log.step(`Building on the ${title(input.stack)} stack`)
    log.spend(900)
    const asked = input.buildpacks.length > 0 ? input.buildpacks : manifestBuildpacks(input.tree)
    const detected = asked.length === 0 && input.first
    buildpacks = asked.length > 0 ? asked.map(resolve) : [detect(input, log)]
    let last: Built | undefined
    let language: Buildpack | undefined
    let size = 0
    for (const chosen of buildpacks) {
      current = chosen.official?.label.replace(/ \(.*/, '') ?? 'app'
      const built = run(chosen, input, log, !detected)
      last = built ?? last
      language = built === undefined ? language : chosen.official
      size += built?.size ?? 0
    }
    const slug = finish(input, log, language, last, size)
    return { lines: log.lines, duration: log.at, buildpacks: buildpacks.map(named), result: { status: 'succeeded', slug } }
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error
    printFailure(log, error, current)
    return {
      lines: log.lines,
      duration: log.at,
      buildpacks: buildpacks.map(named),
      result: { status: 'failed', reason: error.message },
    }
  }
}

const named = ({ name, url }: Chosen) => ({ name, url })

/** "heroku-24" as it is printed: "Heroku-24". */
const title = (stack: string) => stack.charAt(0).toUpperCase() + stack.slice(1)

function printFailure(log: BuildLog, error: BuildFailed, language: string): void {
  log.raw('')
  log.alert(`Error: ${error.message}.`)
  if (error.block.length > 0) log.alert('')
  for (const line of error.block) log.alert(line)
  log.raw('')
  log.alert(`Push rejected, failed to compile ${language} app.`)
  log.raw('')
  log.alert('Push failed')
}

function detect(input: BuildInput, log: BuildLog): Chosen {
  if (input.first) {
    log.step('Determining which buildpack to use for this app')
    log.spend(400)
  }
  const found = BUILDPACKS.filter((buildpack) => buildpack.detects(input.tree))
  const [first, second] = found
  if (first === undefined) failUndetected(input.tree)
  if (second !== undefined && input.first) {
    log.warn(
      'Warning: Multiple default buildpacks reported the ability to handle this app.',
      `The first one in the list is used: ${found.map(({ label }) => label).join(', ')}`,
    )
  }
  return { name: first.name, url: first.url, official: first }
}

/** The `buildpacks` of an app.json, which count as long as the app has none of its own. */
function manifestBuildpacks(tree: SourceTree): string[] {
  const parsed = parseJson(textOf(tree, 'app.json') ?? '')
  const listed = parsed.ok ? asRecord(parsed.value).buildpacks : undefined
  const names = (Array.isArray(listed) ? listed : []).map((item) =>
    typeof item === 'string' ? item : asString(asRecord(item).url),
  )
  return names.filter((name) => name !== '').slice(0, 20)
}

/** Official buildpacks go by shorthand ("heroku/nodejs", "urn:buildpack:heroku/nodejs") or by the address of their repository or archive. */
function resolve(given: string): Chosen {
  const short = /^(?:urn:buildpack:)?heroku\/([a-z]+)$/.exec(given)?.[1]
  const address =
    /^(?:https?:\/\/|git@|git:\/\/)(?:github\.com[/:]heroku\/heroku-buildpack-([a-z]+)|[^/]*\/buildpacks\/heroku\/([a-z]+)\.tgz)/.exec(
      given,
    )
  const name = short ?? address?.[1] ?? address?.[2]
  const official = BUILDPACKS.find((buildpack) => buildpack.name === `heroku/${name}`)
  return official === undefined
    ? { name: given, url: given, official }
    : { name: official.name, url: short === undefined ? given : official.url, official }
}

function failUndetected(tree: SourceTree): never {
  const rest = tree.files.length + tree.omitted
  throw new BuildFailed(
    'No default language could be detected for this app',
    'HINT: This occurs when no buildpack recognises the source. It looks for these files in the root directory:',
    ...BUILDPACKS.map(({ label, looksFor }) => `  - ${label}: ${looksFor}`),
    '',
    `The root directory of the source (${rest} file${rest === 1 ? '' : 's'}) holds:`,
    ...listRoot(tree),
  )
}

function listRoot(tree: SourceTree): string[] {
  const names = [...new Set(tree.files.map(({ path }) => path.replace(/\/.*/, '/')))]
  const shown = names.slice(0, 12).map((name) => `  ${name}`)
  if (names.length === 0) return ['  (nothing)']
  return names.length > 12 ? [...shown, `  ... and ${names.length - 12} more`] : shown
}

/** Runs one buildpack. Undefined for one that is not ours: it is named in the log and does nothing. */
function run({ name, official }: Chosen, input: BuildInput, log: BuildLog, announce: boolean): Built | undefined {
  const { tree } = input
  if (announce) log.step(`Using buildpack: ${name}`)
  if (official === undefined) {
    log.spend(600)
    log.detail('This buildpack is not part of the simulation, so it changes nothing.')
    return undefined
  }
  if (!official.detects(tree)) {
    log.step(`App not compatible with buildpack: ${official.url}`)
    throw new BuildFailed(
      `Your app is configured to use the ${official.label} buildpack, but we couldn't find ${official.looksFor}`,
      'Check that the project is at the root of what is deployed, or remove the buildpack from the app.',
      'The root directory holds:',
      ...listRoot(tree),
    )
  }
  log.step(`${official.label} app detected`)
  log.spend(300)
  const pace = (fresh: number, cached: number) =>
    (input.cached ? cached : fresh) * between(0.9, 1.15, input.seed, 'pace', log.lines.length)
  const context: BuildContext = { input, tree, log, pace }
  return official.build(context)
}

function finish(
  input: BuildInput,
  log: BuildLog,
  buildpack: Buildpack | undefined,
  built: Built | undefined,
  installed: number,
): SlugPlan {
  const { tree } = input
  const processTypes = discover(tree, log, built)
  log.raw('')
  log.step('Compressing...')
  const size = slugSize(tree, installed, input.seed)
  log.spend(Math.min(600 + size / MB / 0.06, 7000))
  if (size > SLUG_LIMIT) {
    throw new BuildFailed(
      `Compiled slug size: ${megabytes(size)} is too large (max is 500M)`,
      'Leave out what the app does not need at run time: large assets, data, and packages for development.',
      'Files can be left out of the slug with a .slugignore.',
    )
  }
  log.detail(`Done: ${megabytes(size)}`)
  if (size > SLUG_SOFT_LIMIT) {
    const whole = Math.round(size / MB)
    log.warn(`Warning: Your slug size (${whole} MB) exceeds our soft limit (300 MB) which may affect boot time.`)
  }
  log.step('Launching...')
  if (processTypes.release !== undefined)
    log.alert('Release command declared: this new release will not be available until the command succeeds.')
  log.spend(900)
  log.detail(`Released v${input.version}`, `${input.webUrl} deployed to Heroku`)
  if (/^heroku-\d+$/.test(input.stack) && Number(input.stack.slice(7)) < Number(NEWEST_STACK.slice(7))) {
    log.warn(
      `This app is using the ${title(input.stack)} stack, but a newer one, ${title(NEWEST_STACK)}, is available.`,
      'Upgrade it in the settings of the app; the next deploy builds on it.',
    )
  }
  const language = buildpack?.language ?? 'nodejs'
  const runtime = runtimeOf(language, built ?? { framework: '', version: '' })
  return { size, processTypes, description: built?.description ?? '', runtime }
}

/** The Procfile's process types, else those of the last buildpack. */
function discover(tree: SourceTree, log: BuildLog, built: Built | undefined): Readonly<Record<string, string>> {
  log.step('Discovering process types')
  log.spend(300)
  const text = textOf(tree, 'Procfile')
  const names = (types: Readonly<Record<string, string>>) => Object.keys(types).sort().join(', ') || '(none)'
  const procfile = text === undefined ? undefined : parseProcfile(text)
  if (procfile !== undefined && procfile.problems.length > 0 && Object.keys(procfile.types).length === 0) {
    throw new BuildFailed(
      'The Procfile is not valid',
      ...procfile.problems.map((problem) => `${problem}.`),
      'Each line has the form <type>: <command>, for example: web: npm start',
    )
  }
  const defaults = (procfile === undefined ? built?.defaults : built?.extras) ?? {}
  log.detail(`Procfile declares types     -> ${procfile === undefined ? '(none)' : names(procfile.types)}`)
  if (Object.keys(defaults).length > 0) log.detail(`Default types for buildpack -> ${names(defaults)}`)
  if (procfile !== undefined && procfile.problems.length > 0)
    log.warn(...procfile.problems.map((problem) => `Warning: ${problem}.`))
  const misnamed = procfile === undefined ? findFiles(tree, /^procfile(\.\w+)?$/i)[0] : undefined
  if (misnamed !== undefined && !/\.(dev|local|windows|test|development)$/i.test(misnamed)) {
    log.warn(`Warning: The file ${misnamed} is not used.`, 'It has to be named Procfile, with a capital P and without extension.')
  }
  const types = { ...defaults, ...procfile?.types }
  if (types.web === undefined && Object.keys(types).every((type) => !Object.hasOwn(procfile?.types ?? {}, type))) {
    log.warn(
      'Warning: No web process type was found.',
      'Add a Procfile that says how to start the app, for example: web: <command>',
    )
  }
  return types
}

/** Compressed: sources shrink to about 40 %, images and archives not at all. */
function slugSize(tree: SourceTree, installed: number, seed: string): number {
  const packed = tree.files.reduce(
    (sum, { path, size }) => (/\.(png|jpe?g|webp|gif|mp4|zip|gz|jar|woff2?|pdf)$/i.test(path) ? sum + size : sum),
    0,
  )
  return Math.round((packed + (tree.size - packed) * 0.4 + Math.max(installed, 100_000)) * between(0.97, 1.03, seed, 'slug'))
}

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)}M`
}
