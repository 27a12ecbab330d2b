import type { Page } from '@playwright/test'
import { ask, become, later, open, openList, send, stopTheClock, tokenOf } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const [STAGING, LIVE] = ['fernwood-shop-staging', 'fernwood-shop']
const COLLABORATORS = `/teams/apps/${LIVE}/collaborators`
const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pipeline', exact: true }).getByRole('link', { name, exact: true }).click()

/** Lets time pass until `when` says so, in ms of the world. */
async function until(page: Page, when: (now: Date) => number): Promise<void> {
  const clock = await ask(page, 'GET', '/control/clock')
  const now = typeof clock === 'object' && clock !== null && 'now' in clock ? new Date(String(clock.now)) : new Date(Number.NaN)
  await later(page, when(now) - now.getTime())
}

/** Staging follows the default branch; production is locked, and may be promoted to by Jonas. It is midnight: nobody else is at work. */
async function setTheStage(page: Page): Promise<void> {
  await openList(page)
  await stopTheClock(page)
  await until(page, (now) => (Math.floor(now.getTime() / DAY) + 1) * DAY)
  await ask(page, 'POST', `/apps/${STAGING}/github`, { repo: 'fernwood/shop' })
  await ask(page, 'PATCH', `/apps/${STAGING}/github`, { auto_deploy: true, wait_for_ci: true })
  await ask(page, 'PATCH', `/teams/apps/${LIVE}`, { locked: true })
  await ask(page, 'POST', COLLABORATORS, { user: 'jonas@example.com', permissions: ['view', 'deploy', 'operate'] })
}

/** Ada invites Otto, who accepts: he may deploy to staging, and see of production that it is there. */
async function inviteOtto(page: Page, complaints: string[]): Promise<void> {
  const ada = await tokenOf(page, 'ada@example.com')
  await page.goto('teams/fernwood/people')
  await page.getByRole('combobox', { name: 'Invite a person' }).fill('otto@example.com', { timeout: 40_000 })
  await page.getByRole('combobox', { name: 'Role', exact: true }).last().selectOption('Member')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Invitations' })).toContainText('otto@example.com')
  await page.getByRole('link', { name: 'Apps', exact: true }).first().click()
  await become(page, 'Otto Brandt')
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await page.getByRole('link', { name: STAGING, exact: true }).first().click()
  await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Deploy' }).click()
  await expect(page.getByRole('button', { name: 'Deploy branch', exact: true })).toBeEnabled()
  expect(await send(page, 'POST', COLLABORATORS, { user: 'otto@example.com', permissions: ['view'] }, ada)).toMatchObject({
    status: 201,
  })
  await open(page, LIVE, '/settings')
  await expect(page.getByText(/You need the deploy or operate permission on this app to read config vars/).first()).toBeVisible()
  expect(complaints.splice(0).filter((line) => !/403/.test(line))).toEqual([])
  await become(page, 'Ada Nilsen')
}

