import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from '@playwright/test'
import { securityHeaders } from '#hosts/security.ts'
import { browserArguments, ensureBrowser } from '#scripts/browser.mjs'
import { createStaticServer } from '#scripts/static-server.ts'

const DIST = process.env['DIST'] ?? 'dist'

/** Runs something with a browser and the built dashboard at an address, as `npm start` serves it. */
export async function inBrowser<T>(run: (browser: Browser, url: string) => Promise<T>): Promise<T> {
  if (!existsSync(`${DIST}/index.html`)) throw new Error(`Nothing is built in ${DIST}: run \`npm run build\` first.`)
  const server = createStaticServer({ dir: DIST, base: '/', headers: securityHeaders })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...browserArguments, ...sandbox] })
  try {
    return await run(browser, `http://localhost:${port}/`)
  } finally {
    await browser.close()
    server.close()
  }
}
