import { readFileSync } from 'node:fs'
import { ask, later, newApp, open, openList, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

test('charts, ranges and process types, by address', async ({ page }) => {
  await openList(page)
  await open(page, 'fernwood-shop', '/metrics')
  for (const title of ['Response time', 'Throughput', 'Memory of web', 'Load of web']) {
    await expect(page.getByRole('img', { name: new RegExp(`^${title}, `) })).toBeVisible()
  }
  await page.getByText('7 d', { exact: true }).click()
  await expect(page).toHaveURL(/range=7d/)
  await expect(page.getByRole('list', { name: 'Deploys' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Process type' }).selectOption('worker')
  await expect(page.getByRole('img', { name: /^Memory of worker, / })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Response time, / })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Process type' })).toHaveValue('worker')
  await expect(page.getByRole('radio', { name: '7 d' })).toBeChecked()
})

test('a chosen window leads to its logs', async ({ page }) => {
  await openList(page)
  await open(page, 'fernwood-shop', '/metrics')
  const plot = page.getByRole('slider', { name: /^Response time: time/ })
  await plot.scrollIntoViewIfNeeded()
  const box = await plot.boundingBox()
  if (!box) throw new Error('the plot has no place')
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=.*to=/)
  await page.getByRole('link', { name: 'Show logs of this window' }).click()
  await expect(page).toHaveURL(/\/logs\?at=/)
  await expect(page.getByText('A past moment')).toBeVisible()
})

test('the figures as a table and as a file', async ({ page }) => {
  await openList(page)
  await open(page, 'fernwood-shop', '/metrics')
  await page.getByRole('button', { name: 'Show as table' }).first().click()
  await expect(page.getByRole('table', { name: 'Response time' })).toContainText('ms')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
  const [head = '', ...rows] = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(head).toContain('"response time p95, ms"')
  expect(rows).toHaveLength(144)
})

test('more traffic than dynos can serve shows, and scaling mends it', async ({ page }) => {
  test.setTimeout(120_000)
  await openList(page)
  const app = 'fernwood-recommend'
  await ask(page, 'PUT', `/control/apps/${app}/traffic`, { peak_rps: 300, shape: 'steady' })
  await later(page, 20 * 60_000)
  await open(page, app, '/metrics?range=2h')
  const errors = page.getByRole('list', { name: 'Errors by code' })
  await expect(errors).toContainText('H12')
  await ask(page, 'PATCH', `/apps/${app}/formation`, { updates: [{ type: 'web', quantity: 10, size: 'Performance-L' }] })
  await untilQuiet(page)
  await later(page, 3 * 3_600_000)
  await expect(errors.getByText('H12')).toBeHidden()
})

test('Eco has none, Basic a day, and both say so', async ({ page }) => {
  await newApp(page, 'small-app', '/deploy')
  await page.getByRole('button', { name: 'Go', exact: true }).click()
  await page.waitForURL(/builds/)
  await untilQuiet(page)
  await open(page, 'small-app', '/metrics')
  await expect(page.getByText('Basic dynos keep 24 hours of metrics.')).toBeVisible()
  await ask(page, 'PATCH', '/apps/small-app/formation', { updates: [{ type: 'web', quantity: 1, size: 'Eco' }] })
  await open(page, 'small-app', '/metrics')
  await expect(page.getByText('No metrics for these dynos')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Change the dyno size' })).toBeVisible()
})

test('the page is accessible', async ({ page }) => {
  await openList(page)
  await open(page, 'fernwood-shop', '/metrics')
  await expect(page.getByRole('img', { name: /^Load of web, / })).toBeVisible()
  await expectNoViolations(page)
})
