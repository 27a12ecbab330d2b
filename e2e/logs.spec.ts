import { readFileSync } from 'node:fs'
import { ask, later, open, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const app = 'fernwood-shop'

test.beforeEach(async ({ page }) => {
  await openList(page)
})

test('the log follows what comes, and a pause keeps it', async ({ page }) => {
  await open(page, app, '/logs')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const log = page.getByRole('log')
  await expect(log).toContainText('at=info')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await later(page, 5000)
  await expect(page.getByRole('button', { name: /new lines?$/ })).toBeVisible()
  await page.getByRole('button', { name: /new lines?$/ }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
})

test('the address holds the filter', async ({ page }) => {
  await open(page, app, '/logs')
  await page.getByRole('combobox', { name: 'Source' }).selectOption('worker')
  await expect(page).toHaveURL(/source=worker/)
  await expect(page.getByRole('log')).toContainText('worker.')
  await expect(page.getByRole('log')).not.toContainText('router')
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Source' })).toHaveValue('worker')
  await expect(page.getByRole('log')).toContainText('worker.')
  await page.getByRole('combobox', { name: 'Source' }).selectOption('')
  await page.getByText('Errors', { exact: true }).click()
  await expect(page).toHaveURL(/level=error/)
})

test('words are found, one after the other', async ({ page }) => {
  await stopTheClock(page)
  await open(page, app, '/logs')
  await expect(page.getByRole('log')).toContainText('at=info')
  await page.keyboard.press('/')
  await page.keyboard.type('status=200')
  const status = page.getByRole('status').filter({ hasText: /^\d+ of \d+$/ })
  await expect(status).toBeVisible()
  const count = Number((await status.textContent())?.split(' of ')[1])
  await expect(status).toHaveText(`${count} of ${count}`)
  await page.keyboard.press('Enter')
  await expect(status).toHaveText(`1 of ${count}`)
  await page.getByRole('button', { name: 'Previous match' }).click()
  await expect(status).toHaveText(`${count} of ${count}`)
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('there is no such line')
  await expect(page.getByText('not found')).toBeVisible()
})

test('a line has an address, also when it is no longer among the last', async ({ page }) => {
  await stopTheClock(page)
  await open(page, app, '/logs')
  const line = page.getByRole('log').locator('[aria-pressed]').nth(3)
  // The lines may still move to their end under the first click.
  await expect(async () => {
    await line.click()
    await expect(page).toHaveURL(/#\d{8}T\d{6}/, { timeout: 1000 })
  }).toPass()
  const address = page.url()
  await expect(page.getByRole('log').locator('[aria-pressed=true]')).toBeVisible()
  await later(page, 600_000)
  await page.goto('apps')
  await page.goto(address)
  await expect(page.getByText('A past moment')).toBeVisible()
  await expect(page.getByRole('log').locator('[aria-pressed=true]')).toBeInViewport()
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
})

test('a past moment shows the lines up to then', async ({ page }) => {
  await page.goto(`apps/${app}/logs?until=2026-11-01T12:00:00.000Z`)
  await expect(page.getByText('A past moment')).toBeVisible()
  await expect(page.getByRole('log')).toContainText('at=info')
  await expect(page.getByRole('textbox', { name: 'Up to this time' }).or(page.getByLabel('Up to this time'))).not.toHaveValue('')
})

test('what is shown can be downloaded', async ({ page }) => {
  await open(page, app, '/logs')
  await expect(page.getByRole('log')).toContainText('at=info')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()])
  expect(file.suggestedFilename()).toBe(`${app}.log`)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\w.-]+: /)
})

test('a clock that is turned back takes back the lines of the future', async ({ page }) => {
  await stopTheClock(page)
  await later(page, 3_600_000)
  await open(page, app, '/logs')
  await expect(page.getByRole('log')).toContainText('at=info')
  await expect(page.getByRole('log')).toContainText(/1\d:4\d:/)
  await ask(page, 'PATCH', '/control/clock', { back_to: '2026-11-02T09:41:00Z' })
  await expect(page.getByRole('log')).not.toContainText(/10:4\d:|11:4\d:/)
})

test('the page is accessible', async ({ page }) => {
  await stopTheClock(page)
  await open(page, app, '/logs')
  await expect(page.getByRole('log')).toContainText('at=info')
  await expectNoViolations(page)
})
