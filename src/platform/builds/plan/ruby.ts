import type { Lock, SourceTree } from '#platform/builds/types.ts'
import { findFiles, hasFile, hasFolder, lockOf, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { type Gemfile, readGemfile } from './gemfile.ts'
import { BuildFailed } from './log.ts'
import { frameworkOf } from './runtimes.ts'
import { exact, newest, satisfies } from './versions.ts'

const KNOWN = ['4.0.5', '3.4.9', '3.3.9', '3.2.9', '3.1.7']
const DEFAULT = '3.3.9'
const BUNDLER = '2.5.23'
const FRAMEWORKS = [
  ['rails', 'rails'],
  ['railties', 'rails'],
  ['sinatra', 'sinatra'],
  ['rack', 'rack'],
] as const

export const ruby: Buildpack = {
  name: 'heroku/ruby',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/ruby.tgz',
  label: 'Ruby',
  language: 'ruby',
  looksFor: "a 'Gemfile' in the root directory",
  detects: (tree) => hasFile(tree, 'Gemfile'),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree } = context
  const lock = lockOf(tree, 'Gemfile.lock')
  if (!hasFile(tree, 'Gemfile.lock')) {
    throw new BuildFailed('Gemfile.lock is required', 'Run `bundle install`, commit the Gemfile.lock, and deploy again.')
  }
  if (lock?.broken !== undefined) throw new BuildFailed('Gemfile.lock cannot be read', `The file is not valid: ${lock.broken}.`)
  const gemfile = readGemfile(tree)
  const packages = new Set([...Object.keys(lock?.packages ?? {}), ...gemfile.gems.map(({ name }) => name)])
  const framework = frameworkOf(packages, FRAMEWORKS)
  const kind = framework === 'rails' ? 'Ruby/Rails' : packages.has('rack') || hasFile(tree, 'config.ru') ? 'Ruby/Rack' : 'Ruby'

  log.step(`Installing bundler ${BUNDLER}`)
  log.spend(500)
  if (lock?.about.bundler !== undefined) log.step('Removing BUNDLED WITH version in the Gemfile.lock')
  log.step(`Compiling ${kind}`)
  const version = chooseVersion(tree, gemfile, lock)
  log.step(`Using Ruby version: ruby-${version}`)
  log.spend(1200)
  install(context, gemfile, lock)
  if (packages.has('execjs') || packages.has('jsbundling-rails') || packages.has('webpacker') || packages.has('shakapacker')) {
    log.step('Installing node-v22.23.2-linux-x64')
    log.spend(1200)
    if (hasFile(tree, 'yarn.lock')) log.step('Installing yarn-v1.22.22')
  }
  log.step('Detecting rake tasks')
  log.spend(900)
  if (framework === 'rails') compileAssets(context, packages)
  warn(context, gemfile, lock)
  const console = framework === 'rails' ? 'bin/rails console' : 'bundle exec irb'
  const extras = { console, rake: 'bundle exec rake' }
  const web: Record<string, string> =
    framework === 'rails'
      ? { web: 'bin/rails server -p ${PORT:-5000} -e $RAILS_ENV' }
      : hasFile(tree, 'config.ru')
        ? { web: 'bundle exec rackup config.ru -p ${PORT:-5000}' }
        : {}
  const size = 28 * MB + (lock?.count ?? packages.size * 3) * 0.26 * MB + (packages.has('grpc') ? 20 * MB : 0)
  return { description: kind, framework, version, size, defaults: { ...extras, ...web }, extras }
}

function chooseVersion(tree: SourceTree, gemfile: Gemfile, lock: Lock | undefined): string {
  const locked = lock?.about.ruby
  const asked = gemfile.ruby
  if (locked !== undefined && asked !== undefined && satisfies(locked, asked, 'composer') === false) {
    throw new BuildFailed(
      'Failed to install gems via Bundler',
      `Your Ruby version is ${locked}, but your Gemfile specified ${asked}.`,
      'Run `bundle update --ruby`, commit the Gemfile.lock, and deploy again.',
    )
  }
  const wanted = locked ?? (asked === undefined ? DEFAULT : (exact(asked) ?? newest(KNOWN, asked, 'composer')))
  const line = KNOWN.find((known) => wanted?.split('.').slice(0, 2).join('.') === known.split('.').slice(0, 2).join('.'))
  if (wanted !== undefined && line !== undefined && satisfies(wanted, `<=${line}`) === true) return wanted
  throw new BuildFailed(
    `Ruby ${wanted ?? asked ?? ''} is not available on this stack`,
    `${textOf(tree, 'Gemfile.lock') === undefined || locked === undefined ? 'The Gemfile' : 'The Gemfile.lock'} asks for it.`,
    `Available are Ruby 3.1 to 4.0, for example: ruby "${DEFAULT}"`,
  )
}

