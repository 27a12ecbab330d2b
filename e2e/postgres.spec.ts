import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { ask, later, open, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const SHOP = 'postgresql-curved-48213'
const PAYMENTS = 'postgresql-octagonal-17346'
const MINUTE = 60_000

const at = (addon: string, part = '') => `addons/${addon}/${part}`
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name, exact: true }).click()
const backups = (page: Page) => page.getByRole('table', { name: 'Backups' }).getByRole('row')
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Answers a dialog that asks for a name. */
async function confirm(page: Page, title: string, name: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.getByRole('button', { name: action, exact: true })).toHaveAccessibleDescription(`Type ${name} first`)
  await dialog.getByRole('textbox').last().fill(name)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).press('Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^Signed in as ${name}`) })).toBeVisible()
}

test('a database is backed up, restored, followed, forked and replaced; a second tab follows', async ({
  page,
  context,
  complaints,
}) => {
  test.setTimeout(240_000)
  await openList(page)
  await stopTheClock(page)
  await page.goto(at(SHOP))
  await expect(page.getByRole('meter', { name: 'Data size' })).toHaveAttribute('aria-valuetext', /of 64\sGB$/)
  await expect(page.getByRole('meter', { name: 'Connections' })).toHaveAttribute('aria-valuetext', '25 of 200')
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText('of reads are served from memory')
  await press(page, 'Reveal password')
  await expect(page.getByText(/^p[0-9a-f]{64}$/)).toBeVisible()
  await expectNoViolations(page)
  await press(page, 'Hide password')
  await expect(page.getByText(/^p[0-9a-f]{64}$/)).toBeHidden()

  await tab(page, 'Durability')
  const other = await context.newPage()
  await other.goto(at(SHOP, 'durability'))
  await expect(backups(other)).toHaveCount(11)
  await press(page, 'Take a backup')
  await expect(page.getByRole('progressbar', { name: 'Progress of b023' })).toBeVisible()
  await expect(other.getByRole('progressbar', { name: 'Progress of b023' })).toBeVisible()
  await expect(button(page, 'Take a backup')).toHaveAccessibleDescription('b023 is still running')
  await press(page, 'Cancel b023')
  await expect(backups(other).nth(1)).toContainText('Cancelled')
  await press(page, 'Delete b023')
  await page.getByRole('dialog', { name: 'Delete b023?' }).getByRole('button', { name: 'Delete backup' }).click()
  await expect(backups(other)).toHaveCount(11)
  await press(page, 'Take a backup')
  await expect(page.getByRole('progressbar', { name: 'Progress of b024' })).toBeVisible()
  await later(page, MINUTE)
  await expect(backups(page).nth(1)).toContainText('Completed')
  await expect(backups(other).nth(1)).toContainText('Completed')
  const saved = page.waitForEvent('download', { timeout: 60_000 })
  await press(page, 'Download b024 as SQL')
  const sql = await readFile(await (await saved).path(), 'utf8')
  expect(sql).toContain('create table')
  expect(sql).toMatch(/copy \S*order_items/)

  const schedules = page.getByRole('list', { name: 'Scheduled backups' })
  await schedules.getByRole('button', { name: 'Change', exact: true }).click()
  const schedule = page.getByRole('dialog', { name: 'Change the schedule' })
  await schedule.getByRole('combobox', { name: 'Every day at' }).selectOption('05:00')
  await schedule.getByLabel('Time zone').fill('Mars/Base')
  await schedule.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(schedule.getByText('Mars/Base is no time zone.')).toBeVisible()
  expect(complaints.splice(0)).toEqual([expect.stringMatching(/ 422 .*transfer-schedules/)])
  await schedule.getByLabel('Time zone').fill('Europe/Berlin')
  await schedule.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(schedules).toContainText('Every day at 05:00 Europe/Berlin')
  await schedules.getByRole('button', { name: 'Remove the schedule', exact: true }).click()
  await expect(page.getByText('No backups are scheduled', { exact: true })).toBeVisible()
  await press(page, 'Undo')
  await expect(schedules).toContainText('Every day at 05:00 Europe/Berlin')
  await expectNoViolations(page)

  await press(page, 'Restore b024')
  const restore = page.getByRole('dialog', { name: 'Restore b024?' })
  await expect(restore.getByText(`All that ${SHOP} holds now is lost`)).toContainText('rows in 23 tables')
  await expectNoViolations(page)
  await restore
    .getByRole('combobox', { name: 'Restore to' })
    .selectOption({ label: 'postgresql-flat-31775 (fernwood-shop-staging)' })
  await expect(restore.getByText('All that postgresql-flat-31775 holds now is lost')).toBeVisible()
  await restore.getByRole('combobox', { name: 'Restore to' }).selectOption({ label: `${SHOP} (this database)` })
  await confirm(page, 'Restore b024?', SHOP, 'Restore backup')
  await expect(backups(other).nth(1)).toContainText('r025')
  await later(page, MINUTE)
  await expect(backups(other).nth(1)).toContainText('Completed')

  await press(page, 'Add a follower')
  const follow = page.getByRole('dialog', { name: 'Add a follower' })
  await expect(follow.getByRole('combobox', { name: 'Plan' })).toHaveValue('standard-0')
  await follow.getByRole('button', { name: 'Add follower', exact: true }).click()
  await expect(page.getByText('is being provisioned.')).toBeVisible()
  const follower = page.url().split('/').at(-1) ?? ''
  await expect(other.getByRole('list', { name: 'Followers and forks' })).toContainText(follower)
  await later(page, 10 * MINUTE)
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible()
  await expect(section(page, 'Database').getByRole('link', { name: SHOP })).toBeVisible()

  await other.goto('apps/fernwood-shop/deploy')
  await expect(other.getByRole('list', { name: 'Releases' })).toBeVisible()
  await tab(page, 'Durability')
  await press(page, 'Promote')
  const promote = page.getByRole('dialog', { name: `Promote ${follower}?` })
  await expect(promote.getByText(`It still follows ${SHOP}`)).toBeVisible()
  await expect(promote.getByRole('region', { name: 'Config vars' })).toContainText(`DATABASE_URL${SHOP}`)
  await expect(promote.getByRole('region', { name: 'Releases' })).toContainText(`Attach DATABASE (@ref:${follower})`)
  await expectNoViolations(page)
  await promote.getByRole('button', { name: 'Promote', exact: true }).click()
  await expect(promote).toBeHidden()
  await expect(other.getByRole('list', { name: 'Releases' })).toContainText(`Attach DATABASE (@ref:${follower})`)
  await expect(button(page, 'Promote')).toHaveAccessibleDescription('It is the DATABASE of fernwood-shop')
  await press(page, 'Stop following')
  await confirm(page, `Stop following ${SHOP}?`, follower, 'Stop following')
  await expect(button(page, 'Stop following')).toBeHidden()
  await expect(page.getByRole('list', { name: 'Followers and forks' })).toContainText(`Forked from${SHOP}`)

  await press(page, 'Fork')
  await page.getByRole('dialog', { name: 'Fork the database' }).getByRole('button', { name: 'Fork', exact: true }).click()
  await expect(page.getByText('is being provisioned.')).toBeVisible()
  await later(page, 10 * MINUTE)
  await expect(section(page, 'Database').getByRole('link', { name: follower })).toBeVisible()

  await page.setViewportSize({ width: 360, height: 800 })
  for (const part of ['', 'metrics', 'durability', 'credentials', 'maintenance', 'diagnose', 'settings']) {
    await page.goto(at(follower, part))
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), part).toBeLessThanOrEqual(0)
  }
})

