import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { ask, later, open, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const app = 'fernwood-shop'
const log = (page: Page) => page.getByRole('log')
const field = (page: Page) => page.getByRole('combobox', { name: 'Filter the log' })
const chosen = (page: Page) => log(page).locator('[aria-pressed=true]')

test.beforeEach(async ({ page }) => {
  await openList(page)
})

/** Opens the log with a clock that stands, so that its lines stay where they are. */
async function openStill(page: Page, at = ''): Promise<void> {
  await stopTheClock(page)
  await open(page, app, `/logs${at}`)
  await expect(log(page)).toContainText('at=info')
}

/** Chooses one of the lines in view, and answers its time as it is written. */
async function chooseLine(page: Page, index: number): Promise<string> {
  const line = log(page).locator('[aria-pressed]').nth(index)
  // The lines may still move to their end under the first click.
  await expect(async () => {
    await line.click()
    await expect(page).toHaveURL(/#\d{8}T\d{6}/, { timeout: 1000 })
  }).toPass()
  return (await chosen(page).textContent()) ?? ''
}

test('the log follows what comes, and a pause keeps it', async ({ page }) => {
  await openStill(page)
  const last = async () => (await log(page).locator('[aria-pressed]').last().textContent()) ?? ''
  const line = (time: string) => log(page).locator('[aria-pressed]', { hasText: time }).last()
  const first = await last()
  await later(page, 60_000)
  await expect(line(first)).not.toBeInViewport()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const seen = await last()
  await expect(line(seen)).toBeInViewport()
  await later(page, 60_000)
  await expect(page.getByRole('button', { name: /new lines?$/ })).toBeVisible()
  await expect(line(seen)).toBeInViewport()
  await page.getByRole('button', { name: /new lines?$/ }).click()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(line(seen)).not.toBeInViewport()
})

test('a query filters, and stands in the address', async ({ page }) => {
  await openStill(page)
  await page.keyboard.press('/')
  await page.keyboard.type('source:router method:GET -path:/products')
  await expect(page).toHaveURL(/q=source%3Arouter\+method%3AGET\+-path%3A%2Fproducts$/)
  await expect(log(page)).toContainText('method=GET')
  await expect(log(page)).not.toContainText('Started GET')
  await expect(log(page)).not.toContainText(/method=POST|path="\/products/)
  await page.reload()
  await expect(field(page)).toHaveValue('source:router method:GET -path:/products')
  await expect(log(page)).toContainText('method=GET')
  await expect(log(page)).not.toContainText('Started GET')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(log(page)).toContainText('Started GET')
  await expect(page).toHaveURL(/\/logs$/)
})

test('a mistake is told with its place, and the last good filter stays', async ({ page }) => {
  await openStill(page, '?q=source%3Arouter')
  await field(page).fill('source:router status:>=abc')
  await expect(page.getByText('At character 22: “>=abc” is not a number. Write for example status:>=500')).toBeVisible()
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Enter')
  await page.keyboard.type('404')
  await expect(field(page)).toHaveValue('source:router status:404')
  await expect(field(page)).not.toHaveAttribute('aria-invalid')
  await expect(page).toHaveURL(/status%3A404/)
})

test('keys and values are suggested while typing', async ({ page }) => {
  await openStill(page)
  await field(page).pressSequentially('sou')
  await expect(page.getByRole('option')).toHaveText([/^source:/])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'router' }).click()
  await expect(field(page)).toHaveValue('source:router')
  await expect(log(page)).not.toContainText('Started GET')
  await expect(log(page)).toContainText('at=info')
})

test('chips write into the query', async ({ page }) => {
  await openStill(page)
  await page.getByRole('button', { name: 'router', exact: true }).click()
  await page.getByRole('button', { name: 'worker', exact: true }).click()
  await page.getByRole('button', { name: 'Errors', exact: true }).click()
  await expect(field(page)).toHaveValue('source:router,worker level:error')
  await page.getByRole('button', { name: 'Errors', exact: true }).click()
  await expect(field(page)).toHaveValue('source:router,worker')
  await expect(page.getByRole('button', { name: 'router', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('a filter is saved, used, renamed and deleted, and another tab follows', async ({ page, context }) => {
  await openStill(page, '?q=method%3APOST')
  const filters = page.getByRole('button', { name: 'Filters', exact: true })
  const dialog = page.getByRole('dialog', { name: 'Saved filters' })
  await filters.click()
  await dialog.getByLabel('Save this filter as').fill('Errors')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByText('There is a filter “Errors” already. Write another name.')).toBeVisible()
  await dialog.getByLabel('Save this filter as').fill('Writes')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByRole('list', { name: 'Your own' })).toContainText('method:POST')

  const second = await context.newPage()
  await open(second, app, '/logs')
  await second.getByRole('button', { name: 'Filters', exact: true }).click()
  await second.getByRole('button', { name: /^Writes/ }).click()
  await expect(field(second)).toHaveValue('method:POST')

  await dialog.getByRole('button', { name: 'Rename Writes' }).click()
  await dialog.getByLabel('New name').fill('Posts')
  await dialog.getByLabel('New name').press('Enter')
  await second.getByRole('button', { name: 'Filters', exact: true }).click()
  await expect(second.getByRole('button', { name: /^Posts/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete Posts' }).click()
  await expect(second.getByRole('button', { name: /^Posts/ })).toBeHidden()
  await expect(dialog.getByRole('list', { name: 'Your own' })).toBeHidden()

  await dialog.getByRole('button', { name: /^Router 5xx/ }).click()
  await expect(field(page)).toHaveValue('source:router status:5xx')
})

test('words are found, one after the other', async ({ page }) => {
  await openStill(page)
  await page.keyboard.press('f')
  await page.keyboard.type('status=200')
  const status = page.getByRole('status').filter({ hasText: /^\d+ of \d+$/ })
  await expect(status).toBeVisible()
  const count = Number((await status.textContent())?.split(' of ')[1])
  await expect(status).toHaveText(`${count} of ${count}`)
  await page.keyboard.press('Enter')
  await expect(status).toHaveText(`1 of ${count}`)
  await page.getByRole('button', { name: 'Previous match' }).click()
  await expect(status).toHaveText(`${count} of ${count}`)
  await page.getByRole('searchbox', { name: 'Find in the lines' }).fill('there is no such line')
  await expect(page.getByText('not found')).toBeVisible()
})

test('a line has an address, also when it is no longer among the last', async ({ page }) => {
  await openStill(page)
  const time = await chooseLine(page, 3)
  const address = page.url()
  await later(page, 600_000)
  await page.goto('apps')
  await page.goto(address)
  await expect(page.getByText('A past moment')).toBeVisible()
  await expect(chosen(page)).toHaveText(time)
  await expect(chosen(page)).toBeInViewport()
  await page.reload()
  await expect(chosen(page)).toHaveText(time)
  await expect(chosen(page)).toBeInViewport()
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
})

test('a line is taken apart, by the keyboard too, and filters', async ({ page }) => {
  await openStill(page, '?q=source%3Arouter')
  await log(page).focus()
  await page.keyboard.press('Enter')
  const detail = page.getByRole('region', { name: 'Chosen line' })
  await expect(detail.getByText('request_id', { exact: true })).toBeVisible()
  const first = await chosen(page).textContent()
  await page.keyboard.press('Shift+ArrowUp')
  await expect(chosen(page)).not.toHaveText(first ?? '')
  await page.keyboard.press('Enter')
  await expect(detail.getByRole('heading')).toBeFocused()
  await detail.getByRole('button', { name: /^Only method:/ }).click()
  await expect(field(page)).toHaveValue(/^source:router method:[A-Z]+$/)
  await detail.getByRole('button', { name: 'Lines around' }).click()
  await expect(field(page)).toHaveValue('')
  await expect(chosen(page)).toBeInViewport()
  await detail.getByRole('heading').focus()
  await page.keyboard.press('Escape')
  await expect(detail).toBeHidden()
  await expect(log(page)).toBeFocused()
})

test('a past moment shows the lines around it, and goes on to both sides', async ({ page }) => {
  await stopTheClock(page)
  await page.goto(`apps/${app}/logs?at=2026-11-01T12:00:00.000Z&zone=utc`)
  await expect(page.getByText('A past moment')).toBeVisible()
  await expect(log(page)).toContainText('12:00:00.')
  await expect(page.getByLabel('Go to a time')).toHaveValue(/^2026-11-01T12:00/)
  await expect(page.getByText('3,000 lines', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Read earlier lines' }).click()
  await expect(page.getByText(/^4,49\d lines$|^4,500 lines$/)).toBeVisible()
  await page.getByRole('button', { name: 'Read later lines' }).click()
  await expect(page.getByText(/^5,99\d lines$|^6,000 lines$/)).toBeVisible()
  await page.getByLabel('Go to a time').fill('2026-11-01T10:30:00')
  await page.getByLabel('Go to a time').press('Enter')
  await expect(page).toHaveURL(/at=2026-11-01T10%3A30%3A00\.000Z/)
  await expect(log(page)).toContainText('10:30:00.')
})

test('what is shown can be downloaded', async ({ page }) => {
  await openStill(page, '?q=source%3Arouter')
  const button = page.getByRole('button', { name: 'Download what is shown' })
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
  expect(file.suggestedFilename()).toBe(`${app}.log`)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines.length).toBeGreaterThan(1000)
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z router: /)
})

test('a clock that is turned back takes back the lines of the future', async ({ page }) => {
  await stopTheClock(page)
  await later(page, 3_600_000)
  await open(page, app, '/logs')
  await expect(log(page)).toContainText('at=info')
  await expect(log(page)).toContainText(/1\d:4\d:/)
  await ask(page, 'PATCH', '/control/clock', { back_to: '2026-11-02T09:41:00Z' })
  await expect(log(page)).not.toContainText(/10:4\d:|11:4\d:/)
})

test('the page is accessible', async ({ page }) => {
  await openStill(page, '?q=source%3Arouter')
  await expectNoViolations(page)
  await chooseLine(page, 3)
  await field(page).fill('source:router zebra:1 ')
  await field(page).pressSequentially('s')
  await expectNoViolations(page)
})

test('it fits a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await openStill(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await chooseLine(page, 1)
  await expect(page.getByRole('region', { name: 'Chosen line' })).toBeInViewport()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Chosen line' })).toBeHidden()
})
