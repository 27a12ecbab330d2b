import { hex } from '#kernel/random.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { findFiles, hasFile, hasFolder, lockOf, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import {
  badRequirements,
  type Manager,
  MANAGERS,
  pythonDependencies,
  type Requirement,
  requiresPython,
} from './python-manifests.ts'
import { frameworkOf } from './runtimes.ts'
import { newest, satisfies } from './versions.ts'

const SUPPORTED = ['3.14.7', '3.13.12', '3.12.13', '3.11.15', '3.10.20']
const DEFAULT = '3.14'
const TOOLS: Readonly<Record<Manager, string>> = {
  pip: 'pip 26.2.1',
  pipenv: 'Pipenv 2026.7.1',
  poetry: 'Poetry 2.4.1',
  uv: 'uv 0.12.5',
}
const COMMANDS: Readonly<Record<Manager, string>> = {
  pip: 'pip install -r requirements.txt',
  pipenv: 'pipenv install --deploy',
  poetry: 'poetry sync --only main',
  uv: 'uv sync --locked --no-default-groups',
}

const FRAMEWORKS = [
  ['django', 'django'],
  ['fastapi', 'fastapi'],
  ['flask', 'flask'],
  ['streamlit', 'streamlit'],
] as const

const DETECTS =
  'requirements.txt Pipfile Pipfile.lock poetry.lock uv.lock pyproject.toml manage.py app.py main.py setup.py setup.cfg runtime.txt .python-version'.split(
    ' ',
  )

/** Compressed sizes of packages that bring much more than the usual 300 KB. */
const HEAVY: Readonly<Record<string, number>> = {
  torch: 480 * MB,
  tensorflow: 330 * MB,
  'tensorflow-cpu': 170 * MB,
  pandas: 16 * MB,
  numpy: 14 * MB,
  scipy: 28 * MB,
  'scikit-learn': 19 * MB,
  matplotlib: 15 * MB,
  xgboost: 120 * MB,
  pyarrow: 42 * MB,
  transformers: 14 * MB,
  'opencv-python': 48 * MB,
  'opencv-python-headless': 36 * MB,
  spacy: 34 * MB,
  streamlit: 14 * MB,
  playwright: 40 * MB,
  django: 7 * MB,
}

export const python: Buildpack = {
  name: 'heroku/python',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/python.tgz',
  label: 'Python',
  language: 'python',
  looksFor: 'a file that is typical of Python projects, such as requirements.txt, pyproject.toml, manage.py or app.py',
  detects: (tree) => DETECTS.some((file) => hasFile(tree, file)),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, input, pace } = context
  if (hasFolder(tree, '.venv')) {
    throw new BuildFailed(
      "Existing '.venv/' directory found",
      'A virtual environment was uploaded with the source. It cannot work here.',
      "Remove '.venv/' from the repository, add it to .gitignore, and deploy again.",
    )
  }
  const version = chooseVersion(context)
  const dependencies = pythonDependencies(tree)
  if (dependencies === undefined) failWithoutPackages(tree)
  const { manager, packages } = dependencies
  checkManifests(tree, manager)
  warnOfSeveral(context)

  log.step('Restoring cache')
  log.spend(300)
  if (!input.cached) log.detail('No cached build was found')
  log.step(input.cached ? `Using cached install of Python ${version}` : `Installing Python ${version}`)
  log.spend(pace(2600, 300))
  log.step(`Installing ${TOOLS[manager]}`)
  log.spend(pace(900, 300))
  log.step(`Installing dependencies using '${COMMANDS[manager]}'`)
  checkRange(tree, manager, version)
  install(context, manager, packages)
  collectStatic(context, packages)
  if (hasFile(tree, 'bin/post_compile')) {
    log.step('Running bin/post_compile hook')
    log.spend(900)
  }
  log.step('Saving cache')
  log.spend(500)
  const unpinned = manager === 'pip' ? packages.filter((item) => item.version === '' && !/[<>=~]/.test(item.spec)) : []
  if (unpinned.length > 0) {
    log.warn(
      `Warning: ${unpinned.length} of ${packages.length} packages in requirements.txt have no version:`,
      unpinned
        .slice(0, 6)
        .map(({ name }) => name)
        .join(', ') + (unpinned.length > 6 ? ', ...' : ''),
      'Another build may install other versions. Pin them with ==.',
    )
  }
  const names = new Set(packages.map(({ name }) => name))
  const heavy = [...names].reduce((sum, name) => sum + (Object.hasOwn(HEAVY, name) ? (HEAVY[name] ?? 0) : 0), 0)
  // A list of requirements names about a third of what gets installed.
  const installed = manager === 'pip' ? packages.length * 2 : packages.length
  return {
    description: 'Python',
    framework: frameworkOf(names, FRAMEWORKS),
    version,
    size: 26 * MB + installed * 0.32 * MB + heavy,
    defaults: {},
  }
}