test('credentials, pools, maintenance, an upgrade and checks of a database', async ({ page, complaints }) => {
  test.setTimeout(180_000)
  await openList(page)
  await stopTheClock(page)
  await page.goto(at(PAYMENTS, 'credentials'))
  const credentials = page.getByRole('list', { name: 'Credentials' })
  await expect(credentials.getByRole('listitem')).toHaveCount(1)
  await expect(button(page, 'Destroy default')).toHaveAccessibleDescription('The default credential cannot be destroyed')
  await press(page, 'Create credential')
  const create = page.getByRole('dialog', { name: 'Create a credential' })
  await create.getByRole('textbox', { name: 'Name' }).fill('Not good')
  await expect(create.getByText('Begin with a small letter')).toBeVisible()
  await create.getByRole('textbox', { name: 'Name' }).fill('default')
  await create.getByRole('button', { name: 'Create credential', exact: true }).click()
  await expect(create.getByText('There is a credential default already.')).toBeVisible()
  expect(complaints.splice(0)).toEqual([expect.stringMatching(/ 422 .*credentials/)])
  await create.getByRole('textbox', { name: 'Name' }).fill('reports')
  await create.getByRole('button', { name: 'Create credential', exact: true }).click()
  await expect(credentials.getByRole('listitem', { name: 'reports' })).toContainText('Active')
  await ask(page, 'POST', '/addon-attachments', {
    addon: PAYMENTS,
    app: 'fernwood-payments',
    name: 'REPORTS',
    namespace: 'credential:reports',
  })
  await expect(credentials.getByRole('listitem', { name: 'reports' })).toContainText('fernwood-payments as REPORTS')
  await expect(button(page, 'Destroy reports')).toHaveAccessibleDescription('Detach it from fernwood-payments first')
  await press(page, 'Rotate reports')
  await expect(page.getByRole('dialog')).toContainText('fernwood-payments gets the new password in a release')
  await confirm(page, 'Rotate reports?', 'reports', 'Rotate credential')
  await expect(credentials.getByRole('listitem', { name: 'reports' })).toContainText('Rotating')
  await page.getByRole('textbox', { name: 'Attach the pool as' }).fill('pool')
  await press(page, 'Pool connections of fernwood-payments')
  const pools = page.getByRole('list', { name: 'Pooled connections' })
  await expect(pools).toContainText('POOL_URL')
  await expectNoViolations(page)
  // A message may stand in the pointer's way.
  await pools.getByRole('button', { name: 'Detach POOL', exact: true }).press('Enter')
  await expect(page.getByText('No app connects by a pool.')).toBeVisible()

  await tab(page, 'Maintenance')
  await page.getByRole('combobox', { name: 'Day' }).selectOption('Sunday')
  await page.getByRole('combobox', { name: 'From, UTC' }).selectOption('22:30')
  await press(page, 'Change window')
  await expect(page.getByText('Now Sundays 22:30 to 02:30 UTC.')).toBeVisible()
  await press(page, 'Run now')
  await confirm(page, 'Run the maintenance now?', PAYMENTS, 'Run maintenance')
  await expect(page.getByText(/(update|replacement) is under way$/)).toBeVisible()
  await later(page, 10 * MINUTE)
  await expect(page.getByRole('table', { name: 'Earlier maintenance' }).getByRole('row')).toHaveCount(3)
  await expect(button(page, 'Upgrade')).toHaveAccessibleDescription('Prepare it first')
  await press(page, 'Prepare')
  await expect(page.getByRole('progressbar', { name: 'Being prepared' })).toBeVisible()
  await expect(button(page, 'Upgrade')).toHaveAccessibleDescription('The upgrade to 17.6 is under way')
  await later(page, 30 * MINUTE)
  await expect(page.getByText('PostgreSQL 17.6: Ready to run')).toBeVisible()
  await expectNoViolations(page)
  await press(page, 'Upgrade')
  await confirm(page, 'Upgrade to PostgreSQL 17.6?', PAYMENTS, 'Upgrade')
  await expect(page.getByRole('progressbar', { name: 'Upgrading' })).toBeVisible()
  await later(page, 30 * MINUTE)
  await expect(page.getByText('PostgreSQL 17.6, the newest there is.')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: /Search|command/i }).fill('diagnose')
  await page.getByRole('option', { name: /^Diagnose/ }).click()
  await expect(page.getByText('Not checked yet')).toBeVisible()
  await press(page, 'Check now')
  await expect(page.getByRole('list', { name: 'Checks' }).getByRole('listitem')).toHaveCount(11)
  await expect(page.getByRole('table', { name: 'Expensive queries' })).toContainText('charges')
  await page.getByRole('radio', { name: 'Of its console' }).click()
  await expect(page).toHaveURL(/queries=console/)
  await expect(page.getByText('Nothing was run yet')).toBeVisible({ timeout: 60_000 })
  await expectNoViolations(page)
  await tab(page, 'Metrics')
  await expect(page.getByRole('figure')).toHaveCount(5)
  await page.getByRole('radio', { name: '7 d' }).click()
  await expect(page).toHaveURL(/range=7d/)
  await expectNoViolations(page)
  await tab(page, 'Settings')
  await page.getByRole('switch', { name: 'log_lock_waits' }).click()
  await expect(page.getByRole('switch', { name: 'log_lock_waits' })).toBeChecked()
  await page.getByRole('combobox', { name: 'log_statement' }).selectOption('all')
  await expect(page.getByText('All statements are logged')).toBeVisible()
  await expectNoViolations(page)
  await press(page, 'Reset database')
  await confirm(page, `Reset ${PAYMENTS}?`, PAYMENTS, 'Reset database')
  await tab(page, 'Overview')
  await expect(section(page, 'What it holds')).toContainText('nothing was read yet')
})

