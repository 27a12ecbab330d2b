import type { Page } from '@playwright/test'
import { ask, deploySample, later, newApp, open, stopTheClock, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

/** An app in Python with one web dyno of a size. */
async function shop(page: Page, name: string, size: string): Promise<void> {
  await newApp(page, name)
  await deploySample(page, name, 'Python')
  await ask(page, 'PATCH', `/apps/${name}/formation`, { updates: [{ type: 'web', quantity: 1, size }] })
  await untilQuiet(page)
  await stopTheClock(page)
}

const autoscaling = (page: Page) => page.getByRole('region', { name: 'Autoscaling', exact: true })
const quantity = (page: Page) => page.getByRole('slider', { name: 'Dynos of web' })

test('autoscaling acts, is seen in a second tab, and is switched off', async ({ page, context }) => {
  test.setTimeout(120_000)
  await shop(page, 'grows', 'Performance-M')
  await open(page, 'grows', '/resources')
  await autoscaling(page).getByRole('button', { name: 'Autoscale' }).click()
  const dialog = page.getByRole('dialog', { name: 'Autoscale web' })
  await dialog.getByRole('textbox', { name: 'Fewest dynos' }).fill('5')
  await expect(dialog.getByText('The most has to be at least as many as the fewest').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Fewest dynos' }).fill('1')
  await dialog.getByRole('textbox', { name: 'Most dynos' }).fill('3')
  await dialog.getByRole('textbox', { name: 'Desired p95 response time, ms' }).fill('400')
  await dialog.getByRole('checkbox', { name: /^Notify/ }).check()
  await expect(dialog.getByText('$250 to $750 a month')).toBeVisible()
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Switch autoscaling on' }).click()
  await expect(autoscaling(page)).toContainText('1 to 3 dynos for a p95 below 400 ms')

  const second = await context.newPage()
  await open(second, 'grows', '/resources')
  await expect(autoscaling(second)).toContainText('1 to 3 dynos')
  await ask(page, 'PUT', '/control/apps/grows/traffic', { peak_rps: 5000, shape: 'steady' })
  await later(page, 5 * 60_000)
  for (const tab of [page, second]) {
    await expect(quantity(tab)).toHaveValue('3')
    await expect(autoscaling(tab)).toContainText('At its limit')
    await expect(autoscaling(tab).getByRole('list', { name: 'Last decisions of autoscaling' })).toContainText(
      'Scaled to web@3:Performance-M',
    )
  }
  await page.bringToFront()
  await expectNoViolations(page)

  await second.bringToFront()
  await autoscaling(second).getByRole('button', { name: 'Switch off' }).click()
  await expect(autoscaling(page).getByRole('button', { name: 'Autoscale' })).toBeVisible()
  await open(page, 'grows', '/activity')
  await expect(page.getByText('disabled autoscaling of web')).toBeVisible()
  await expect(page.getByText('Autoscaling is at its limit: 3 web dynos do not keep the p95 below 400 ms')).toBeVisible()
})

test('a size that cannot be autoscaled says so', async ({ page }) => {
  await shop(page, 'too-small', 'Standard-1X')
  await open(page, 'too-small', '/resources')
  const button = autoscaling(page).getByRole('button', { name: 'Autoscale' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription('Autoscaling needs Performance dynos: change the size of web first')
})

test('an alert shows how often it would have fired, fires, and is seen', async ({ page }) => {
  test.setTimeout(120_000)
  await shop(page, 'watched', 'Standard-1X')
  await ask(page, 'PUT', '/control/apps/watched/traffic', { peak_rps: 80, shape: 'steady' })
  await later(page, 30 * 60_000)
  await open(page, 'watched', '/metrics?range=2h')
  await page.getByRole('button', { name: 'Set alert: response time' }).click()
  const dialog = page.getByRole('dialog', { name: 'Alert on response time' })
  const preview = dialog.getByRole('status')
  await expect(preview).toContainText('Would not have fired')
  await dialog.getByRole('textbox', { name: 'Threshold of the p95, ms' }).fill('60')
  await expect(preview).toContainText(/Would have fired (once|\d+ times) in the past 24 hours, for \d+/)
  await dialog.getByRole('textbox', { name: 'Threshold of the p95, ms' }).fill('10')
  await expect(dialog.getByText('Choose from 50 to 30000').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Threshold of the p95, ms' }).fill('800')
  await dialog.getByRole('combobox', { name: 'Sensitivity' }).selectOption({ label: 'High: 1 minute' })
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Switch the alert on' }).click()
  const alerts = page.getByRole('list', { name: 'Alerts', exact: true }).first()
  await expect(alerts).toContainText('Quiet p95 from 800 ms for 1 min')
  await expect(page.getByText('Alert 800 ms')).toBeVisible()
  await ask(page, 'PUT', '/control/apps/watched/traffic', { peak_rps: 300, shape: 'steady' })
  await later(page, 3 * 60_000)
  await expect(alerts).toContainText('Firing')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Set alert: failed requests' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch the alert on' }).click()
  await expect(alerts).toContainText('from 5 % for 5 min')
  await open(page, 'watched', '/activity')
  await expect(page.getByText('p95 response time above 800 ms for 1 min')).toBeVisible()
})
