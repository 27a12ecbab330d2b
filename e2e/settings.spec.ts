import type { Page } from '@playwright/test'
import { ask, newApp, open, openList, tab } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Config vars' }).getByRole('listitem').filter({ hasText: name })

/** Pastes text as if it came from the clipboard. */
const paste = (page: Page, text: string) =>
  page.evaluate((data) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', data)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

async function add(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of a new config var' }).fill(name)
  await page.getByRole('textbox', { name: 'Value of a new config var' }).fill(value)
  await page.getByRole('textbox', { name: 'Value of a new config var' }).press('Enter')
}

test('several config vars become one release', async ({ page }) => {
  await newApp(page, 'config-app', '/settings')
  await add(page, 'FIRST', 'one')
  await add(page, 'SECOND', 'two words')
  await expect(page.getByRole('region', { name: 'Unsaved config vars' })).toContainText('2 unsaved changes')
  await page.getByRole('button', { name: 'Save as one release' }).click()
  await expect(page.getByRole('region', { name: 'Unsaved config vars' })).toBeHidden()
  await expect(row(page, 'FIRST')).not.toContainText('one')
  await row(page, 'FIRST').getByRole('button', { name: 'Show FIRST' }).click()
  await expect(page.getByRole('textbox', { name: 'Value of FIRST' })).toHaveValue('one')
  const releases = await ask(page, 'GET', '/apps/config-app/releases')
  expect(releases).toHaveLength(3)
  expect(releases).toMatchObject([{}, {}, { description: 'Set FIRST, SECOND config vars' }])
})

test('names that cannot be are refused beside the field', async ({ page }) => {
  await newApp(page, 'bad-names', '/settings')
  const name = page.getByRole('textbox', { name: 'Name of a new config var' })
  await name.fill('2FAST')
  await expect(name).toHaveAccessibleDescription(/Letters, digits and underscores only/)
})

test('a pasted .env is shown before it is taken, and saved on request only', async ({ page }) => {
  await newApp(page, 'env-app', '/settings')
  await add(page, 'KEEP', 'old')
  await page.getByRole('button', { name: 'Save as one release' }).click()
  await expect(page.getByRole('region', { name: 'Unsaved config vars' })).toBeHidden()
  await paste(page, '# mine\nexport KEEP="new"\nADDED=\'x y\'\nnonsense\n')
  const dialog = page.getByRole('dialog', { name: 'Take over this .env?' })
  await expect(dialog).toContainText('1 added, 1 changed, 0 removed')
  await expect(dialog).toContainText('Line 4')
  await dialog.getByRole('switch', { name: 'Show values' }).check()
  await expect(dialog.getByRole('list', { name: 'Changes' })).toContainText('old → new')
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByRole('region', { name: 'Unsaved config vars' })).toContainText('2 unsaved changes')
  expect(await ask(page, 'GET', '/apps/env-app/config-vars')).toEqual({ KEEP: 'old' })
  await page.getByRole('button', { name: 'Save as one release' }).click()
  await expect(page.getByRole('region', { name: 'Unsaved config vars' })).toBeHidden()
  await expect.poll(() => ask(page, 'GET', '/apps/env-app/config-vars')).toEqual({ KEEP: 'new', ADDED: 'x y' })
})