test('who was invited opens a pull request, whose review app is billed, and which is promoted by who may', async ({
  page,
  context,
  complaints,
}) => {
  test.setTimeout(240_000)
  await setTheStage(page)
  await inviteOtto(page, complaints)
  await page.getByRole('link', { name: 'Pipelines', exact: true }).first().click()
  await page.getByRole('table', { name: 'Pipelines' }).getByRole('link', { name: 'fernwood-shop' }).click()
  await page.getByRole('link', { name: 'Connect a repository' }).click()
  await page.getByRole('combobox', { name: 'Repository' }).click()
  await page.getByRole('option', { name: /^fernwood\/shop/ }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('switch', { name: 'Run tests for each push' }).click()
  await page.getByRole('button', { name: 'Enable review apps', exact: true }).click()
  await page.getByRole('switch', { name: 'Create one for each new pull request' }).click()
  await expect(page.getByRole('switch', { name: 'Create one for each new pull request' })).toBeChecked()
  await expectNoViolations(page)

  // Opened by Otto; a second tab follows.
  await become(page, 'Otto Brandt')
  await part(page, 'Apps')
  const other = await context.newPage()
  await other.goto('pipelines/fernwood-shop')
  await page.getByRole('button', { name: 'Open pull request', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a pull request' })
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Wrap gifts in paper')
  await dialog.getByRole('button', { name: 'Open pull request', exact: true }).click()
  const pull = (tab: Page) => tab.getByRole('list', { name: 'Pull requests' }).getByRole('listitem')
  await expect(pull(other)).toContainText('Wrap gifts in paper')
  await later(page, 2_000)
  await expect(pull(page)).toContainText('Tests: setting up')
  await later(page, 10 * MINUTE)
  await expect(pull(page)).toContainText('Tests: succeeded')
  await expect(pull(page).getByRole('link', { name: 'fernwood-shop-pr-1' })).toBeVisible()
  await expect(pull(other)).toContainText('Healthy')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Actions of #1', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Open review app' }).click()
  await expect(page.getByRole('dialog', { name: 'Open fernwood-shop-pr-1' })).toContainText('200')
  await page.keyboard.press('Escape')

  await pull(page).getByRole('link', { name: 'Test run 1' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /#1/ })).toContainText('Succeeded')
  await expect(page).toHaveTitle('Test run 1 – fernwood-shop')
  await expect(page.getByRole('list', { name: 'Tests' }).getByText('Passed').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Output of setup' })).toContainText('Ruby app detected')
  await page.getByRole('radio', { name: 'Node 1' }).click()
  await expect(page.getByRole('region', { name: 'Output of tests' })).toContainText('TAP version 13')
  await expectNoViolations(page)

  // Merged an hour later: staging deploys by itself, and the review app is gone.
  await later(page, 60 * MINUTE)
  await part(page, 'Apps')
  await page.getByRole('button', { name: 'Actions of #1', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Merge…' }).click()
  await page.getByRole('button', { name: 'Merge pull request', exact: true }).click()
  await expect(pull(page).filter({ hasText: 'Wrap gifts' })).toHaveCount(0)
  await later(page, 8 * MINUTE)
  // Others push meanwhile; what was merged is among what staging has run since.
  expect(JSON.stringify(await ask(page, 'GET', `/apps/${STAGING}/builds`))).toContain('Wrap gifts in paper (#1)')
  await expect(column(page, 'Staging')).toContainText(/\d+ commits? ahead of fernwood-shop/)
  expect(JSON.stringify(await ask(page, 'GET', '/apps'))).not.toContain('fernwood-shop-pr-1')

  // Refused to Otto with the reason, done by Jonas.
  const promote = page.getByRole('button', { name: `Promote ${STAGING}`, exact: true })
  await expect(promote).toHaveAccessibleDescription(`${LIVE}: You need the deploy permission on this app to promote to it.`)
  const { status } = await send(page, 'POST', '/pipeline-promotions', {
    pipeline: { id: 'fernwood-shop' },
    source: { app: { id: STAGING } },
    targets: [{ app: { id: LIVE } }],
  })
  expect(status).toBe(403)
  expect(complaints.splice(0).join()).toMatch(/403/)
  await become(page, 'Jonas Keller')
  await promote.click()
  const promotion = page.getByRole('dialog', { name: `Promote ${STAGING}` })
  await expect(promotion.getByRole('list', { name: `Commits new to ${LIVE}` })).toContainText('Wrap gifts in paper (#1)')
  await expectNoViolations(page)
  await promotion.getByRole('button', { name: `Promote to ${LIVE}`, exact: true }).click()
  const targets = page.getByRole('dialog', { name: `Promoting ${STAGING}` }).getByRole('status')
  await expect(targets).toContainText('Release command running')
  await later(page, 5 * MINUTE)
  await expect(targets).toContainText('Promoted')
  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(column(page, 'Staging')).toContainText('The same code as fernwood-shop')

  await column(page, 'Production').getByRole('link', { name: LIVE, exact: true }).click()
  await expect(page.getByRole('region', { name: 'Pipeline' })).toContainText('production')
  await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByText(/jonas@example\.com promoted fernwood-shop-staging v\d+ [0-9a-f]{7} to this app/)).toBeVisible()

  // The team's activity names each of them, and its invoice has the hours of the review app.
  await become(page, 'Ada Nilsen')
  await page.goto('teams/fernwood/activity')
  const feed = page.getByRole('main').getByRole('listitem')
  for (const did of [
    'ada@example.com invited otto@example.com as member',
    'otto@example.com joined the team as member',
    'otto@example.com opened pull request #1 of fernwood/shop: Wrap gifts in paper',
    'ada@example.com made the review app fernwood-shop-pr-1 of wrap-gifts-in-paper',
    /The platform ran the tests of wrap-gifts-in-paper at [0-9a-f]{7}: succeeded/,
    'otto@example.com merged pull request #1 of fernwood/shop: Wrap gifts in paper',
    'ada@example.com deleted the app fernwood-shop-pr-1',
    `jonas@example.com promoted ${STAGING}`,
  ])
    await expect(feed.filter({ hasText: did })).toBeVisible({ timeout: 40_000 })
  await expect(feed.filter({ hasText: 'deployed' }).filter({ hasText: STAGING }).first()).toBeVisible()
  await feed.filter({ hasText: 'made the review app' }).getByRole('link', { name: 'fernwood-shop', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'fernwood-shop' })).toBeVisible()
  await until(page, (now) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 1))
  await page.goto('teams/fernwood/billing')
  await page.getByRole('table', { name: 'Invoices' }).getByRole('link').first().click({ timeout: 40_000 })
  await expect(page.getByRole('heading', { name: /^Invoice \d+/ })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter by app, size or plan' }).fill('fernwood-shop-pr-1')
  const billed = page.getByRole('rowgroup').filter({
    has: page.getByRole('rowheader', { name: 'fernwood-shop-pr-1 deleted', exact: true }),
  })
  for (const what of ['web', 'redis', 'postgresql'])
    await expect(billed.getByRole('row').filter({ hasText: what })).toContainText(/1\.[12]/)
})

test('a pipeline is made, given apps, moved through, renamed and deleted', async ({ page, complaints }) => {
  test.setTimeout(120_000)
  await openList(page)
  await stopTheClock(page)
  await page.goto('pipelines')
  await expect(page.getByRole('table', { name: 'Pipelines' })).toContainText('fernwood-api-staging: web.1 crashed')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'New pipeline', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create a pipeline' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('My Way')
  await expect(dialog.getByText(/Name must be 3 to 30 characters/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('fernwood-api')
  await dialog.getByRole('button', { name: 'Create pipeline', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/already taken/)
  expect(complaints.splice(0).join()).toMatch(/422/)
  await dialog.getByRole('textbox', { name: 'Name' }).fill('pictures')
  await dialog.getByRole('combobox', { name: 'Owner' }).selectOption('fernwood')
  await dialog.getByRole('button', { name: 'Create pipeline', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'pictures' })).toBeVisible()
  await page.getByRole('button', { name: 'Add app to staging', exact: true }).click()
  const adding = page.getByRole('dialog', { name: 'Add an app to pictures' })
  await adding.getByRole('combobox', { name: 'App' }).click()
  await page.getByRole('option', { name: 'fernwood-images' }).click()
  await adding.getByRole('button', { name: 'Add app', exact: true }).click()
  await expect(column(page, 'Staging').getByRole('link', { name: 'fernwood-images' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Promote fernwood-images', exact: true })).toHaveAccessibleDescription(
    'No app of a later stage is there to promote to',
  )
  await page.getByRole('button', { name: 'Actions of fernwood-images', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Move to production' }).click()
  await expect(column(page, 'Production').getByRole('link', { name: 'fernwood-images' })).toBeVisible()
  await page.getByRole('button', { name: 'Actions of fernwood-images', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Remove from the pipeline' }).click()
  await expect(column(page, 'Production')).toContainText('No app is in production yet')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(column(page, 'Production').getByRole('link', { name: 'fernwood-images' })).toBeVisible()

  // From the app's own page as well.
  await page.goto('apps/fernwood-blog')
  await expect(page.getByRole('heading', { level: 1, name: 'fernwood-blog' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search pages and actions' }).fill('add fernwood-blog to a pipeline')
  await page.keyboard.press('Enter')
  const placing = page.getByRole('dialog', { name: 'Add fernwood-blog to a pipeline' })
  await placing.getByRole('combobox', { name: 'Pipeline' }).click()
  await page.getByRole('option', { name: 'pictures' }).click()
  await placing.getByRole('button', { name: 'Add app', exact: true }).click()
  await page.getByRole('region', { name: 'Pipeline' }).getByRole('link', { name: 'pictures' }).click()
  await expect(column(page, 'Staging').getByRole('link', { name: 'fernwood-blog' })).toBeVisible()

  await part(page, 'Access')
  await expect(page.getByRole('row', { name: /tom@example\.com/ })).toContainText('yesnonono')
  await part(page, 'Settings')
  await page.getByRole('region', { name: 'Config vars of tests' }).getByPlaceholder('NAME').fill('RAILS_ENV')
  await page.getByRole('region', { name: 'Config vars of tests' }).getByPlaceholder('value').fill('test')
  await page.getByRole('region', { name: 'Config vars of tests' }).getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  expect(await ask(page, 'GET', '/pipelines/pictures/stage/test/config-vars')).toEqual({ RAILS_ENV: 'test' })
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('region', { name: 'Name' }).getByRole('textbox', { name: 'Name' }).fill('images')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'images' })).toBeVisible()
  await page.getByRole('button', { name: 'Delete images', exact: true }).click()
  const deleting = page.getByRole('dialog', { name: 'Delete images?' })
  await deleting.getByRole('textbox').fill('images')
  await deleting.getByRole('button', { name: 'Delete pipeline', exact: true }).click()
  await expect(page).toHaveURL(/\/pipelines$/)
  await expect(page.getByRole('table', { name: 'Pipelines' }).getByRole('row')).toHaveCount(3)
})
