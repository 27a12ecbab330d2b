import type { Page } from '@playwright/test'
import { ask, become, newApp, open, openList, stopTheClock } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const people = (page: Page) => page.getByRole('list', { name: 'People', exact: true })
const person = (page: Page, name: string) => people(page).getByRole('listitem').filter({ hasText: name })
const chip = (page: Page, name: string, permission: string) =>
  page.getByRole('group', { name: `Permissions of ${name}` }).getByRole('button', { name: permission })

async function add(page: Page, email: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a person' }).fill(email)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

test("a team's app is shared, locked and unshared, and a second tab follows", async ({ page, context, complaints }) => {
  test.setTimeout(120_000)
  await openList(page)
  await open(page, 'fernwood-shop', '/access')
  await expect(people(page).getByRole('listitem')).toHaveCount(6)
  await expectNoViolations(page)
  const other = await context.newPage()
  await open(other, 'fernwood-shop', '/access')

  await add(page, 'nobody@example.com')
  await expect(page.getByText("Couldn't find that user.")).toBeVisible()
  expect(complaints.splice(0)).toEqual([expect.stringContaining('404')])
  await page.getByRole('checkbox', { name: 'operate' }).uncheck()
  await add(page, 'otto@example.com')
  await expect(person(other, 'Otto Brandt')).toBeVisible()
  await expect(chip(other, 'Otto Brandt', 'deploy')).toHaveAttribute('aria-pressed', 'true')
  await expect(chip(other, 'Otto Brandt', 'operate')).toHaveAttribute('aria-pressed', 'false')

  await chip(page, 'Otto Brandt', 'operate').click()
  await expect(chip(other, 'Otto Brandt', 'operate')).toHaveAttribute('aria-pressed', 'true')
  await expect(chip(page, 'Marcus Webb', 'deploy')).toHaveAttribute('aria-disabled', 'true')
  await expect(chip(page, 'Marcus Webb', 'deploy')).toHaveAccessibleDescription('Admins of the team may do everything')
  await expect(page.getByRole('button', { name: 'Remove Lucía Romero', exact: true })).toHaveAccessibleDescription(
    /Has access as member of the team/,
  )

  await person(page, 'Otto Brandt').getByRole('button', { name: 'Remove Otto Brandt', exact: true }).click()
  await expect(person(other, 'Otto Brandt')).toBeHidden()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(chip(other, 'Otto Brandt', 'operate')).toHaveAttribute('aria-pressed', 'true')

  await page.getByRole('switch', { name: 'Lock the app' }).click()
  await expect(person(other, 'Lucía Romero')).toBeHidden()
  await expect(other.getByRole('switch', { name: 'Lock the app' })).toBeChecked()
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Viewer')
  await expect(people(page).getByRole('listitem')).toHaveCount(1)
  await page.reload()
  await expect(person(page, 'Tom Okafor')).toBeVisible()
  expect(await ask(page, 'GET', '/teams/apps/fernwood-shop')).toMatchObject({ locked: true })
})

test('who may not manage an app is told why, and what the rules are', async ({ page }) => {
  await openList(page)
  await become(page, 'Tom Okafor')
  await open(page, 'fernwood-shop', '/access')
  const reason = 'You need the manage permission on this app to change who may do what.'
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toHaveAccessibleDescription(reason)
  await expect(page.getByRole('switch', { name: 'Lock the app' })).toHaveAccessibleDescription(/manage permission/)
  const owner = page.getByRole('combobox', { name: 'New owner' })
  await expect(owner).toHaveAccessibleDescription(/You need the manage permission/)
  await owner.press('ArrowDown')
  await expect(owner).toBeFocused()
  await expect(owner).toHaveValue('')
  const row = page.getByRole('table', { name: 'Who may do what' }).getByRole('row', { name: /^Scale dynos/ })
  await expect(row.getByRole('cell')).toHaveText(['deploy or operate', 'may', 'may', /may not/])
})

test('an app is offered, declined, and taken over; its former owner leaves', async ({ page }) => {
  test.setTimeout(120_000)
  await newApp(page, 'handed-over', '/access')
  const owner = page.getByRole('combobox', { name: 'New owner' })
  await owner.selectOption('otto@example.com')
  await page.getByRole('button', { name: 'Offer', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Transfer' })).toContainText('Offered to otto@example.com, who has not answered')
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await owner.selectOption('otto@example.com')
  await page.getByRole('button', { name: 'Offer', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Transfer' })).toContainText('Offered to otto@example.com, who has not answered')
  await expect(page.getByRole('button', { name: 'Leave handed-over', exact: true })).toHaveAccessibleDescription(
    /transfer the app first/,
  )
  await expectNoViolations(page)

  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Apps' }).click()
  await become(page, 'Otto Brandt')
  const offered = page.getByRole('region', { name: 'Offered to you' })
  await expect(offered).toContainText('ada@example.com offers you the app handed-over')
  await offered.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(offered).toBeHidden()
  await expect(page.getByRole('link', { name: 'handed-over', exact: true })).toBeVisible()

  await become(page, 'Ada Nilsen')
  await page.getByRole('link', { name: /^Notifications/ }).click()
  await page.getByRole('link', { name: 'otto@example.com accepted the app that you offered' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'handed-over' })).toBeVisible()
  await open(page, 'handed-over', '/access')
  await expect(person(page, 'Ada Nilsen')).toContainText('Collaborator')
  await page.getByRole('button', { name: 'Leave handed-over', exact: true }).click()
  await page.getByRole('dialog', { name: 'Leave handed-over?' }).getByRole('button', { name: 'Leave app' }).click()
  await expect(page).toHaveURL(/\/apps$/)
  await expect(page.getByRole('link', { name: 'handed-over', exact: true })).toBeHidden()
})

test('an app goes to a team at once', async ({ page }) => {
  await newApp(page, 'for-the-team', '/access')
  await page.getByRole('combobox', { name: 'New owner' }).selectOption('fernwood')
  await page.getByRole('button', { name: 'Transfer', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Transfer for-the-team to fernwood?' })
    .getByRole('button', { name: 'Transfer app' })
    .click()
  await expect(person(page, 'Marcus Webb')).toContainText('Admin')
  await expect(
    page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'fernwood', exact: true }),
  ).toBeVisible()
  expect(await ask(page, 'GET', '/apps/for-the-team')).toMatchObject({ team: { name: 'fernwood' } })
})

test('in a large team everybody is found, and known by their role', async ({ page, complaints }) => {
  test.setTimeout(120_000)
  await openList(page)
  await ask(page, 'POST', '/control/world', { scenario: 'crowd', seed: 'people' })
  // With a token of the world before, until the dashboard has noticed.
  await expect(page.getByRole('status').filter({ hasText: '10,000' })).toBeVisible({ timeout: 40_000 })
  expect(complaints.splice(0).filter((line) => !/401/.test(line))).toEqual([])
  await stopTheClock(page)
  await page.goto('teams/crowd/people')
  await page.getByRole('link', { name: 'Invite people', exact: true }).click({ timeout: 40_000 })
  await expect(page.getByRole('combobox', { name: 'Invite a person' })).toBeFocused()
  await page.getByRole('link', { name: 'Apps', exact: true }).first().click()
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('00001')
  await page
    .getByRole('main')
    .getByRole('link', { name: /-00001$/ })
    .click()
  await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Access', exact: true }).click()
  const rows = people(page).getByRole('listitem')
  await expect(rows).toHaveCount(100)
  await page.getByRole('searchbox', { name: 'Search people' }).fill('tove.')
  await expect(rows.filter({ hasNotText: 'Tove' })).toHaveCount(0)
  await expect(rows.filter({ hasText: 'Viewer' }).first()).toBeVisible()
  for (const each of await page.getByRole('button', { name: /^Remove Tove/ }).all())
    await expect(each).toHaveAccessibleDescription(/of the team: lock the app/)
})
