import type { Page } from '@playwright/test'
import { ask, later, newApp, open, openList } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const addons = (page: Page) => page.getByRole('list', { name: 'Add-ons' })

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).press('Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^Signed in as ${name}`) })).toBeVisible()
}

test('a database is found, added, waited for, changed, shared and destroyed; a second tab follows', async ({ page, context }) => {
  test.setTimeout(240_000)
  await newApp(page, 'with-database', '/resources')
  await ask(page, 'POST', '/apps', { name: 'beside-it' })
  const other = await context.newPage()
  await open(other, 'with-database', '/resources')
  await expect(other.getByText('No add-ons yet')).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(heading(page, 'Marketplace')).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('searchbox', { name: 'Search services' }).pressSequentially('postgres')
  await expect(page).toHaveURL(/q=postgres/)
  await page.getByRole('list', { name: 'Services' }).getByRole('link', { name: 'Heroku Postgres' }).click()
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toHaveAccessibleDescription('Choose an app first')
  await page.getByRole('radio', { name: 'private' }).click()
  await expect(page.getByRole('button', { name: 'Choose private-0' })).toHaveAccessibleDescription(
    'Only for apps in Private Spaces',
  )
  await page.getByRole('radio', { name: 'standard' }).click()
  await page.getByRole('button', { name: 'Choose standard-0' }).click()
  await page.getByRole('combobox', { name: 'App', exact: true }).selectOption('with-database')
  await page.getByRole('textbox', { name: 'Name' }).fill('1 bad')
  await expect(page.getByText('Begin with a letter; use letters')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('main-store')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Add to with-database' }).click()

  await expect(heading(page, 'main-store')).toBeVisible()
  await expect(page.getByText('main-store is being provisioned.')).toBeVisible()
  await expect(addons(other).getByRole('listitem')).toContainText(['main-store'])
  await later(page, 7 * 60_000)
  await expect(page.getByText('Available', { exact: true }).first()).toBeVisible()
  await expect(addons(other).getByText('Available', { exact: true })).toBeVisible()
  expect(await ask(page, 'GET', '/apps/with-database/config-vars')).toMatchObject({ DATABASE_URL: /^postgres:/ })
  await expectNoViolations(page)

  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Plan' }).click()
  await page.getByRole('button', { name: 'Choose standard-2' }).click()
  await expect(page.getByText('$200/month, $150 more a month')).toBeVisible()
  await page.getByRole('button', { name: 'Change plan', exact: true }).click()
  await expect(addons(other)).toContainText('heroku-postgresql:standard-2')
  await page.getByRole('radio', { name: 'premium' }).click()
  await page.getByRole('button', { name: 'Choose premium-0' }).click()
  await expectNoViolations(page)

  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Attachments' }).click()
  await page.getByRole('combobox', { name: 'App', exact: true }).selectOption('beside-it')
  await ask(page, 'POST', '/apps/beside-it/addons', { plan: 'heroku-redis:mini', name: 'cache-there' })
  await page.getByRole('textbox', { name: 'Attach as' }).fill('redis')
  await expect(page.getByRole('status').filter({ hasText: 'REDIS on beside-it is cache-there now.' })).toBeVisible()
  await ask(page, 'DELETE', '/apps/beside-it/addons/cache-there')
  await page.getByRole('textbox', { name: 'Attach as' }).fill('shared')
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Detach SHARED from beside-it', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Detach SHARED from beside-it', exact: true }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Detach SHARED from beside-it', exact: true })).toBeVisible()
  await expectNoViolations(page)
  for (const part of ['Settings', 'Billing', 'Activity']) {
    await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: part }).click()
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expectNoViolations(page)
  }
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await expect(page.getByText('Simulated: would open Heroku Postgres')).toBeVisible()

  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('button', { name: 'Destroy main-store', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Destroy main-store?' })
  await expect(dialog).toContainText('Used by beside-it, too')
  await expect(dialog.getByRole('button', { name: 'Destroy add-on' })).toHaveAccessibleDescription('Type main-store first')
  await dialog.getByRole('textbox').fill('main-store')
  await dialog.getByRole('button', { name: 'Destroy add-on' }).click()
  await expect(page).toHaveURL(/with-database\/resources#addons$/)
  await expect(other.getByText('No add-ons yet')).toBeVisible()
  expect(await ask(page, 'GET', '/apps/beside-it/config-vars')).toEqual({})
})

test("an app's add-ons show among its resources, and who may not change them is told why", async ({ page }) => {
  test.setTimeout(90_000)
  await openList(page)
  await open(page, 'fernwood-shop', '/resources')
  await expect(addons(page).getByRole('listitem')).toContainText(['postgresql-curved-48213', 'redis-solid-20417', 'snagbox'])
  await page.getByRole('button', { name: 'Attach existing' }).click()
  const dialog = page.getByRole('dialog', { name: 'Attach an add-on to fernwood-shop' })
  await dialog.getByRole('combobox', { name: 'Add-on' }).selectOption('kafka-spherical-57302')
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click()
  const kafka = addons(page).getByRole('listitem').filter({ hasText: 'kafka-spherical-57302' })
  await expect(kafka).toContainText('of fernwood-api')
  await kafka.getByRole('button', { name: 'Actions of kafka-spherical-57302', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: /^Destroy/ })).toContainText('It is billed to fernwood-api')
  await page.getByRole('menuitem', { name: 'Detach KAFKA' }).click()
  const detach = page.getByRole('dialog', { name: 'Detach KAFKA from fernwood-shop?' })
  await expect(detach).toContainText('the only way it has to kafka-spherical-57302')
  await detach.getByRole('button', { name: 'Detach', exact: true }).click()
  await expect(detach).toBeHidden()
  await expect(kafka).toBeHidden()
  await expectNoViolations(page)

  await page.getByRole('link', { name: 'Apps', exact: true }).first().click()
  await become(page, 'Tom Okafor')
  await open(page, 'fernwood-shop', '/resources')
  await expect(
    page.getByText('You need the deploy or operate permission on this app to see its add-ons.').filter({ visible: true }),
  ).toBeVisible()
  await page.goto('elements/snagbox?app=fernwood-blog')
  await expect(page.getByRole('button', { name: 'Add to fernwood-blog' })).toHaveAccessibleDescription(
    /deploy or operate permission/,
  )
})