test('the text of the .env can be edited as a whole', async ({ page }) => {
  await newApp(page, 'raw-app', '/settings')
  await add(page, 'GONE', '1')
  await page.getByRole('button', { name: 'Save as one release' }).click()
  await page.getByText('.env', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Config vars as .env' }).fill('NEW=2\n')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await expect(row(page, 'GONE')).toContainText('removed')
  await expect(row(page, 'NEW')).toContainText('added')
  await page.getByRole('button', { name: 'Save as one release' }).click()
  await expect(row(page, 'GONE')).toBeHidden()
})

test('unsaved changes are not lost without asking', async ({ page }) => {
  await newApp(page, 'guarded', '/settings')
  await add(page, 'DRAFT', '1')
  await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Logs' }).click()
  await page.getByRole('button', { name: 'Stay here' }).click()
  await expect(row(page, 'DRAFT')).toContainText('added')
  await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Logs' }).click()
  await page.getByRole('button', { name: 'Discard and leave' }).click()
  await expect(page).toHaveURL(/\/logs$/)
})

test('an app is renamed, put into maintenance and deleted', async ({ page, complaints }) => {
  await newApp(page, 'old-name', '/settings')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('x')
  await expect(page.getByRole('paragraph').filter({ hasText: 'Name is too short (minimum is 3 characters)' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('new-name')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page).toHaveURL(/\/apps\/new-name\/settings$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('new-name')
  await page.getByRole('switch', { name: 'Show visitors the maintenance page' }).check()
  await expect(page.getByText('Maintenance', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Delete new-name', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete new-name?' })
  await dialog.getByRole('textbox').fill('new-nam')
  await expect(dialog.getByRole('button', { name: 'Delete app' })).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('textbox').fill('new-name')
  await dialog.getByRole('button', { name: 'Delete app' }).click()
  await expect(page).toHaveURL(/\/apps$/)
  await expect(page.getByRole('link', { name: 'new-name', exact: true })).toBeHidden()
  // What was being asked about the app when it went is answered that there is none.
  expect(complaints.splice(0).filter((line) => !/status of 404 .*\/apps\/(new|old)-name\b/.test(line))).toEqual([])
})

test('buildpacks are ordered and features switched', async ({ page, complaints }) => {
  await newApp(page, 'packs', '/settings')
  const field = page.getByRole('textbox', { name: 'Add a buildpack' })
  const order = page.getByRole('list', { name: 'Buildpacks', exact: true }).getByRole('listitem')
  for (const name of ['heroku/nodejs', 'heroku/ruby']) {
    await field.fill(name)
    await field.press('Enter')
    await expect(order.filter({ hasText: name })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Move heroku/ruby up' }).click()
  await expect(order.first()).toContainText('heroku/ruby')
  await field.fill('headless')
  await page.getByRole('button', { name: 'Add quillstone/headless-browser' }).click()
  await expect(order).toHaveCount(3)
  await order.nth(2).dragTo(order.nth(0))
  await expect(order.first()).toContainText('quillstone/headless-browser')
  await field.fill('nobody/nothing')
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(/Could not find the buildpack nobody\/nothing/)
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')])
  await expect(order).toHaveCount(3)
  await page.getByRole('switch', { name: 'Session affinity' }).check()
  // It shows before it is so.
  const affinity = () => ask(page, 'GET', '/apps/packs/features/http-session-affinity')
  await expect.poll(affinity).toMatchObject({ enabled: true })
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Session affinity' })).toBeChecked()
})

test('every page of an app is accessible, and those who may not act are told why', async ({ page }) => {
  test.setTimeout(180_000)
  await openList(page)
  for (const name of ['Overview', 'Resources', 'Deploy', 'Activity', 'Settings']) {
    await test.step(name, async () => {
      await open(page, 'fernwood-recommend')
      if (name !== 'Overview') await tab(page, name)
      await expect(page.locator('.animate-shimmer')).toHaveCount(0)
      await expectNoViolations(page)
    })
  }
})

test('on a narrow window the open tab is in view, and links to sections lead there though they load late', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 })
  await newApp(page, 'linked')
  for (let index = 0; index < 30; index++)
    await ask(page, 'POST', '/apps/linked/domains', { hostname: `host-${index}.example.com`, sni_endpoint: null })
  await open(page, 'linked', '/settings')
  await expect(page.getByRole('link', { name: 'Settings', exact: true })).toBeInViewport({ ratio: 0.99 })
  for (const [section, name] of [
    ['drains', 'Log drains'],
    ['webhooks', 'Webhooks'],
    ['certificates', 'Certificates'],
    ['domains', 'Domains'],
  ] as const) {
    await page.goto('apps')
    await open(page, 'linked', `/settings#${section}`)
    await expect(page.getByRole('listitem', { name: 'host-0.example.com' })).toBeAttached()
    await expect(page.getByRole('heading', { name, exact: true })).toBeInViewport()
  }
  await page.getByRole('searchbox', { name: 'Filter domains' }).fill('host-29')
  await expect(page.getByRole('list', { name: 'Domains' }).getByRole('listitem', { name: /^host-/ })).toHaveCount(1)
})
