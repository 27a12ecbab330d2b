import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drop, later, newApp, open, tab, untilQuiet } from './support/app.ts'
import { expect, test } from './support/test.ts'

const scratch = mkdtempSync(join(tmpdir(), 'story-'))
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A small project; the second version starts a file that is not there. */
function project(version: 1 | 2): string {
  const folder = join(scratch, `guestbook-${version}`)
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'guestbook', version: `${version}.0.0`, scripts: { start: 'node server.js' } }),
  )
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'guestbook', version: `${version}.0.0`, lockfileVersion: 3, packages: { '': { name: 'guestbook' } } }),
  )
  writeFileSync(join(folder, 'Procfile'), version === 1 ? 'web: node server.js\n' : 'web: node dist/server.js\n')
  writeFileSync(
    join(folder, 'server.js'),
    "require('http').createServer((_, res) => res.end('hello')).listen(process.env.PORT)\n",
  )
  return folder
}

test('a project is dropped, built, booted, scaled, broken and rolled back, and is still there tomorrow', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const app = 'guestbook-story'
  await newApp(page, app)
  await expect(page.getByText('Nothing runs here yet')).toBeVisible()

  await test.step('drop, build, boot', async () => {
    await page.getByRole('link', { name: 'Deploy a project' }).click()
    await expect(page.getByText('Drop the folder of a project here')).toBeVisible()
    await drop(page, project(1))
    await page.waitForURL(/\/deploy\/builds\//)
    await expect(page.getByText('Building', { exact: true })).toBeVisible()
    await untilQuiet(page)
    await expect(page.getByText('Release v3 succeeded')).toBeVisible()
    await expect(page.getByText('1 of 1 up')).toBeVisible()
    await page.getByRole('button', { name: 'View app' }).click()
    const dialog = page.getByRole('dialog', { name: `Open ${app}` })
    await expect(dialog).toContainText('200')
    await expect(dialog).toContainText('at=info method=GET')
    await page.keyboard.press('Escape')
  })

  await test.step('scale', async () => {
    await tab(page, 'Resources')
    await page.getByRole('button', { name: /^Size of web: Basic/ }).click()
    await page.getByRole('radio', { name: /^Standard-1X/ }).check()
    await page.getByRole('button', { name: 'Use Standard-1X' }).click()
    await page.getByRole('slider', { name: 'Dynos of web' }).press('ArrowRight')
    await page.getByRole('slider', { name: 'Dynos of web' }).press('ArrowRight')
    const bar = page.getByRole('region', { name: 'Unconfirmed changes' })
    await expect(bar).toContainText('web 3 × Standard-1X')
    await expect(bar).toContainText('+$68 a month')
    await bar.getByRole('button', { name: 'Confirm' }).click()
    await expect(bar).toBeHidden()
    await untilQuiet(page)
    await expect(page.getByRole('row', { name: /web\.\d/ })).toHaveCount(3)
    for (const name of ['web.1', 'web.2', 'web.3'])
      await expect(page.getByRole('row', { name: new RegExp(name.replace('.', '\\.')) })).toContainText('Up')
  })

  await test.step('break', async () => {
    await tab(page, 'Deploy')
    await drop(page, project(2))
    await page.waitForURL(/\/deploy\/builds\//)
    await untilQuiet(page)
    await later(page, 120_000)
    await expect(page.getByRole('main')).toContainText('Down')
    await expect(page).toHaveTitle(`● down – ${app}`)
    await page.getByRole('button', { name: 'Open app' }).click()
    await expect(page.getByRole('dialog', { name: `Open ${app}` })).toContainText('H10')
    await page.keyboard.press('Escape')
    await tab(page, 'Logs')
    await page.getByRole('combobox', { name: 'Filter the log' }).fill('"Cannot find module"')
    await expect(page.getByText(/^\d+ lines? of [\d,]+$/)).toBeVisible()
    await expect(page.getByText(/Cannot find module/).last()).toBeVisible()
  })

  await test.step('roll back', async () => {
    await tab(page, 'Overview')
    await page.getByRole('region', { name: 'Health' }).getByRole('link', { name: 'Roll back' }).click()
    await page.getByRole('button', { name: 'Roll back to v3', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Roll back to v3?' })
    await expect(dialog).toContainText('Runs now')
    await dialog.getByRole('button', { name: 'Roll back to v3', exact: true }).click()
    await expect(dialog).toBeHidden()
    await untilQuiet(page)
    await expect(page.getByRole('listitem').filter({ hasText: 'Rollback to v3' })).toContainText('current')
    await expect(page.getByRole('main')).toContainText('Healthy')
  })

  await test.step('reload, second tab', async () => {
    await page.reload()
    await expect(page.getByRole('listitem').filter({ hasText: 'Rollback to v3' })).toContainText('current')
    const other = await context.newPage()
    await open(other, app, '/settings')
    const maintenance = other.getByRole('switch', { name: 'Show visitors the maintenance page' })
    await maintenance.click()
    await expect(maintenance).toBeChecked()
    await expect(page.getByRole('main')).toContainText('Maintenance')
    await maintenance.click()
    await expect(maintenance).not.toBeChecked()
    await expect(page.getByRole('main')).toContainText('Healthy')
    await other.close()
  })

  await test.step('come back tomorrow', async () => {
    await tab(page, 'Metrics')
    await page.close()
    const back = await context.newPage()
    await open(back, app)
    await later(back, 26 * 3_600_000)
    await untilQuiet(back)
    await expect(back.getByRole('main')).toContainText('Healthy')
    await expect(back.getByText('1 day ago').first()).toBeVisible()
    await tab(back, 'Activity')
    await expect(back.getByText('rolled back to v3')).toBeVisible()
    await tab(back, 'Metrics')
    await expect(back.getByRole('img', { name: /^Response time, / })).toBeVisible()
    await expect(back.getByText('No requests in this range')).toBeHidden()
  })
})
