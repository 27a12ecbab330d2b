import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test } from './support/test.ts'

// The list of apps, and how a new one begins.

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
const names = (page: Page) => page.getByRole('list', { name: 'Apps' }).locator('[data-app]').allTextContents()

async function openList(page: Page, search = ''): Promise<void> {
  await page.goto(`apps${search}`)
  await expect(page.getByRole('list', { name: 'Apps' }).getByRole('link').first()).toBeVisible()
}

test('an empty profile sees the company’s apps, and how each is doing', async ({ page }) => {
  await page.goto('')
  await expect(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible()
  await expect(page).toHaveURL(/\/apps$/)
  const shop = row(page, 'fernwood-shop')
  await expect(shop).toContainText('Healthy')
  await expect(shop).toContainText('Language: Ruby')
  await expect(shop).toContainText(/Last release: v\d+/)
  await expect(row(page, 'fernwood-api-staging')).toContainText('Down')
  await expect(page).toHaveTitle(/^\d+ down – Apps – Dynorama$/)
  await expectNoViolations(page)
})

test('search, filters and order are in the address, and come back with it', async ({ page }) => {
  await openList(page)
  await page.keyboard.press('/')
  await page.keyboard.type('node api')
  await expect.poll(() => names(page)).toEqual(['fernwood-api', 'fernwood-api-pr-2', 'fernwood-api-staging'])
  await expect(page).toHaveURL(/\?q=node\+api$/)
  await page.getByRole('navigation', { name: 'Health' }).getByRole('link', { name: /Down/ }).click()
  await expect.poll(() => names(page)).toEqual(['fernwood-api-staging'])
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Search apps' })).toHaveValue('node api')
  await expect.poll(() => names(page)).toEqual(['fernwood-api-staging'])

  await page.getByRole('searchbox', { name: 'Search apps' }).fill('no such thing')
  await expect(page.getByText('No app matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10)

  await page.getByRole('combobox', { name: 'All languages' }).selectOption('Go')
  await expect(page).toHaveURL(/language=Go/)
  await expect.poll(() => names(page)).toEqual(['fernwood-images'])
})

test('a click on the head of a column sorts, another turns it round', async ({ page }) => {
  await openList(page, '?context=personal')
  await expect.poll(() => names(page)).toEqual(['ada-bread-timer', 'ada-trail-log'])
  const byName = page.getByRole('group', { name: 'Sort by' }).getByRole('button', { name: /^App/ })
  await byName.click()
  await expect.poll(() => names(page)).toEqual(['ada-trail-log', 'ada-bread-timer'])
  await expect(page).toHaveURL(/direction=desc/)
  await page
    .getByRole('group', { name: 'Sort by' })
    .getByRole('button', { name: /^Last release/ })
    .click()
  await expect(page).toHaveURL(/sort=released/)
})

test('a favourite comes to the top at once, and stays there', async ({ page }) => {
  await openList(page)
  const star = () => page.getByRole('button', { name: 'Favourite fernwood-images' })
  await expect(star()).toHaveAttribute('aria-pressed', 'false')
  await star().click()
  await expect(star()).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('list', { name: 'Favourites' }).getByRole('link', { name: /^fernwood-images/ })).toBeVisible()
  const before = await names(page)
  expect(before.indexOf('fernwood-images')).toBeLessThan(before.indexOf('ada-bread-timer'))
  await page.reload()
  await expect(star()).toHaveAttribute('aria-pressed', 'true')
  // Back and forth quicker than the platform answers.
  let dropped = 0
  page.on('response', (response) => {
    if (response.request().method() === 'DELETE' && response.ok()) dropped++
  })
  await star().click()
  await star().click()
  await star().click()
  await expect(star()).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => dropped).toBe(2)
  await page.reload()
  await expect(star()).toHaveAttribute('aria-pressed', 'false')
})

test('the keyboard goes through the rows', async ({ page }) => {
  await openList(page, '?context=personal')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'ada-bread-timer', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'ada-trail-log', exact: true })).toBeFocused()
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Favourite ada-trail-log' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/apps\/ada-/)
})

test('a new app: its name is checked while it is typed, and it is there at once', async ({ page }) => {
  await openList(page)
  await page.getByRole('link', { name: 'New app' }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: 'New app' })).toBeVisible()
  await expectNoViolations(page)
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await name.fill('fernwood-api')
  await expect(page.getByText('You have an app named fernwood-api already.')).toBeVisible()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('made-by-hand')
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('fernwood')
  await page.getByRole('radio', { name: /Europe/ }).check()
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('fernwood-api')
  await page.getByRole('combobox', { name: 'Stage' }).selectOption('development')
  await page.getByRole('button', { name: 'Show as CLI or API: Create app' }).click()
  await expect(page.getByText('heroku pipelines:add fernwood-api -a made-by-hand --stage development')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create app', exact: true }).click()
  await expect(page).toHaveURL(/\/apps\/made-by-hand\/deploy$/)
  await expect(page.getByRole('region', { name: 'Pipeline' })).toContainText('fernwood-apidevelopment')
  await openList(page, '?q=made-by-hand')
  await expect(row(page, 'made-by-hand')).toContainText('Owner: fernwood')
  await expect(row(page, 'made-by-hand')).toContainText('Not deployed')
})

test('a project that is dropped on the list becomes an app', async ({ page }) => {
  await openList(page)
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)])], 'tiny-shop.zip'))
    return transfer
  })
  await expect(async () => {
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: data })
    await expect(page.getByText('Drop to start a new app')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(async () => {
    await page.dispatchEvent('body', 'drop', { dataTransfer: data })
    await expect(page.getByRole('heading', { level: 1, name: 'New app' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('tiny-shop')
  await expect(page.getByText('tiny-shop.zip')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create app and deploy' })).toBeVisible()
})
