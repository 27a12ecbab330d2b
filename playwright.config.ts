import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/browser.mjs'

// The workers read this file again, and inherit what the first reading settled.
const browser = (process.env['CHROMIUM_PATH'] ??= findBrowser())
const port = (process.env['E2E_PORT'] ??= String(await freePort()))
const base = process.env['BASE'] ?? '/'
const origin = `http://localhost:${port}`

/** Browser tests, always on the production build: `npm run e2e -- e2e/some.spec.ts` builds first. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // On a machine with two processors, where a test waits for the browser about as long as it keeps it busy.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    baseURL: origin + base,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser,
      chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to start its sandbox as root
      args: [...browserArguments],
    },
  },
  webServer: {
    command: `"${process.execPath}" scripts/serve.mjs --strict --port ${port}`,
    url: origin + base,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
