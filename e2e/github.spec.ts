import type { Page } from '@playwright/test'
import { ask, later, newApp, open, openList, stopTheClock, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const HOUR = 3_600_000

const commits = (page: Page) => page.getByRole('list', { name: 'Commits of main' }).getByRole('listitem')
const automatic = (page: Page) => page.getByRole('switch', { name: 'Automatic deploys' })

/** Lets time pass until so many builds of the app have succeeded. */
async function untilBuilt(page: Page, app: string, count: number): Promise<void> {
  for (let hours = 0; hours < 200; hours += 3) {
    const builds = (await ask(page, 'GET', `/apps/${app}/builds`)) as { status: string }[]
    if (builds.filter(({ status }) => status === 'succeeded').length >= count) return
    await later(page, 3 * HOUR)
  }
  throw new Error(`no ${count} builds`)
}

test('pushes are deployed by themselves, seen in a second tab, until a rollback', async ({ page, context }) => {
  test.setTimeout(150_000)
  await newApp(page, 'hikes', '/deploy')
  await stopTheClock(page)
  await page.getByRole('radio', { name: /^GitHub/ }).click()
  await expect(page.getByRole('list', { name: 'Repositories' }).getByRole('listitem')).toHaveCount(14)
  await page.getByRole('searchbox', { name: 'Search repositories' }).fill('no such thing')
  await expect(page.getByText('No repository fits')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search repositories' }).fill('trail')
  await expect(page.getByRole('list', { name: 'Repositories' }).getByRole('listitem')).toHaveCount(1)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Connect ada/trail-log' }).click()
  await expect(page.getByRole('heading', { name: 'ada/trail-log' })).toBeVisible()
  await expect(commits(page).first()).toBeVisible()

  const second = await context.newPage()
  await open(second, 'hikes', '/deploy')
  await expect(second.getByRole('radio', { name: /^GitHub/ })).toBeChecked()
  await expect(automatic(second)).not.toBeChecked()
  await page.bringToFront()
  await automatic(page).click()
  await expect(page.getByText('Pushes to main are deployed as ada@example.com at once')).toBeVisible()
  await expect(automatic(second)).toBeChecked()
  await expectNoViolations(page)

  await untilBuilt(page, 'hikes', 2)
  await untilQuiet(page)
  for (const tab of [page, second]) {
    await expect(commits(tab).getByText('Live', { exact: true })).toHaveCount(1)
    await expect(commits(tab).getByRole('link', { name: 'Build succeeded' }).first()).toBeVisible()
  }
  await expectNoViolations(page)

  await page
    .getByRole('button', { name: /^Roll back to v/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Roll back/ })
    .click()
  for (const tab of [page, second]) {
    await expect(automatic(tab)).not.toBeChecked()
    await expect(tab.getByText('A rollback switched them off')).toBeVisible()
  }
  const before = (await ask(page, 'GET', '/apps/hikes/builds')) as object[]
  await later(page, 96 * HOUR)
  expect(await ask(page, 'GET', '/apps/hikes/builds')).toHaveLength(before.length)
  await open(second, 'hikes', '/activity')
  await expect(second.getByText(/rolled back to v\d+, which switched automatic deploys off/)).toBeVisible()

  await page.bringToFront()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await page.getByRole('dialog', { name: 'Disconnect ada/trail-log?' }).getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('heading', { name: 'Connect a repository' })).toBeVisible()
})

test('a branch is deployed by hand, and its build can be told from others', async ({ page }) => {
  await openList(page)
  await open(page, 'fernwood-shop', '/deploy?method=github')
  await stopTheClock(page)
  await page.getByRole('button', { name: 'Connect fernwood/shop' }).click()
  await page.getByRole('combobox', { name: 'Branch to show' }).selectOption('gift-cards')
  await expect(page).toHaveURL(/branch=gift-cards/)
  const newest = page.getByRole('list', { name: 'Commits of gift-cards' }).getByRole('listitem').first()
  const message = (await newest.getByRole('paragraph').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Show as CLI or API: Deploy gift-cards' }).click()
  await expect(page.getByText('/apps/fernwood-shop/github/push')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Deploy branch' }).click()
  await page.waitForURL(/\/deploy\/builds\//)
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible()
  await expect(page.getByText(message, { exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Deploy branch' })).toHaveAccessibleDescription(/A build is running/)
})

test('the other methods say what to type, and what is not offered', async ({ page }) => {
  await newApp(page, 'by-hand', '/deploy')
  await page.getByRole('radio', { name: /^Heroku Git/ }).click()
  await expect(page.getByText('git remote add heroku http://localhost:5100/by-hand.git')).toBeVisible()
  await page.getByRole('radio', { name: /^Container/ }).click()
  await expect(page).toHaveURL(/method=container/)
  await expect(page.getByText('Images are not offered here')).toBeVisible()
  await expectNoViolations(page)
  await page.reload()
  await expect(page.getByRole('radio', { name: /^Container/ })).toBeChecked()
})
