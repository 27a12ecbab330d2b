import type { BuildContext } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import type { Manager, Package } from './package-json.ts'
import { exact, newest, satisfies } from './versions.ts'

const KNOWN = ['26.7.0', '25.9.0', '24.19.0', '23.11.1', '22.23.2', '21.7.3', '20.20.0', '18.20.8', '16.20.2', '14.21.3']
/** What runs an app that asks for nothing. */
export const DEFAULT_RANGE = '24.x'
const NPM_OF: Readonly<Record<string, string>> = { 26: '11.9.0', 24: '11.6.2', 22: '10.9.4', 20: '10.8.2', 18: '10.8.2' }

/** Prints the installation of Node.js and of what installs packages; returns the version of Node.js. */
export function installBinaries({ log, pace }: BuildContext, app: Package, manager: Manager): string {
  log.step('Installing binaries')
  log.detail(`engines.node (package.json):   ${app.engines.node ?? 'unspecified'}`)
  log.detail(`engines.npm (package.json):    ${app.engines.npm ?? 'unspecified (use default)'}`)
  if (app.engines.yarn !== undefined) log.detail(`engines.yarn (package.json):   ${app.engines.yarn}`)
  if (app.engines.pnpm !== undefined) log.detail(`engines.pnpm (package.json):   ${app.engines.pnpm}`)
  if (app.packageManager !== '') log.detail(`packageManager (package.json): ${app.packageManager}`)
  log.detail('')
  const range = app.engines.node?.replace(/^lts(\/\*)?$/, DEFAULT_RANGE) ?? DEFAULT_RANGE
  if (exact(range) === undefined) log.detail(`Resolving node version ${range}...`)
  log.spend(300)
  const version = resolve(range)
  if (version === undefined) {
    throw new BuildFailed(
      'Invalid Node.js version requirement',
      `No available Node.js version fits "${range}", which the package.json asks for`,
      'under engines.node. Ask for a supported one, for example "24.x".',
    )
  }
  log.detail(`Downloading and installing node ${version}...`)
  log.spend(pace(1400, 900))
  log.detail('Validating checksum')
  const npm = NPM_OF[version.split('.')[0] ?? ''] ?? '10.9.4'
  const asked = app.engines.npm
  if (manager !== 'npm') {
    const own = /@(\d+\.\d+\.\d+)/.exec(app.packageManager)?.[1]
    const fallback = manager === 'yarn' ? '1.22.22' : '10.28.0'
    log.detail(
      `Using default npm version: ${npm}`,
      `Downloading and installing ${manager} (${own ?? exact(app.engines[manager] ?? '') ?? fallback})`,
    )
    log.spend(700)
  } else if (asked === undefined || satisfies(npm, asked) !== false) log.detail(`Using default npm version: ${npm}`)
  else {
    const wanted = newest(
      ['11.9.0', '11.6.2', '10.9.4', '10.8.2', '9.9.4', '8.19.4', '7.24.2', '6.14.18', exact(asked) ?? ''],
      asked,
    )
    if (wanted === undefined) {
      throw new BuildFailed('Unable to install npm', `No npm version fits "${asked}", which engines.npm asks for.`)
    }
    log.detail(`Bootstrapping npm ${asked} (replacing ${npm})...`)
    log.spend(1500)
    log.detail(`npm ${wanted} installed`)
  }
  return version
}

/** An exact version is taken as it is when its major exists; of a range the newest known one. */
function resolve(range: string): string | undefined {
  const wanted = exact(range)
  if (wanted === undefined) return newest(KNOWN, range) ?? newest([...range.matchAll(/\d+\.\d+\.\d+/g)].map(String), range)
  const latest = KNOWN.find((version) => version.split('.')[0] === wanted.split('.')[0])
  return latest !== undefined && satisfies(wanted, `<=${latest}`) === true ? wanted : undefined
}
