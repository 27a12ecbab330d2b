import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { closeClients, signedIn } from '#hosts/node/postgres/support.ts'
import { openList } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const DATABASE = 'postgresql-curved-48213'
let folder = ''
const running = new Set<ChildProcess>()

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'remote-'))
})
test.afterAll(() => {
  closeClients()
  for (const api of running) api.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** `npm run api` on the world of a file; port 0 is a free one. */
async function startApi(port = '0', world = 'world') {
  const api = spawn(process.execPath, ['src/hosts/node/main.ts', '--port', port, '--data', join(folder, world)], {
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
async function ask(host: { url: string; token: string }, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(host.url + path, {
    method,
    headers: { Authorization: `Bearer ${host.token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}

const platform = (page: Page, where: string) => page.getByRole('button', { name: `Platform: ${where}` })

/** Chooses the API in the dialog that says where the platform is. */
async function connect(page: Page, host: { url: string; port: string }): Promise<void> {
  await platform(page, 'In this browser, live').click()
  const dialog = page.getByRole('dialog', { name: 'Where the platform is' })
  await dialog.getByRole('radio', { name: /At an address/ }).check()
  await dialog.getByRole('textbox', { name: 'Address' }).fill(host.url)
  await dialog.getByRole('button', { name: 'Find people' }).click()
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(platform(page, `localhost:${host.port}, live`)).toBeVisible({ timeout: 40_000 })
}

test('the dashboard uses an API at an address, follows it, and finds it again after it was killed', async ({
  page,
  complaints,
}) => {
  test.setTimeout(180_000)
  const first = await startApi()
  await openList(page)
  await platform(page, 'In this browser, live').click()
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
  await expect(platform(page, `${here}, live`)).toBeVisible({ timeout: 40_000 })

  await ask(first, 'POST', '/apps', { name: 'from-a-script' })
  const app = page.getByRole('link', { name: 'from-a-script', exact: true })
  await expect(app.first()).toBeVisible()
  await app.first().click()
  await ask(first, 'PATCH', '/apps/from-a-script', { maintenance: true })
  const maintenance = page.getByRole('main').getByText('Maintenance', { exact: true })
  await expect(maintenance.first()).toBeVisible()

  first.api.kill('SIGKILL')
  await once(first.api, 'exit')
  await expect(platform(page, `${here}, reconnecting`)).toBeVisible()
  const second = await startApi(first.port)
  await expect(platform(page, `${here}, live`)).toBeVisible({ timeout: 40_000 })
  await ask(second, 'PATCH', '/apps/from-a-script', { maintenance: false })
  await expect(maintenance).toHaveCount(0)
  complaints.splice(0) // the browser's own lines about a server that was not there

  await page.reload()
  await expect(platform(page, `${here}, live`)).toBeVisible({ timeout: 40_000 })
  await platform(page, `${here}, live`).click()
  await dialog.getByRole('radio', { name: /In this browser/ }).check()
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(platform(page, 'In this browser, live')).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  complaints.splice(0) // an app of the other world
})

test('a database of the API is the one that psql reaches, and its backups are to be had', async ({ page }) => {
  test.setTimeout(240_000)
  const host = await startApi('0', 'databases')
  await ask(host, 'PATCH', '/control/clock', { rate: 0 })
  const vars = z.record(z.string(), z.string()).parse(await ask(host, 'GET', '/apps/fernwood-shop/config-vars'))
  const psql = await signedIn(new URL(vars['DATABASE_URL'] ?? ''))
  await psql.query("create table notes (id int primary key, body text); insert into notes values (1, 'by psql')")

  await openList(page)
  await connect(page, host)
  await page.goto(`addons/${DATABASE}/tables?table=public.notes`)
  const rows = page.getByRole('grid', { name: 'Rows of notes' })
  await expect(rows.getByRole('gridcell', { name: 'by psql' })).toBeVisible({ timeout: 60_000 })
  await psql.query("insert into notes values (2, 'seen at once')")
  await expect(rows.getByRole('gridcell', { name: 'seen at once' })).toBeVisible({ timeout: 20_000 })

  await page.goto(`addons/${DATABASE}/console`)
  const editor = page.getByRole('textbox', { name: 'SQL', exact: true })
  const run = async (sql: string) => {
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(sql)
    await page.getByRole('button', { name: 'Run all', exact: true }).click()
  }
  await expect(page.getByText(/the same that psql reaches/)).toBeVisible({ timeout: 60_000 })
  await run("update notes set body = 'by the dashboard' where id = 2")
  await expect(page.getByRole('region', { name: 'Results', exact: true }).getByText('UPDATE 1', { exact: true })).toBeVisible()
  expect((await psql.query('select body from notes where id = 2')).rows).toEqual([['by the dashboard']])
  await run('select nothing')
  const alert = page.getByRole('alert')
  await expect(alert.filter({ hasText: 'column "nothing" does not exist' })).toContainText('Line 1, column 8')
  await run('select count(*) from generate_series(1, 1000000000)')
  await page.getByRole('button', { name: 'Cancel what runs', exact: true }).click()
  await expect(alert.filter({ hasText: 'canceling statement due to user request' })).toBeVisible()
  await run('select body from notes order by id')
  await expect(page.getByRole('gridcell', { name: 'by the dashboard' })).toBeVisible({ timeout: 60_000 })

  await page.getByRole('button', { name: 'Save as dataclip', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Save a dataclip' })
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Notes')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('2 rows', { exact: true })).toBeVisible()

  await ask(host, 'POST', `/client/v11/databases/${DATABASE}/backups`)
  await ask(host, 'PATCH', '/control/clock', { advance: 600_000 })
  const made = await ask(host, 'POST', '/client/v11/apps/fernwood-shop/transfers/23/actions/public-url')
  const saved = page.waitForEvent('download')
  // What becomes a download is no page.
  await page.goto(z.object({ url: z.string() }).parse(made).url).catch(() => undefined)
  expect(await readFile(await (await saved).path(), 'utf8')).toContain('1\tby psql\n2\tby the dashboard')
})
