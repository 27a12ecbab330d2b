// Which Chromium the browser tests use. Built-in modules only, as `npm test` reads this before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { run, runtime } from './setup.mjs'

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

// The browser's own pages beside the one that is looked at: its address bar alone loads three for every window, half a second's
// work. Playwright turns off more such features, but a second list replaces its own, so those that matter here stand in this one.
const distractions =
  'WebUIOmniboxPopup WebUIOmniboxAimPopup WebUIOmniboxFullPopup AimEnabled PreconnectToSearch LensOverlay OptimizationHints ' +
  'NetworkTimeServiceQuerying MediaRouter DestroyProfileOnBrowserClose Translate AvoidUnnecessaryBeforeUnloadCheckSync ' +
  'HttpsUpgrades HttpsFirstBalancedModeAutoEnable PaintHolding'

/** What the browser is started with, so that it does nothing but show pages. */
export const browserArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${distractions.replaceAll(' ', ',')}`,
]

/**
 * The browser to test with: CHROMIUM_PATH, else one installed on the system, else the one Playwright downloaded.
 * @returns {string | undefined} its path
 */
export function findBrowser() {
  const asked = process.env['CHROMIUM_PATH']
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names a file that does not exist: ${asked}`)
    return asked
  }
  return places[process.platform]?.find(works) ?? downloaded()
}

/** Finds a browser, or gets one: from Playwright, else from Debian's packages. Throws with what to do when neither works. */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  console.log('No Chromium found. Getting one…')
  await run(runtime(), ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
  if (!findBrowser() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  }
  const browser = findBrowser()
  if (browser) return browser
  throw new Error('No Chromium for the browser tests: install Chromium or Chrome, or set CHROMIUM_PATH to one.')
}

// On Linux it has to say its version: some distributions ship a stub that only says where to get the browser, and a downloaded
// one may lack system libraries.
function works(path) {
  if (!existsSync(path)) return false
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

function downloaded() {
  try {
    const path = createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
    return path && works(path) ? path : undefined
  } catch {
    return undefined // Playwright is not installed yet
  }
}