function chooseVersion({ log, tree, input }: BuildContext): string {
  const source = ['.python-version', 'runtime.txt'].find((file) => textOf(tree, file) !== undefined)
  const locked = lockOf(tree, 'Pipfile.lock')?.about.python
  if (source === undefined && locked === undefined) {
    if (input.cached) log.step(`Using the same major version as the last build: Python ${DEFAULT}`)
    else log.step(`No Python version was specified. Using the buildpack default: Python ${DEFAULT}`)
    log.detail('To keep a version, put it into a file named .python-version.')
    return newest(SUPPORTED, DEFAULT) ?? DEFAULT
  }
  const from = source ?? 'Pipfile.lock'
  const lines = (source === undefined ? (locked ?? '') : (textOf(tree, source) ?? ''))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const asked = lines[0] ?? ''
  const wanted = /^(?:python-)?(\d+\.\d+(?:\.\d+)?)$/.exec(asked)?.[1]
  if (wanted === undefined || lines.length > 1 || (from === 'runtime.txt' && !asked.startsWith('python-'))) {
    throw new BuildFailed(
      `Invalid Python version in ${from}`,
      lines.length > 1 ? 'It holds more than one version.' : `"${asked.slice(0, 60)}" is not a version.`,
      from === 'runtime.txt' ? `Write it like this: python-${DEFAULT}` : `Write the version alone, for example: ${DEFAULT}`,
    )
  }
  log.step(`Using Python ${wanted} specified in ${from}`)
  if (from === 'runtime.txt')
    log.warn('Warning: The runtime.txt file is deprecated.', `Replace it by a file named .python-version that holds: ${wanted}`)
  return supported(wanted, from)
}

function supported(wanted: string, from: string): string {
  const [major = 0, minor = 0] = wanted.split('.').map(Number)
  const line = SUPPORTED.find((version) => version.startsWith(`${major}.${minor}.`))
  if (line !== undefined && satisfies(wanted, wanted.split('.').length === 2 ? '*' : `<=${line}`) === true) {
    return wanted.split('.').length === 2 ? line : wanted
  }
  const old = major < 3 || (major === 3 && minor < 10)
  throw new BuildFailed(
    old ? 'The requested Python version has reached end-of-life' : "The requested Python version isn't available",
    `${from} asks for Python ${wanted}, which ${old ? 'is no longer supported' : 'does not exist here'}.`,
    `Supported are Python 3.10 to 3.14. Change it to ${DEFAULT}, for example, and deploy again.`,
  )
}

function failWithoutPackages(tree: SourceTree): never {
  const hint = hasFile(tree, 'pyproject.toml')
    ? 'The pyproject.toml alone is not enough: commit the lock file of uv (uv.lock) or Poetry (poetry.lock).'
    : hasFile(tree, 'Pipfile')
      ? 'The Pipfile alone is not enough: run `pipenv lock` and commit Pipfile.lock.'
      : 'If the app needs no packages, add an empty requirements.txt.'
  throw new BuildFailed(
    "Couldn't find any supported Python package manager files",
    'One of these has to be in the root directory:',
    ...MANAGERS.map(([file, manager]) => `  - ${file} (for ${manager})`),
    '',
    hint,
  )
}

function checkManifests(tree: SourceTree, manager: Manager): void {
  for (const file of ['pyproject.toml', 'Pipfile'] as const) {
    const found = tree.documents[file]
    if (found !== undefined && 'error' in found && (manager !== 'pip' || file === 'pyproject.toml')) {
      throw new BuildFailed(`Unable to parse ${file}`, `The file is not valid TOML: ${found.error}.`, 'Fix it and deploy again.')
    }
  }
  const broken = lockOf(tree, MANAGERS.find(([, name]) => name === manager)?.[0] ?? '')?.broken
  if (broken !== undefined)
    throw new BuildFailed('Unable to read the lock file', `It is not valid: ${broken}.`, 'Create it again and commit it.')
}

