import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test } from './support/test.ts'

// What stands around every page: who one is, what time it is, where things are.

async function open(page: Page, path = 'apps'): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible()
}

const clock = (page: Page) => page.getByRole('button', { name: /\d\d:\d\d:\d\d/ })
const time = async (page: Page) => (await clock(page).textContent())?.match(/\d\d:\d\d:\d\d/)?.[0]

test.describe('people', () => {
  test('one is the first of them at once, and can be another', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: /^Signed in as Ada Nilsen/ }).click()
    await page.getByRole('menuitemcheckbox', { name: /Otto Brandt/ }).press('Enter')
    await expect(page.getByRole('button', { name: /^Signed in as Otto Brandt/ })).toBeVisible()
    await expect(page.getByRole('link', { name: 'fernwood-payments', exact: true })).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('button', { name: /^Signed in as Otto Brandt/ })).toBeVisible()
  })

  test('whoever signs out chooses who to be, and comes back to where they were', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: /^Signed in as/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Who are you today?' })).toBeVisible()
    await expectNoViolations(page)
    await page.goto('apps?context=personal')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await page.getByRole('button', { name: /Marcus Webb/ }).click()
    await expect(page).toHaveURL(/\/apps\?context=personal$/)
    await expect(page.getByRole('button', { name: /^Signed in as Marcus Webb/ })).toBeVisible()
  })

  test('one can be somebody else on any page of an app, and back', async ({ page, complaints }) => {
    const be = async (name: string) => {
      await page.getByRole('button', { name: /^Signed in as/ }).click()
      await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).press('Enter')
      await expect(page.getByRole('button', { name: new RegExp(`^Signed in as ${name}`) })).toBeVisible()
    }
    await open(page)
    for (const place of ['', '/resources', '/access', '/settings', '/deploy', '/activity']) {
      await open(page, `apps/fernwood-payments${place}`)
      await be('Otto Brandt')
      await expect(page.getByText('can let you in').or(page.getByText('There is no app'))).toBeVisible()
      expect(complaints.splice(0).filter((line) => !/status of 40[34]/.test(line))).toEqual([])
      await be('Ada Nilsen')
      await expect(page.getByRole('heading', { level: 1, name: 'fernwood-payments' })).toBeVisible()
    }
  })

  test('a team of others is said to be one', async ({ page }) => {
    await open(page, 'apps?context=nobodys-team')
    await expect(page.getByText('You do not have access')).toBeVisible()
    await page.getByRole('link', { name: 'All apps', exact: true }).click()
    await expect(page.getByRole('list', { name: 'Apps' })).toBeVisible()
  })
})

test.describe('time', () => {
  test('stands still, passes quickly, and jumps', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Pause time' }).click()
    await expect(clock(page)).toContainText('Paused')
    await page.reload()
    await expect(clock(page)).toContainText('Paused')
    const stopped = await time(page)
    await page.reload()
    await expect(clock(page)).toContainText('Paused')
    expect(await time(page)).toBe(stopped)

    await clock(page).click()
    await page.getByRole('button', { name: '1 hour on' }).click()
    await expect(page.getByText('An hour has passed.')).toBeVisible()
    await expect.poll(async () => Number((await time(page))?.slice(0, 2))).toBe((Number(stopped?.slice(0, 2)) + 1) % 24)
    await page.getByRole('button', { name: 'Back to before' }).click()
    await expect.poll(() => time(page)).toBe(stopped)

    // The button of the message is outside of the panel, so the panel may just be closing.
    const fast = page.getByRole('radio', { name: '600×' })
    await page.keyboard.press('Escape')
    await expect(fast).toBeHidden()
    await clock(page).click()
    await fast.check()
    await expect(clock(page)).toContainText('600×')
    await expect.poll(() => time(page)).not.toBe(stopped)
  })

  test('is the same in every tab', async ({ page, context }) => {
    await open(page)
    const other = await context.newPage()
    await open(other)
    await other.keyboard.press('t')
    await other.keyboard.press('p')
    await expect(clock(page)).toContainText('Paused')
    await other.getByRole('button', { name: 'Let time pass' }).click()
    await expect(clock(page)).toContainText('1×')
  })
})

