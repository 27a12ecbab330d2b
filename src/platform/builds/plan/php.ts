import type { Lock, SourceTree } from '#platform/builds/types.ts'
import { asRecord, asStrings, parseJson } from '#platform/builds/source/json.ts'
import { hasFile, hasFolder, lockOf, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import { frameworkOf } from './runtimes.ts'
import { exact, newest } from './versions.ts'

const KNOWN = ['8.5.5', '8.4.20', '8.3.30', '8.2.30', '8.1.34']
const DEFAULT_RANGE = '^8.1.0 <8.6'
const BUNDLED = new Set(
  'mbstring ctype json curl openssl tokenizer xml dom fileinfo filter hash iconv pdo session simplexml zip bcmath'.split(' '),
)
const AVAILABLE = new Set(
  'redis imagick mongodb apcu memcached gd intl pcntl sockets soap exif gmp amqp event ev pgsql pdo_pgsql pdo_mysql mysqli pdo_sqlite sqlite3 sodium xsl'.split(
    ' ',
  ),
)
const FRAMEWORKS = [
  ['laravel/framework', 'laravel'],
  ['symfony/framework-bundle', 'symfony'],
  ['slim/slim', 'slim'],
] as const

interface Composer {
  readonly requires: Readonly<Record<string, string>>
  readonly scripts: ReadonlySet<string>
}

export const php: Buildpack = {
  name: 'heroku/php',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/php.tgz',
  label: 'PHP',
  language: 'php',
  looksFor: "a 'composer.json' or an 'index.php' in the root directory",
  detects: (tree) => hasFile(tree, 'composer.json') || hasFile(tree, 'index.php'),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, pace } = context
  log.step('Bootstrapping...')
  log.spend(pace(1500, 900))
  const composer = readComposer(tree)
  const lock = lockOf(tree, 'composer.lock')
  if (lock?.broken !== undefined) throw new BuildFailed('Unable to read composer.lock', `The file is not valid: ${lock.broken}.`)
  const packages = Object.keys(composer.requires).filter((name) => name.includes('/'))
  if (!hasFile(tree, 'composer.json')) {
    log.warn('Warning: No composer.json was found.', 'Add one, even if it is only {}, to say which versions this app needs.')
  } else if (packages.length > 0 && !hasFile(tree, 'composer.lock')) {
    log.warn(
      'Warning: No composer.lock was found.',
      'Versions of packages can change with every build. Run `composer update` and commit the lock file.',
    )
  }
  const version = installPlatform(context, composer, lock)
  log.step('Installing dependencies...')
  if (hasFolder(tree, 'vendor/composer')) {
    log.warn(
      'Warning: The vendor folder is in the repository.',
      'Composer installs it here. Remove it and add /vendor to .gitignore.',
    )
  }
  installPackages(context, composer, lock, packages)
  for (const script of ['compile']) {
    if (!composer.scripts.has(script)) continue
    log.step(`Running 'composer ${script}'...`)
    log.spend(pace(2200, 1800))
  }
  log.step('Preparing runtime environment...')
  log.spend(700)
  const web = 'heroku-php-apache2'
  if (!hasFile(tree, 'Procfile')) log.detail(`No Procfile, using 'web: ${web}'.`)
  log.step('Checking for additional extensions to install...')
  log.spend(400)
  const names = new Set([...packages, ...Object.keys(lock?.packages ?? {})])
  const kept = (lock?.count ?? packages.length * 8) - (lock?.dev.length ?? 0)
  return {
    description: 'PHP',
    framework: frameworkOf(names, FRAMEWORKS),
    version,
    size: 17 * MB + kept * 0.13 * MB,
    defaults: { web },
  }
}