function install({ log, input, pace }: BuildContext, gemfile: Gemfile, lock: Lock | undefined): void {
  const without = input.config.BUNDLE_WITHOUT ?? 'development:test'
  log.step(`Installing dependencies using bundler ${BUNDLER}`)
  log.detail(
    `Running: BUNDLE_WITHOUT='${without}' BUNDLE_PATH=vendor/bundle BUNDLE_BIN=vendor/bundle/bin BUNDLE_DEPLOYMENT=1 bundle install -j4`,
  )
  checkLock(gemfile, lock)
  const excluded = new Set(gemfile.gems.filter((gem) => gem.excluded).map(({ name }) => name))
  const gems = Object.entries(lock?.packages ?? {}).filter(([name, version]) => version !== '' && !excluded.has(name))
  const work = pace(4000 + Math.min(gems.length * 110, 11_000), 1500)
  if (input.cached) {
    log.spend(work)
    log.detail(`Using ${gems.length} gems of the build cache`)
  } else {
    log.detail('Fetching gem metadata from https://rubygems.org/.........')
    const shown = gems.slice(0, 45)
    for (const [name, version] of shown) {
      log.spend(work / (shown.length + 1) - 60)
      if (name === 'sqlite3') failOnSqlite(log)
      log.detail(`Fetching ${name} ${version}`, `Installing ${name} ${version}`)
    }
  }
  if (gems.some(([name]) => name === 'sqlite3')) failOnSqlite(log)
  const direct = gemfile.gems.filter((gem) => !gem.excluded).length
  log.detail(`Bundle complete! ${gemfile.gems.length} Gemfile dependencies, ${gems.length} gems now installed.`)
  if (direct < gemfile.gems.length) log.detail(`Gems in the groups '${without.split(':').join("' and '")}' were not installed.`)
  log.detail(`Bundle completed (${(work / 1000).toFixed(2)}s)`, 'Cleaning up the bundler cache.')
}

function failOnSqlite(log: BuildContext['log']): never {
  log.detail('An error occurred while installing sqlite3, and Bundler cannot continue.')
  throw new BuildFailed(
    'Failed to install gems via Bundler',
    'The sqlite3 gem is not supported: the file system of a dyno does not keep a database file.',
    'Use the pg gem in production and move sqlite3 to the groups development and test:',
    "  gem 'sqlite3', group: [:development, :test]",
  )
}

/** What Bundler refuses in deployment mode. */
function checkLock(gemfile: Gemfile, lock: Lock | undefined): void {
  if (lock === undefined || gemfile.dynamic || lock.count > Object.keys(lock.packages).length) return
  const missing = gemfile.gems.filter(({ name }) => !Object.hasOwn(lock.packages, name))
  if (missing.length > 0) {
    throw new BuildFailed(
      'Failed to install gems via Bundler',
      'The Gemfile names gems that the Gemfile.lock does not have:',
      ...missing.slice(0, 10).map(({ name }) => `  * ${name}`),
      'Run `bundle install`, commit the Gemfile.lock, and deploy again.',
    )
  }
  const platforms = lock.about.platforms ?? ''
  if (platforms !== '' && !/\b(ruby|x86_64-linux)/.test(platforms)) {
    throw new BuildFailed(
      'Failed to install gems via Bundler',
      `The Gemfile.lock only supports the platforms ${platforms}, but dynos are x86_64-linux.`,
      'Run `bundle lock --add-platform x86_64-linux`, commit the Gemfile.lock, and deploy again.',
    )
  }
}

function compileAssets({ log, tree, pace }: BuildContext, packages: ReadonlySet<string>): void {
  const pipeline = ['sprockets', 'propshaft', 'sprockets-rails'].some((name) => packages.has(name))
  if (pipeline && (hasFolder(tree, 'app/assets') || hasFolder(tree, 'app/javascript'))) {
    log.step('Preparing app for Rails asset pipeline')
    const manifest = findFiles(tree, /^public\/assets\/(\.sprockets-)?manifest.*\.json$/)[0]
    if (manifest === undefined) {
      log.detail('Running: rake assets:precompile')
      const work = pace(6500, 3500)
      log.spend(work)
      log.detail(`Asset precompilation completed (${(work / 1000).toFixed(2)}s)`, 'Cleaning assets', 'Running: rake assets:clean')
      log.spend(700)
    } else log.detail('Detected manifest file, assuming assets were compiled locally')
  }
  log.step('Detecting rails configuration')
  log.spend(900)
}

function warn({ log, tree }: BuildContext, gemfile: Gemfile, lock: Lock | undefined): void {
  if (gemfile.ruby === undefined && lock?.about.ruby === undefined) {
    log.detail('', '###### WARNING:', '')
    log.detail(
      'No Ruby version is declared in the Gemfile, so the default was used.',
      `Set one to be safe from surprises: ruby "${DEFAULT}"`,
      '',
    )
  }
  if (!hasFile(tree, 'Procfile')) {
    log.detail('', '###### WARNING:', '')
    log.detail(
      'No Procfile was found, so the default web server is used.',
      'Add one that starts Puma: web: bundle exec puma -C config/puma.rb',
      '',
    )
  }
}