test('databases of all apps are filtered by kind, plan and state', async ({ page, complaints }) => {
  await openList(page)
  await page.getByRole('link', { name: 'Databases' }).click()
  const rows = page.getByRole('table', { name: 'Databases' }).getByRole('row')
  await expect(rows).toHaveCount(15)
  await page.getByRole('combobox', { name: 'All kinds' }).selectOption('Key-Value Store')
  await page.getByRole('combobox', { name: 'All plans' }).selectOption('mini')
  await expect(rows).toHaveCount(4)
  await page.reload()
  await expect(rows).toHaveCount(4)
  await expectNoViolations(page)
  await page.getByRole('combobox', { name: 'All states' }).selectOption('Being provisioned')
  await expect(page.getByText('No database is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Show all databases' }).click()
  await page.getByRole('searchbox', { name: 'Search databases and apps' }).fill('mailer')
  await expect(rows).toHaveCount(2)
  for (const width of [360, 768]) {
    await page.setViewportSize({ width, height: 800 })
    for (const at of ['databases', 'elements', 'elements/heroku-postgresql', 'addons/postgresql-curved-48213/plan']) {
      await page.goto(at)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), at).toBeLessThanOrEqual(0)
    }
  }
  await page.goto('addons/nothing-there')
  await expect(page.getByText('There is no add-on nothing-there')).toBeVisible()
  expect(complaints.splice(0).filter((text) => !text.includes('404'))).toEqual([])
})
