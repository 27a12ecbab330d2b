// Lock files can be megabytes, so only what a build prints or checks is kept of them: names and versions.
import { asRecord, asString, parseJson } from './json.ts'
import { parseToml } from './toml.ts'
import type { Lock } from '#platform/builds/types.ts'

const MAX_PACKAGES = 1_500

type Found = Record<string, string>
interface Reading {
  packages: Found
  /** Names that only development needs, where the file says so. */
  dev?: string[]
  about?: Record<string, string>
  broken?: string
}

const READERS: Record<string, (text: string) => Reading> = {
  'package-lock.json': npm,
  'npm-shrinkwrap.json': npm,
  'yarn.lock': yarn,
  'pnpm-lock.yaml': pnpm,
  'composer.lock': composer,
  'Pipfile.lock': pipenv,
  'poetry.lock': tomlPackages,
  'uv.lock': tomlPackages,
  'Gemfile.lock': bundler,
  'go.sum': goSum,
}

/** The names and versions in the lock file at `path`. Never throws; what cannot be understood is `broken`. */
export function readLock(path: string, text: string): Lock {
  const read = READERS[path]
  const { packages, dev = [], about = {}, broken } = read === undefined ? { packages: {} } : read(text)
  const names = Object.keys(packages).sort()
  const kept = names.slice(0, MAX_PACKAGES)
  return {
    packages: Object.fromEntries(kept.map((name) => [name, packages[name] ?? ''])),
    dev: dev
      .filter((name) => name in packages)
      .slice(0, MAX_PACKAGES)
      .sort(),
    count: names.length,
    about,
    ...(broken === undefined ? {} : { broken }),
  }
}

function npm(text: string): Reading {
  const parsed = parseJson(text)
  if (!parsed.ok) return { packages: {}, broken: parsed.error }
  const lock = asRecord(parsed.value)
  const packages: Found = {}
  const dev: string[] = []
  for (const [path, value] of Object.entries(asRecord(lock.packages))) {
    // "node_modules/a/node_modules/b" is a second version of b for a alone.
    const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1]
    if (name === undefined || (packages[name] !== undefined && path !== `node_modules/${name}`)) continue
    packages[name] = asString(asRecord(value).version)
    if (asRecord(value).dev === true) dev.push(name)
  }
  if (Object.keys(packages).length === 0) {
    for (const [name, value] of Object.entries(asRecord(lock.dependencies))) {
      packages[name] = asString(asRecord(value).version)
      if (asRecord(value).dev === true) dev.push(name)
    }
  }
  return { packages, dev, about: { version: lock.lockfileVersion === 1 ? '1' : '3' } }
}

function yarn(text: string): Reading {
  const packages: Found = {}
  let names: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^["\w@]/.test(line) && line.endsWith(':')) {
      names = line
        .slice(0, -1)
        .split(', ')
        .flatMap((entry) => /^"?((?:@[^/@]+\/)?[^@"]+)@/.exec(entry)?.[1] ?? [])
    } else {
      const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1]
      if (version !== undefined) for (const name of names) packages[name] ??= version
    }
  }
  return { packages, about: { version: text.includes('__metadata:') ? 'berry' : '1' } }
}

function pnpm(text: string): Reading {
  const packages: Found = {}
  for (const match of text.matchAll(/^ {2}['"]?\/?((?:@[^/@'"\s]+\/)?[^/@'"\s:]+)[@/](\d[^('":\s]*)[^\n]*:\s*$/gm)) {
    const [, name = '', version = ''] = match
    packages[name] ??= version
  }
  return { packages, about: { version: /^lockfileVersion:\s*['"]?([\d.]+)/m.exec(text)?.[1] ?? '' } }
}

function composer(text: string): Reading {
  const parsed = parseJson(text)
  if (!parsed.ok) return { packages: {}, broken: parsed.error }
  const lock = asRecord(parsed.value)
  const packages: Found = {}
  const dev: string[] = []
  for (const [list, isDev] of [
    [lock.packages, false],
    [lock['packages-dev'], true],
  ] as const) {
    for (const item of Array.isArray(list) ? list : []) {
      const name = asString(asRecord(item).name).toLowerCase()
      if (name === '') continue
      packages[name] = asString(asRecord(item).version).replace(/^v/, '')
      if (isDev) dev.push(name)
    }
  }
  const php = asString(asRecord(lock.platform).php)
  return { packages, dev, about: php === '' ? {} : { php } }
}

function pipenv(text: string): Reading {
  const parsed = parseJson(text)
  if (!parsed.ok) return { packages: {}, broken: parsed.error }
  const lock = asRecord(parsed.value)
  const packages: Found = {}
  for (const [name, value] of Object.entries(asRecord(lock.default))) {
    packages[name.toLowerCase()] = asString(asRecord(value).version).replace(/^==/, '')
  }
  const requires = asRecord(asRecord(lock._meta).requires)
  const python = asString(requires.python_full_version) || asString(requires.python_version)
  return { packages, about: python === '' ? {} : { python } }
}

function tomlPackages(text: string): Reading {
  const parsed = parseToml(text)
  if ('error' in parsed) return { packages: {}, broken: parsed.error }
  const lock = parsed.value
  const packages: Found = {}
  for (const item of Array.isArray(lock.package) ? lock.package : []) {
    const name = asString(asRecord(item).name).toLowerCase()
    if (name !== '') packages[name] = asString(asRecord(item).version)
  }
  const python = asString(lock['requires-python']) || asString(asRecord(lock.metadata)['python-versions'])
  return { packages, about: python === '' ? {} : { python } }
}

function bundler(text: string): Reading {
  const packages: Found = {}
  for (const match of text.matchAll(/^ {4}(\S+) \(([^)\n]+)\)\r?$/gm)) {
    const [, name = '', version = ''] = match
    // A gem that is built for several platforms is listed once for each.
    packages[name] ??= version.replace(/-(x86|x64|arm|aarch|java|universal|mingw|mswin).*$/, '')
  }
  // Gems for other platforms alone are dependencies of the Gemfile without a version here.
  const declared = /^DEPENDENCIES\r?\n((?: {2}\S.*(?:\r?\n|$))*)/m.exec(text)?.[1] ?? ''
  for (const match of declared.matchAll(/^ {2}([\w.-]+)/gm)) packages[match[1] ?? ''] ??= ''
  const platforms = /^PLATFORMS\r?\n((?: {2}\S.*(?:\r?\n|$))*)/m.exec(text)?.[1]?.trim().split(/\s+/).join(', ')
  const ruby = /^RUBY VERSION\r?\n\s+ruby (\d+\.\d+\.\d+)/m.exec(text)?.[1]
  const bundled = /^BUNDLED WITH\r?\n\s+(\S+)/m.exec(text)?.[1]
  const conflict = /^(<{7}|>{7})/m.test(text) ? 'it contains merge conflict markers' : undefined
  return {
    packages,
    about: {
      ...(ruby === undefined ? {} : { ruby }),
      ...(bundled === undefined ? {} : { bundler: bundled }),
      ...(platforms === undefined ? {} : { platforms }),
    },
    ...(conflict === undefined ? {} : { broken: conflict }),
  }
}

function goSum(text: string): Reading {
  const packages: Found = {}
  for (const match of text.matchAll(/^(\S+) (v[^\s/]+) h1:/gm)) {
    const [, name = '', version = ''] = match
    packages[name] = version
  }
  return { packages }
}
