import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openList } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const folder = mkdtempSync(join(tmpdir(), 'remote-'))
const running = new Set<ChildProcess>()

test.afterAll(() => {
  for (const api of running) api.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** `npm run api` on the world of one file; port 0 is a free one. */
async function startApi(port = '0') {
  const api = spawn(process.execPath, ['src/hosts/node/main.ts', '--port', port, '--data', join(folder, 'world')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(api)
  let greeting = ''
  for await (const chunk of api.stdout) {
    greeting += String(chunk)
    if (greeting.includes('Ctrl-C')) break
  }
  const address = /http:\/\/localhost:(\d+)/.exec(greeting)
  const [, token = ''] = /\* \S+ +(\S+)/.exec(greeting) ?? []
  return { api, url: address?.[0] ?? '', port: address?.[1] ?? '', token }
}

/** As a script would ask it, beside the dashboard. */
async function ask(host: { url: string; token: string }, method: string, path: string, body: object): Promise<void> {
  const response = await fetch(host.url + path, {
    method,
    headers: { Authorization: `Bearer ${host.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status, await response.text()).toBeLessThan(300)
}

test('the dashboard uses an API at an address, follows it, and finds it again after it was killed', async ({
  page,
  complaints,
}) => {
  test.setTimeout(180_000)
  const first = await startApi()
  await openList(page)
  const platform = (where: string) => page.getByRole('button', { name: `Platform: ${where}` })
  await platform('In this browser, live').click()
  const dialog = page.getByRole('dialog', { name: 'Where the platform is' })
  await dialog.getByRole('radio', { name: /At an address/ }).check()
  const address = dialog.getByRole('textbox', { name: 'Address' })
  await address.fill('http://example.com')
  await dialog.getByRole('button', { name: 'Find people' }).click()
  await expect(address).toHaveAccessibleDescription(/Only an API on this machine/)
  await address.fill(first.url)
  await dialog.getByRole('button', { name: 'Find people' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Who you are' })).toBeVisible()
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Connect' }).click()
  const here = `localhost:${first.port}`
  await expect(platform(`${here}, live`)).toBeVisible({ timeout: 40_000 })

  await ask(first, 'POST', '/apps', { name: 'from-a-script' })
  const app = page.getByRole('link', { name: 'from-a-script', exact: true })
  await expect(app.first()).toBeVisible()
  await app.first().click()
  await ask(first, 'PATCH', '/apps/from-a-script', { maintenance: true })
  const maintenance = page.getByRole('main').getByText('Maintenance', { exact: true })
  await expect(maintenance.first()).toBeVisible()

  first.api.kill('SIGKILL')
  await once(first.api, 'exit')
  await expect(platform(`${here}, reconnecting`)).toBeVisible()
  const second = await startApi(first.port)
  await expect(platform(`${here}, live`)).toBeVisible({ timeout: 40_000 })
  await ask(second, 'PATCH', '/apps/from-a-script', { maintenance: false })
  await expect(maintenance).toHaveCount(0)
  complaints.splice(0) // the browser's own lines about a server that was not there

  await page.reload()
  await expect(platform(`${here}, live`)).toBeVisible({ timeout: 40_000 })
  await platform(`${here}, live`).click()
  await dialog.getByRole('radio', { name: /In this browser/ }).check()
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(platform('In this browser, live')).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  complaints.splice(0) // an app of the other world
})