function warnOfSeveral({ log, tree }: BuildContext): void {
  const files = MANAGERS.flatMap(([file]) => (hasFile(tree, file) ? [file] : []))
  if (files.length < 2) return
  log.warn(
    `Warning: Several package manager files were found: ${files.join(', ')}.`,
    `Only ${files[0]} is used. Remove the others.`,
  )
}

/** uv and Poetry refuse an interpreter that the project excludes; pip asks nobody. */
function checkRange(tree: SourceTree, manager: Manager, version: string): void {
  const range = requiresPython(tree)
  if (range === '' || manager === 'pip' || satisfies(version, range, manager === 'poetry' ? 'npm' : 'composer') !== false) return
  throw new BuildFailed(
    `Unable to install dependencies using ${manager}`,
    `Python ${version} does not fit the project's own requirement: ${range}.`,
    'Put a version that fits into .python-version and deploy again.',
  )
}

function install({ log, tree, input, pace }: BuildContext, manager: Manager, packages: readonly Requirement[]): void {
  const work = pace(2500 + Math.min(packages.length * 260, 9000), 900 + Math.min(packages.length * 40, 1500))
  const bad = manager === 'pip' ? badRequirements(tree) : []
  if (bad[0] !== undefined) {
    log.detail(`ERROR: Invalid requirement: ${bad[0]}`)
    throw new BuildFailed('Unable to install dependencies using pip', `requirements.txt is not valid: ${bad[0]}`)
  }
  const shown = packages.slice(0, 40)
  const label = ({ name, version }: Requirement) => (version === '' ? name : `${name}-${version}`)
  if (manager === 'pip') {
    for (const item of shown) {
      const pin = item.version === '' ? item.spec : `${item.name}==${item.version}`
      log.detail(
        input.cached
          ? `Requirement already satisfied: ${pin} (from -r requirements.txt (line ${item.line}))`
          : `Collecting ${pin} (from -r requirements.txt (line ${item.line}))`,
      )
      log.spend(work / (shown.length + 1))
    }
    if (!input.cached && packages.length > 0) {
      log.detail(`Installing collected packages: ${shown.map(({ name }) => name).join(', ')}`)
      log.spend(work / 2)
      log.detail(`Successfully installed ${shown.map(label).join(' ')}`)
    }
    return
  }
  log.spend(work)
  if (manager === 'uv') {
    log.detail(
      `Resolved ${packages.length} packages in ${3 + (packages.length % 20)}ms`,
      `Prepared ${packages.length} packages`,
      `Installed ${packages.length} packages`,
    )
    log.detail(
      ...shown.slice(0, 20).map(({ name, version }) => ` + ${name}==${version}`),
      `Bytecode compiled ${packages.length * 38 + 21} files`,
    )
  } else if (manager === 'poetry') {
    log.detail(
      'Installing dependencies from lock file',
      '',
      `Package operations: ${packages.length} installs, 0 updates, 0 removals`,
      '',
    )
    log.detail(...shown.slice(0, 30).map(({ name, version }) => `  - Installing ${name} (${version})`))
  } else log.detail('Installing dependencies from Pipfile.lock...', `${packages.length} packages installed`)
}

function collectStatic({ log, tree, input, pace }: BuildContext, packages: readonly Requirement[]): void {
  const manage = findFiles(tree, /^([^/]+\/){0,2}manage\.py$/)[0]
  if (manage === undefined || !packages.some(({ name }) => name === 'django')) return
  if ((input.config.DISABLE_COLLECTSTATIC ?? '0') !== '0') {
    log.step('Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.')
    return
  }
  log.step(`$ python ${manage} collectstatic --noinput`)
  log.spend(pace(2200, 1500))
  const own = findFiles(tree, /(^|\/)static\//).length
  log.detail(`${own + 128} static files copied to '/tmp/build_${hex(8, input.seed, 'folder')}/staticfiles'.`)
}