test.describe('the palette', () => {
  test('finds apps and actions, and remembers what was chosen', async ({ page }) => {
    await open(page)
    await page.keyboard.press('ControlOrMeta+k')
    const field = page.getByRole('combobox', { name: 'Search pages and actions' })
    await field.fill('payments')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/apps\/fernwood-payments$/)
    await page.goto('apps')
    await expect(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /fernwood-payments/ })).toBeVisible()
    await field.fill('dark theme')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  test('reaches what is done with teams, pipelines and the account', async ({ page }) => {
    await open(page)
    const choose = async (words: string) => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Search pages and actions' }).fill(words)
      await page.keyboard.press('Enter')
    }
    await choose('create an authorization')
    const form = page.getByRole('region', { name: 'Authorizations' }).getByRole('textbox', { name: 'Description' })
    await expect(form).toBeVisible()
    await choose('new pipeline')
    await expect(page.getByRole('dialog', { name: 'Create a pipeline' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/pipelines$/)
    await choose('invite a person to fernwood')
    await expect(page.getByRole('combobox', { name: 'Invite a person' })).toBeFocused()
    await choose('end sessions')
    await expect(page.getByRole('button', { name: 'End all others' })).toBeVisible()
  })
})

test('what is typed while the palette loads is not lost', async ({ page }) => {
  await open(page, 'fernwood-shop')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('paymentss')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/apps\/fernwood-payments$/)
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'fernwood-payments' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible()
})

test('the theme is kept, and asked of the system until one is chosen', async ({ page }) => {
  await open(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(await background()).toContain('dark')
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Light' }).press('Enter')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('everything by keyboard: skip link, sections, the sheet of shortcuts', async ({ page }) => {
  await open(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: 'New app' })).toBeVisible()
  await page.goto('account')
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('an address without a page offers search and home', async ({ page }) => {
  await open(page, 'no/such/page')
  await expect(page).toHaveTitle('Not found – Dynorama')
  await expectNoViolations(page)
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('images')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/apps\?q=images$/)
})

test('an app that is not there is said to be none', async ({ page, complaints }) => {
  await page.goto('apps/no-such-app')
  await expect(page.getByRole('heading', { level: 1, name: 'There is no app no-such-app' })).toBeAttached()
  // The browser's own lines about the answer 404.
  expect(complaints.splice(0).filter((line) => !line.includes('404'))).toEqual([])
})

test('the account page, in both themes', async ({ page }) => {
  await open(page, 'account')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Reveal' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada N.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^Signed in as Ada N\./ })).toBeVisible()
})

test.describe('the world', () => {
  test('is kept as a file, and taken in again after a look at it', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Favourite ada-trail-log' }).click()
    await page.getByRole('button', { name: 'World' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as a file' }).press('Enter'),
    ])
    expect(download.suggestedFilename()).toMatch(/^dynorama-company-\d{4}-\d\d-\d\d\.json$/)
    const path = await download.path()

    await page.getByRole('button', { name: 'World' }).click()
    await page.getByRole('menuitem', { name: 'Start anew…' }).press('Enter')
    await expect(page.getByRole('radio', { name: /./ }).first()).toBeVisible()
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Start anew' }).click()
    await expect(page.getByText('A new world has begun.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Favourite ada-trail-log' })).toHaveAttribute('aria-pressed', 'false')

    await page.getByRole('button', { name: 'World' }).click()
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('menuitem', { name: 'Import a file…' }).press('Enter'),
    ])
    await chooser.setFiles(path)
    await expect(page.getByRole('dialog', { name: /^Import / })).toContainText('company')
    await page.getByRole('button', { name: 'Import world' }).click()
    await expect(page.getByText('The world was imported.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Favourite ada-trail-log' })).toHaveAttribute('aria-pressed', 'true')
  })

  test('says what makes it, for somebody who wants the same', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'World' }).click()
    await page.getByRole('menuitem', { name: 'About this world…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'About this world' })
    await expect(dialog).toContainText('State hash')
    await expect(dialog.getByRole('button', { name: 'Copy state hash' })).toBeVisible()
    await expectNoViolations(page)
  })
})

test('on a narrow screen everything is a sheet away', async ({ freshProfile }) => {
  const page = await (await freshProfile({ viewport: { width: 360, height: 740 }, hasTouch: true })).newPage()
  await page.goto('')
  await expect(page.getByRole('list', { name: 'Apps' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Menu' }).click()
  const sheet = page.getByRole('dialog', { name: 'Menu' })
  await expect(sheet.getByRole('button', { name: /^Signed in as/ })).toBeVisible()
  await sheet.getByRole('button', { name: /^Context/ }).click()
  await page.getByRole('menuitem', { name: 'Personal' }).press('Enter')
  await expect(page).toHaveURL(/context=personal/)
  await expect(sheet).toHaveCount(0)
})
