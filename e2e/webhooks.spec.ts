import type { Page } from '@playwright/test'
import { ask, later, newApp, open, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const hooks = (page: Page) => page.getByRole('list', { name: 'Webhooks', exact: true })

test('a webhook is added, tells of changes, and what it sent is looked at and sent again', async ({
  page,
  context,
  complaints,
}) => {
  test.setTimeout(120_000)
  await newApp(page, 'hooked', '/settings')
  await stopTheClock(page)
  const second = await context.newPage()
  await open(second, 'hooked', '/settings')
  await page.bringToFront()

  await section(page, 'Webhooks').getByRole('button', { name: 'Add webhook' }).click()
  const form = page.getByRole('form', { name: 'Add a webhook' })
  const url = form.getByRole('textbox', { name: 'URL' })
  await url.fill('http://example.com')
  await form.getByRole('checkbox', { name: /^Releases/ }).uncheck()
  await form.getByRole('button', { name: 'Add webhook' }).click()
  await expect(url).toHaveAccessibleDescription(/has to begin with https/)
  await expect(url).toBeFocused()
  await expect(form.getByText('Choose at least one.')).toBeVisible()
  await expectNoViolations(page)
  await expect(hooks(second)).toBeHidden()

  await url.fill('https://flaky.example.com/hooks')
  await form.getByRole('checkbox', { name: /^Releases/ }).check()
  await form.getByRole('checkbox', { name: /^The app itself/ }).check()
  await form.getByRole('radio', { name: /^sync/ }).check()
  await form.getByRole('button', { name: 'Add webhook' }).click()
  await expect(section(page, 'Webhooks').getByRole('status').filter({ hasText: 'Signing secret' })).toContainText(/[0-9a-f]{64}/)
  await expect(hooks(second).getByRole('link', { name: 'https://flaky.example.com/hooks' })).toBeVisible()
  await expect(hooks(page)).toContainText('Nothing sent yet')
  await expectNoViolations(page)

  await ask(page, 'PATCH', '/apps/hooked/config-vars', { ONE: '1' })
  await later(page, 5_000)
  await expect(hooks(page)).toContainText('Retrying')
  await hooks(page).getByRole('link', { name: 'https://flaky.example.com/hooks' }).click()
  await expect(page.getByRole('heading', { name: 'flaky.example.com' })).toBeVisible()
  const deliveries = page.getByRole('list', { name: 'Deliveries' })
  await expect(deliveries.getByRole('listitem')).toHaveCount(2)
  await deliveries.getByRole('link', { name: 'api:release' }).click()
  const panel = page.getByRole('region', { name: 'Delivery', exact: true })
  await expect(panel.getByRole('heading', { name: 'release create' })).toBeVisible()
  await expect(panel).toContainText('HTTP 503')
  await expect(panel).toContainText(/Heroku-Webhook-Hmac-SHA256: \S{43}=/)
  await expect(panel).toContainText('"Set ONE config vars"')
  await expectNoViolations(page)

  await panel.getByRole('button', { name: 'Deliver again', exact: true }).click()
  await later(page, 2_000)
  await expect(panel.getByRole('radio', { name: '2 · 503' })).toBeChecked()
  await later(page, 10 * 60_000)
  await expect(panel).toContainText('HTTP 200')
  await page.reload()
  await expect(panel.getByRole('radio', { name: '3 · 200' })).toBeChecked()
  await page.getByRole('radio', { name: 'Failed', exact: true }).click()
  await expect(page).toHaveURL(/\?status=failed$/)
  await expect(page.getByText('None of that kind')).toBeVisible()

  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const edit = page.getByRole('form', { name: 'Change the webhook' })
  const moved = edit.getByRole('textbox', { name: 'URL' })
  await moved.fill('https://10.0.0.1/hooks')
  await edit.getByRole('checkbox', { name: /^Builds/ }).check()
  await edit.getByRole('button', { name: 'Save webhook' }).click()
  await expect(moved).toHaveAccessibleDescription(/not one of your own machine/)
  await moved.fill('https://flaky.example.com/moved')
  await edit.getByRole('button', { name: 'Save webhook' }).click()
  await expect(edit).toBeHidden()
  await expect(page.getByText('api:app, api:build, api:release')).toBeVisible()
  await expect(hooks(second).getByRole('link', { name: 'https://flaky.example.com/moved' })).toBeVisible()

  await page.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Signing secret' })).toContainText(/[0-9a-f]{64}/)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Remove the webhook to flaky.example.com?' })
    .getByRole('button', { name: 'Remove webhook' })
    .click()
  await expect(page).toHaveURL(/\/settings#webhooks$/)
  await expect(section(second, 'Webhooks')).toContainText('No webhooks')
  // The page may hear that its webhook is gone, and ask for it once more, before it has left.
  expect(complaints.splice(0).filter((line) => !line.includes('404'))).toEqual([])
})

test('a log drain is added, says what it loses, and is removed', async ({ page, context, complaints }) => {
  test.setTimeout(120_000)
  await newApp(page, 'drained', '/settings')
  await ask(page, 'PUT', '/control/apps/drained/traffic', { peak_rps: 20, shape: 'steady' })
  await stopTheClock(page)
  const second = await context.newPage()
  await open(second, 'drained', '/settings')
  await page.bringToFront()
  const input = section(page, 'Log drains').getByRole('textbox', { name: 'Add a drain' })
  await input.fill('syslog+tls://logs.example.com')
  await section(page, 'Log drains').getByRole('button', { name: 'Add drain' }).click()
  await expect(input).toHaveAccessibleDescription(/needs a port/)
  await input.fill('syslog+tls://slow.example.com:6514')
  await section(page, 'Log drains').getByRole('button', { name: 'Add drain' }).click()
  const drains = (of: Page) => of.getByRole('list', { name: 'Log drains' })
  await expect(drains(page)).toContainText('Keeping up')
  await expect(drains(second)).toContainText('syslog+tls://slow.example.com:6514')
  await expect(input).toHaveValue('')
  await input.fill('syslog+tls://slow.example.com:6514')
  await section(page, 'Log drains').getByRole('button', { name: 'Add drain' }).click()
  await expect(input).toHaveAccessibleDescription(/drain to this URL already/)
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')])
  expect(await ask(page, 'GET', '/apps/drained/log-drains')).toHaveLength(1)

  await later(page, 10 * 60_000)
  await page.reload()
  await expect(drains(page)).toContainText('Behind')
  await expect(drains(page)).toContainText(/lines lost in an hour/)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Remove the drain to slow.example.com:6514' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove drain' }).click()
  await expect(section(second, 'Log drains')).toContainText('No drains')
})

test('who may not change them is told why', async ({ page, complaints }) => {
  await page.goto('apps')
  await page.getByRole('button', { name: /^Signed in as/ }).click({ timeout: 40_000 })
  await page.getByRole('menuitemcheckbox', { name: /Tom Okafor/ }).press('Enter')
  await expect(page.getByRole('button', { name: /^Signed in as Tom Okafor/ })).toBeVisible()
  await open(page, 'fernwood-shop', '/settings')
  await expect(section(page, 'Webhooks').getByRole('button', { name: 'Add webhook' })).toHaveAccessibleDescription(
    'You need the manage permission on this app to change webhooks.',
  )
  await expect(section(page, 'Log drains').getByRole('button', { name: 'Add drain' })).toHaveAccessibleDescription(
    'You need the operate permission on this app to change log drains.',
  )
  // A viewer may not read config vars either.
  expect(complaints.splice(0).filter((line) => !line.includes('403'))).toEqual([])
})
