// `npm run screenshot`: makes the picture in README.md, from the production build in an empty profile.
import { mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { chromium } from '@playwright/test'
import { securityHeaders } from '#hosts/security.ts'
import { browserArguments, findBrowser } from './browser.mjs'
import { createStaticServer } from './static-server.ts'

const server = createStaticServer({ dir: process.env['DIST'] ?? 'dist', base: '/', headers: securityHeaders }).listen(
  0,
  'localhost',
)
await once(server, 'listening')
const address = server.address()
if (!address || typeof address === 'string') throw new Error('The server has no port')

const browser = await chromium.launch({
  executablePath: findBrowser(),
  chromiumSandbox: process.getuid?.() !== 0,
  args: [...browserArguments],
})
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5, colorScheme: 'light' })
await page.goto(`http://localhost:${address.port}/`)
await page.getByRole('link', { name: 'fernwood-shop', exact: true }).last().waitFor()
await page.getByRole('button', { name: 'Platform: In this browser, live' }).waitFor()
mkdirSync('docs', { recursive: true })
await page.screenshot({ path: 'docs/screenshot.png' })
await browser.close()
server.close()
