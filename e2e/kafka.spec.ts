import type { Page } from '@playwright/test'
import { ask, later, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const CLUSTER = 'kafka-spherical-57302'
const at = (part: string) => `addons/${CLUSTER}/${part}`
const messages = (page: Page) => page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name, exact: true }).click()

test('a topic is created, written to, browsed, emptied and deleted; a second tab follows', async ({ page, context }) => {
  test.setTimeout(90_000)
  await openList(page)
  await stopTheClock(page)
  await page.goto(at('cluster'))
  await expect(page.getByRole('meter', { name: 'Topics' })).toHaveAttribute('aria-valuetext', '7 of 40')
  await expect(page.getByRole('table', { name: 'Brokers' }).getByText('Up')).toHaveCount(8)
  await expect(page.getByRole('button', { name: 'Upgrade', exact: true })).toHaveAccessibleDescription(
    /looked after by the platform/,
  )

  await go(page, 'Topics')
  const other = await context.newPage()
  await other.goto(at('topics'))
  await expect(other.getByRole('table', { name: 'Topics' }).getByRole('row')).toHaveCount(8)
  await page.getByRole('button', { name: 'Create topic', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create a topic' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('gift cards')
  await expect(dialog.getByText('Use letters, digits, dots')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('gift.cards')
  await dialog.getByRole('textbox', { name: 'Partitions' }).fill('200')
  await expect(dialog.getByText('The plan has room for 32 more.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Partitions' }).fill('4')
  await dialog.getByRole('button', { name: 'Create topic' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'gift.cards' })).toBeVisible()
  await expect(other.getByRole('link', { name: 'gift.cards' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Produce', exact: true })).toHaveAccessibleDescription(
    'The topic is still being created',
  )
  await later(page, 10_000)
  await expect(page.getByText('Ready', { exact: true })).toBeVisible()

  await page.getByRole('textbox', { name: /^Key/ }).fill('customer-7')
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('{"amount": 50}')
  await page.getByRole('button', { name: 'Header', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name of header 1' }).fill('trace')
  await page.getByRole('textbox', { name: 'Value of header 1' }).fill('abc')
  await page.getByRole('button', { name: 'Produce', exact: true }).click()
  await expect(messages(page)).toHaveCount(1)
  await expect(messages(page).first()).toContainText('customer-7')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('{"amount": 20}')
  await page.getByRole('button', { name: 'Produce', exact: true }).click()
  await expect(page.getByText(/^Written to partition \d at offset 1$/).first()).toBeVisible()
  await expect(messages(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(messages(page)).toHaveCount(2)
  await messages(page).last().getByText('customer-7').first().click()
  await expect(messages(page).last()).toContainText('trace: abc')
  await expectNoViolations(page)

  await page.goto(at('topics/orders.placed?view=offset&partition=2&offset=200000'))
  await expect(messages(page).first()).toContainText('2:200000')
  await page.getByRole('button', { name: 'Later', exact: true }).click()
  await expect(messages(page).first()).toContainText('2:200050')

  await page.goto(at('topics/gift.cards'))
  await page.getByRole('button', { name: 'Empty topic', exact: true }).click()
  const empty = page.getByRole('dialog', { name: 'Empty gift.cards?' })
  await empty.getByRole('textbox').fill('gift.cards')
  await empty.getByRole('button', { name: 'Empty topic', exact: true }).click()
  await expect(page.getByText('No messages here')).toBeVisible()
  await page.getByRole('button', { name: 'Delete topic', exact: true }).click()
  const remove = page.getByRole('dialog', { name: 'Delete gift.cards?' })
  await expect(remove.getByRole('button', { name: 'Delete topic', exact: true })).toHaveAccessibleDescription(
    'Type gift.cards first',
  )
  await remove.getByRole('textbox').fill('gift.cards')
  await remove.getByRole('button', { name: 'Delete topic', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Topics' })).toBeVisible()
  await expect(page.getByText('Being deleted', { exact: true })).toBeVisible()
  await later(page, 10_000)
  await expect(other.getByRole('table', { name: 'Topics' }).getByRole('row')).toHaveCount(8)
})

test('a group falls behind when its consumers stop and catches up when they are back', async ({ page }) => {
  test.setTimeout(90_000)
  await openList(page)
  await stopTheClock(page)
  await ask(page, 'PATCH', `/control/kafka/${CLUSTER}/consumer-groups/inventory`, { members: 0 })
  await later(page, 30 * 60_000)
  await page.goto(at('consumers'))
  const row = page.getByRole('row').filter({ hasText: 'inventory' })
  await expect(row).toContainText('Nobody reads')
  await row.getByRole('link', { name: 'inventory' }).click()
  await expect(page.getByText(/^2,\d{3} behind$/)).toBeVisible()
  await page.getByRole('button', { name: 'Skip to the latest' }).click()
  await expect(page.getByText('0 behind', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'How many' }).fill('2')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Keeps up')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 800 })
  for (const part of ['consumers/inventory', 'cluster', 'topics', 'topics/stock.levels', 'access', 'maintenance']) {
    await page.goto(at(part))
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), part).toBeLessThanOrEqual(0)
  }
  await expect(page.getByRole('button', { name: 'Run now', exact: true })).toHaveAccessibleDescription(/for shared clusters/)
  await expectNoViolations(page)
})