test('what a plan or a person may not do says why', async ({ page, complaints }) => {
  test.setTimeout(90_000)
  await openList(page)
  await stopTheClock(page)
  await page.goto(at('postgresql-convex-60841', 'durability'))
  const tier = 'Databases of the Essential tier do not have this. Move to a Standard plan.'
  await expect(button(page, 'Fork')).toHaveAccessibleDescription(tier)
  await expect(button(page, 'Add a follower')).toHaveAccessibleDescription(tier)
  await tab(page, 'Credentials')
  await expect(button(page, 'Create credential')).toHaveAccessibleDescription(tier)
  await tab(page, 'Maintenance')
  await expect(button(page, 'Try')).toHaveAccessibleDescription(tier)
  await tab(page, 'Settings')
  await expect(section(page, 'Logging')).toContainText(tier)
  await ask(page, 'POST', '/control/databases/postgresql-convex-60841/measured', {
    bytes: 2 ** 31,
    tables: 5000,
    rows: 9,
    connections: 0,
  })
  await tab(page, 'Overview')
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText('It is larger than the 1 GB of its plan.')
  await expect(page.getByRole('meter', { name: 'Tables' })).toHaveAttribute('aria-valuetext', '5,000 of 4,000')
  await later(page, 8 * 24 * 60 * MINUTE)
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible()
  await expectNoViolations(page)

  await page.goto(at(SHOP, 'attachments'))
  await press(page, 'Detach DATABASE from fernwood-shop')
  const detach = page.getByRole('dialog', { name: 'Detach DATABASE from fernwood-shop?' })
  await expect(detach).toContainText(`the only way it has to ${SHOP}`)
  await detach.getByRole('button', { name: 'Cancel', exact: true }).click()

  await open(page, 'fernwood-shop')
  await become(page, 'Tom')
  await page.goto(at(SHOP, 'durability'))
  await expect(page.getByText(/to see its add-ons/).first()).toBeVisible()
  expect(complaints.splice(0).join(' ')).toMatch(/ 403 .*addons/)
})
