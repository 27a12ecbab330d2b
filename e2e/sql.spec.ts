import type { Page } from '@playwright/test'
import { ask, later, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const DATABASE = 'postgresql-curved-48213'
const at = (part: string) => `addons/${DATABASE}/${part}`
const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL', exact: true })
const grid = (page: Page, name = 'Result') => page.getByRole('grid', { name, exact: true })
const gave = (page: Page, command: string) =>
  page.getByRole('region', { name: 'Results', exact: true }).getByText(command, { exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Opens a page of the database, and waits until its PostgreSQL runs. */
async function openDatabase(page: Page, part: string): Promise<void> {
  await page.goto(at(part))
  const there = part.startsWith('console') ? editor(page) : page.getByRole('grid').first()
  await expect(there).toBeVisible({ timeout: 90_000 })
}

/** Writes SQL in the place of what stands in the editor. */
async function write(page: Page, sql: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  // As a paste: what closes brackets and completes names would write along.
  await page.keyboard.insertText(sql)
}

/** The same, and runs it all. */
async function run(page: Page, sql: string): Promise<void> {
  await write(page, sql)
  await press(page, 'Run all')
}

async function expectNarrow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('a database answers, explains itself, keeps what is written, and shares what was asked', async ({ page, context }) => {
  test.setTimeout(300_000)
  await openList(page)
  await stopTheClock(page)
  await openDatabase(page, 'console')
  await expect(editor(page)).toBeFocused()
  await expect(page).toHaveTitle(`Console – ${DATABASE}`)
  await press(page, 'order_items by orders')
  await expect(editor(page)).toContainText('join orders o on o.id = m.order_id')

  await run(
    page,
    'select c.name, count(*) as orders from orders o join customers c on c.id = o.customer_id group by 1 order by 2 desc',
  )
  await expect(page.getByText(/^\d+ rows, /)).toBeVisible()
  await expect(grid(page).getByRole('columnheader', { name: 'orders' })).toBeVisible()
  await expectNoViolations(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const first = grid(page).getByRole('gridcell').first()
  await first.click()
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText('The cell was copied')).toBeVisible()
  const name = (await first.textContent()) ?? ''
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(name)
  await press(page, 'Copy all rows for a spreadsheet')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`name\torders\n${name}\t`)

  await press(page, 'Explain')
  const plan = page.getByRole('list', { name: 'Query plan', exact: true })
  await expect(plan.getByText('Seq Scan on orders o')).toBeVisible()
  await expect(plan.getByText(/% of the time$/).first()).toBeVisible()
  await expectNoViolations(page)

  // What was typed a moment ago is what runs.
  await write(page, 'select id,\n  nope\nfrom orders')
  await page.keyboard.press('ControlOrMeta+Enter')
  const alert = page.getByRole('alert').filter({ hasText: 'column "nope" does not exist' })
  await alert.getByRole('button', { name: 'Line 2, column 3' }).click()
  await expect(editor(page)).toBeFocused()
  await expectNoViolations(page)
  // Tab belongs to the editor, until Escape.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()

  await run(page, 'select * from generate_series(1, 100000) as n; select 1 as one where false')
  await expect(page.getByText(/^100,000 rows, /)).toBeVisible()
  await grid(page, 'Result 1').focus()
  await page.keyboard.press('ControlOrMeta+End')
  await expect(grid(page, 'Result 1').getByRole('gridcell', { name: '100000', exact: true })).toBeVisible()

  await run(page, "begin; create table notes (id int primary key, body text); insert into notes values (1, 'kept')")
  await expect(page.getByText('Transaction open')).toBeVisible()
  await press(page, 'Commit')
  await expect(page.getByText('Transaction open')).toBeHidden()
  await page.getByRole('switch', { name: 'Read-only' }).check()
  await run(page, 'delete from notes')
  await expect(page.getByRole('alert').filter({ hasText: 'read-only transaction' })).toBeVisible()

  await page.reload()
  await expect(editor(page)).toContainText('delete from notes', { timeout: 90_000 })
  await run(page, 'select body from notes')
  await expect(grid(page).getByRole('gridcell', { name: 'kept' })).toBeVisible()

  const other = await context.newPage()
  await openDatabase(other, 'console')
  await expect(other.getByRole('list', { name: 'History' })).toContainText('select body from notes')
  await openDatabase(other, 'tables?table=public.notes')
  await expect(other.getByRole('grid', { name: 'Rows of notes' }).getByRole('gridcell', { name: 'kept' })).toBeVisible()
  await openDatabase(other, 'console')
  await run(other, "insert into notes values (2, 'from the other tab')")
  await expect(gave(other, 'INSERT 0 1')).toBeVisible()
  await other.close()
  await run(page, 'select body from notes order by id')
  await expect(grid(page).getByRole('gridcell', { name: 'from the other tab' })).toBeVisible()

  await run(page, 'select count(*) from generate_series(1, 1000000000)')
  await press(page, 'Cancel what runs')
  await expect(page.getByRole('alert').filter({ hasText: 'canceling statement due to user request' })).toBeVisible()
  await run(page, 'select body from notes order by id')
  await expect(grid(page).getByRole('gridcell', { name: 'kept' })).toBeVisible({ timeout: 60_000 })

  await press(page, 'Save as dataclip')
  const dialog = page.getByRole('dialog', { name: 'Save a dataclip' })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByText('Give it a title.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Notes of the shop')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notes of the shop' })).toBeVisible()
  await press(page, 'Run')
  await expect(page.getByText('2 rows', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'SQL of Notes of the shop' }).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\nlimit 1')
  await press(page, 'Save and run')
  await expect(page.getByText(/, version 2$/)).toBeVisible()
  await page.getByText('Version 2', { exact: true }).click()
  await expect(page.getByText('Added: limit 1')).toBeAttached()
  await page.getByRole('switch', { name: 'Anybody with the link' }).click()
  const link = page.getByRole('link', { name: /\/dataclips\/shared\// })
  const href = (await link.getAttribute('href')) ?? ''
  await expectNoViolations(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await expectNarrow(page)

  await page.goto('sign-in')
  await page.getByRole('button', { name: /Otto Brandt/ }).click()
  await page.goto('dataclips')
  await expect(page.getByText('No dataclips yet')).toBeVisible()
  await page.goto(href)
  await expect(
    page.getByRole('grid', { name: 'Result of Notes of the shop' }).getByRole('gridcell', { name: 'kept' }),
  ).toBeVisible()
  await expectNarrow(page)
  await expectNoViolations(page)
})

test('the tables of a database are browsed, ordered and filtered by the address', async ({ page }) => {
  test.setTimeout(180_000)
  await openList(page)
  await openDatabase(page, 'tables?table=public.orders')
  const rows = page.getByRole('grid', { name: 'Rows of orders' })
  await page.getByRole('combobox', { name: 'Order by' }).selectOption('id')
  await expect(rows.getByRole('row').nth(1)).toContainText(/^11/)
  await rows.getByRole('button', { name: 'id', exact: true }).click()
  await expect(rows.getByRole('row').nth(1)).toContainText('4000')
  await press(page, 'Falling; turn around')
  await press(page, 'Rising; turn around')
  await press(page, 'Filter')
  await page.getByRole('combobox', { name: 'Column' }).selectOption('status')
  await page.getByRole('combobox', { name: 'Comparison' }).selectOption('=')
  await page.getByRole('textbox', { name: 'Value' }).fill('paid')
  await press(page, 'Add filter')
  await expect(page.getByRole('status').filter({ hasText: /^1–100 of [3-9]\d\d$/ })).toBeVisible()
  await press(page, 'Later')
  await expect(rows.getByRole('rowheader').first()).toHaveText('101')
  await expect(page).toHaveURL(/order=-id&filter=status%3A%3D%3Apaid&from=100$/)
  await expectNoViolations(page)
  await page.getByRole('table', { name: 'Columns of orders' }).getByRole('link', { name: 'customers.id' }).click()
  await expect(page.getByRole('table', { name: 'Columns of customers' })).toContainText('key')
  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByText(/^Measured/)).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'Query this' }).click()
  await expect(editor(page)).toContainText('from customers')
  await page.setViewportSize({ width: 360, height: 800 })
  await expectNarrow(page)
  await page.goto(at('tables?table=public.reviews'))
  await expect(page.getByRole('heading', { level: 2, name: 'reviews' })).toBeVisible({ timeout: 90_000 })
  await expectNarrow(page)
})

test('a backup brings back what was dropped, and who may only read cannot write', async ({ page }) => {
  test.setTimeout(180_000)
  await openList(page)
  await stopTheClock(page)
  await openDatabase(page, 'console')
  await run(page, 'create table promises (id int); insert into promises values (7)')
  await expect(gave(page, 'INSERT 0 1')).toBeVisible()
  const backup = await ask(page, 'POST', `/client/v11/databases/${DATABASE}/backups`)
  await later(page, 3_600_000)
  await run(page, 'drop table promises')
  await expect(gave(page, 'DROP TABLE')).toBeVisible()
  const url = typeof backup === 'object' && backup !== null && 'to_url' in backup ? backup.to_url : null
  await ask(page, 'POST', `/client/v11/databases/${DATABASE}/restores`, { backup_url: url })
  await later(page, 3_600_000)
  await run(page, 'select id from promises')
  await expect(grid(page).getByRole('gridcell', { name: '7', exact: true })).toBeVisible({ timeout: 60_000 })

  await ask(page, 'POST', `/postgres/v0/databases/${DATABASE}/credentials`, { name: 'analyst' })
  await page.getByRole('combobox', { name: 'As' }).selectOption('analyst')
  await run(page, 'select id from promises; insert into promises values (8)')
  await expect(page.getByRole('alert').filter({ hasText: 'permission denied for table promises' })).toBeVisible()
  await expect(grid(page).getByRole('gridcell', { name: '7', exact: true })).toBeVisible()
})

test('tables go with the world: back in time, on again, and anew', async ({ page }) => {
  test.setTimeout(240_000)
  await openList(page)
  await stopTheClock(page)
  await openDatabase(page, 'console')
  await run(page, "create table mornings (t text); insert into mornings values ('first')")
  await expect(gave(page, 'INSERT 0 1')).toBeVisible()
  await later(page, 3_600_000)
  await run(page, "create table evenings (); insert into mornings values ('second'), ('third')")
  await expect(gave(page, 'INSERT 0 2')).toBeVisible()

  await openDatabase(page, 'tables?table=public.mornings')
  const link = (name: string) =>
    page.getByRole('navigation', { name: 'Tables' }).getByRole('link', { name: new RegExp(`^${name}`) })
  const cells = page.getByRole('grid', { name: 'Rows of mornings' }).getByRole('gridcell')
  await expect(link('evenings')).toBeVisible()
  await expect(cells).toHaveText(['first', 'second', 'third'])
  await page.getByRole('button', { name: /\d\d:\d\d:\d\d/ }).click()
  await page.getByRole('button', { name: '1 hour back' }).click()
  await expect(link('evenings')).toBeHidden({ timeout: 60_000 })
  await expect(cells).toHaveText(['first'])
  await page.reload()
  await expect(cells).toHaveText(['first'], { timeout: 90_000 })
  await later(page, 3_600_000)
  await expect(link('evenings')).toBeVisible({ timeout: 60_000 })
  await expect(cells).toHaveText(['first', 'second', 'third'])

  const file = await ask(page, 'GET', '/control/world/file')
  await ask(page, 'POST', '/control/world', {})
  await expect(link('mornings')).toBeHidden({ timeout: 60_000 })
  await expect(link('orders')).toBeVisible()
  if (typeof file === 'object' && file !== null) await ask(page, 'PUT', '/control/world/file', file)
  await expect(link('evenings')).toBeVisible({ timeout: 60_000 })
  await expect(cells).toHaveText(['first', 'second', 'third'])
})

test('an empty database is given sample tables to ask', async ({ page }) => {
  test.setTimeout(180_000)
  await openList(page)
  await stopTheClock(page)
  await ask(page, 'POST', '/apps', { name: 'beginner' })
  await ask(page, 'POST', '/apps/beginner/addons', { plan: 'heroku-postgresql:standard-0', name: 'beginner-db' })
  await later(page, 10 * 60_000)
  await page.goto('addons/beginner-db/console')
  await page.getByRole('button', { name: 'Make sample tables', exact: true }).click({ timeout: 90_000 })
  await expectNoViolations(page)
  const dialog = page.getByRole('dialog', { name: 'Make sample tables' })
  await dialog.getByRole('combobox', { name: 'Of what' }).selectOption({ label: 'A blog: authors, posts, comments' })
  await dialog.getByRole('button', { name: 'Make tables', exact: true }).click()
  await press(page, 'comments by posts')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(gave(page, 'SELECT 100')).toBeVisible()
  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByRole('region', { name: 'What it holds', exact: true })).toContainText('Tables5')
})