function readComposer(tree: SourceTree): Composer {
  if (!hasFile(tree, 'composer.json')) return { requires: {}, scripts: new Set() }
  const parsed = parseJson(textOf(tree, 'composer.json') ?? '')
  if (!parsed.ok) {
    throw new BuildFailed(
      'Unable to parse composer.json',
      `The file is not valid JSON: ${parsed.error}.`,
      'Run `composer validate` to check it.',
    )
  }
  const json = asRecord(parsed.value)
  return { requires: asStrings(json.require), scripts: new Set(Object.keys(asRecord(json.scripts))) }
}

/** The runtime and its extensions, which Composer resolves like packages. Returns PHP's version. */
function installPlatform({ log, pace }: BuildContext, composer: Composer, lock: Lock | undefined): string {
  log.step('Preparing platform package installation...')
  log.spend(900)
  const asked = lock?.about.php ?? composer.requires.php
  if (asked === undefined) {
    log.detail(
      `NOTICE: No runtime required in ${lock === undefined ? 'composer.json' : 'composer.lock'}; using PHP ${DEFAULT_RANGE}`,
    )
  }
  const range = asked ?? DEFAULT_RANGE
  const pinned = exact(range)
  const version = newest(KNOWN, range, 'composer') ?? (pinned === undefined ? undefined : newest([pinned], `^8.1 <8.6`))
  if (version === undefined) {
    throw new BuildFailed(
      'Failed to install system dependencies',
      `No available PHP version fits "${range}", which the app requires.`,
      'Available are PHP 8.1 to 8.5, for example: "php": "^8.4".',
    )
  }
  log.step('Installing platform packages...')
  log.spend(pace(3200, 2000))
  log.detail(`- php (${version})`, '- apache (2.4.66)', '- nginx (1.28.1)', '- composer (2.8.12)')
  for (const name of Object.keys(composer.requires).filter((key) => key.startsWith('ext-'))) {
    const extension = name.slice(4)
    if (!BUNDLED.has(extension) && !AVAILABLE.has(extension)) {
      throw new BuildFailed(
        'Failed to install system dependencies',
        `The extension ${name}, which composer.json requires, is not available.`,
      )
    }
    log.detail(BUNDLED.has(extension) ? `- ${name} (bundled with php)` : `- ${name}`)
  }
  return version
}

function installPackages(
  { log, input, pace }: BuildContext,
  composer: Composer,
  lock: Lock | undefined,
  packages: readonly string[],
): void {
  log.detail('Composer version 2.8.12')
  if (lock !== undefined && lock.count === Object.keys(lock.packages).length) {
    const missing = packages.filter((name) => !Object.hasOwn(lock.packages, name.toLowerCase()))
    if (missing.length > 0) {
      for (const name of missing.slice(0, 10)) log.detail(`- Required package "${name}" is not present in the lock file.`)
      throw new BuildFailed(
        'Failed to install dependencies using Composer',
        'The composer.lock does not match composer.json: the packages above are missing from it.',
        'Run `composer update`, commit the composer.lock, and deploy again.',
      )
    }
  }
  const installed = Object.entries(lock?.packages ?? composer.requires).filter(
    ([name]) => name.includes('/') && !lock?.dev.includes(name),
  )
  if (installed.length === 0) {
    log.detail('Nothing to install, update or remove', 'Generating optimized autoload files')
    return
  }
  log.detail(lock === undefined ? 'Updating dependencies' : 'Installing dependencies from lock file')
  log.detail(`Package operations: ${installed.length} installs, 0 updates, 0 removals`)
  const shown = installed.slice(0, 40)
  const work = pace(3000 + Math.min(installed.length * 90, 7000), 2200)
  if (!input.cached) {
    for (const [name, version] of shown) log.detail(`  - Downloading ${name}${lock === undefined ? '' : ` (${version})`}`)
  }
  for (const [name, version] of shown) {
    log.spend(work / shown.length)
    log.detail(`  - Installing ${name}${lock === undefined ? '' : ` (${version})`}: Extracting archive`)
  }
  log.detail('Generating optimized autoload files')
  if (composer.scripts.has('post-autoload-dump')) log.detail('> post-autoload-dump')
}
