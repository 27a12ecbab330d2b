import type { Locator, Page } from '@playwright/test'
import { ask, deploySample, later, newApp, open, openList, tab, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const terminal = (page: Page) => page.getByRole('group', { name: /^Terminal of run\.\d+$/ })
const output = (page: Page) => terminal(page).getByRole('log')
const field = (page: Page) => terminal(page).getByRole('textbox', { name: /^Command for run\.\d+$/ })
const row = (page: Page, command: string): Locator =>
  page.getByRole('table', { name: 'Earlier commands' }).getByRole('row').filter({ hasText: command })

/** Starts a command on the page Run, and lets its dyno come up. */
async function start(page: Page, command: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Command', exact: true }).fill(command)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(terminal(page)).toBeVisible()
  await expect(output(page)).toContainText('Starting run.')
  await untilQuiet(page)
}

async function type(page: Page, line: string): Promise<void> {
  await field(page).fill(line)
  await field(page).press('Enter')
}

test('a shell works on what was deployed, is seen elsewhere, and ends with its status', async ({ page, context }) => {
  test.setTimeout(180_000)
  await newApp(page, 'shelled')
  await deploySample(page, 'shelled')
  await ask(page, 'PATCH', '/apps/shelled/config-vars', { GREETING: 'good morning' })
  await untilQuiet(page)
  await tab(page, 'Run')
  await expect(page.getByText('Nothing was run yet')).toBeVisible()
  await expectNoViolations(page)
  await start(page, 'bash')
  await expect(output(page)).toContainText(/is up: \d+ files in \/app, as deployed/, { timeout: 20_000 })
  await expect(field(page)).toBeFocused()

  await type(page, 'cat Procfile; echo "$GREETING from $DYNO"; pwd')
  await expect(output(page)).toContainText('web: node server.js')
  await expect(output(page)).toContainText(/good morning from run\.\d+/)
  await type(page, 'for i in 1 2 3; do')
  await type(page, 'echo "line $i"; done')
  await expect(output(page)).toContainText('line 3')
  await type(page, 'node --version; nosuch')
  await expect(output(page)).toContainText(/v\d+\.\d+\.\d+\s*bash: nosuch: command not found/)
  await type(page, 'echo kept > note.txt')
  await type(page, 'while true; do :; done')
  await expect(terminal(page).getByText('Running', { exact: true })).toBeVisible()
  await terminal(page).getByRole('button', { name: 'Ctrl-C' }).click()
  await expect(terminal(page).getByText('Waiting for a command')).toBeVisible({ timeout: 15_000 })
  await type(page, 'echo "status $?"; cat note.txt')
  await expect(output(page)).toContainText('status 130')
  await expect(output(page)).toContainText('kept')
  await field(page).press('ArrowUp')
  await expect(field(page)).toHaveValue('echo "status $?"; cat note.txt')
  await expectNoViolations(page)

  const name = await terminal(page)
    .getByText(/^run\.\d+$/)
    .textContent()
  const other = await context.newPage()
  await open(other, 'shelled', '/run')
  await expect(row(other, 'bash')).toContainText('Running')
  await tab(page, 'Resources')
  await page.getByRole('table', { name: 'Dynos' }).scrollIntoViewIfNeeded()
  await expect(page.getByText(name ?? '', { exact: true })).toBeVisible()
  await tab(page, 'Run')
  await expect(output(page)).toContainText('line 3')
  await field(page).fill('exit 3')
  await field(page).press('Enter')
  await expect(terminal(page).getByText('Exited with status 3')).toBeVisible()
  await expect(row(page, 'bash')).toContainText('Exit status 3')
  await expect(row(other, 'bash')).toContainText('Exit status 3')
  await later(page, 2_000)
  await row(other, 'bash')
    .getByRole('link', { name: name ?? '' })
    .click()
  await expect(other.getByText('Process exited with status 3')).toBeVisible()
})

test('a command ends its dyno, a program is simulated, and stopping one from elsewhere ends the terminal', async ({ page }) => {
  test.setTimeout(180_000)
  await newApp(page, 'commanded')
  await deploySample(page, 'commanded')
  await tab(page, 'Run')
  await start(page, 'wc -l Procfile')
  await expect(terminal(page).getByText('Exited with status 0')).toBeVisible({ timeout: 20_000 })
  await expect(output(page)).toContainText('4 Procfile')
  await terminal(page)
    .getByRole('button', { name: /^Close the terminal/ })
    .click()
  await start(page, 'npm start')
  await expect(terminal(page).getByText('Running', { exact: true })).toBeVisible({ timeout: 20_000 })
  // The platform was asked what it does: what comes afterwards finds the dyno gone.
  await expect(output(page)).toContainText('node server.js')
  const name =
    (await terminal(page)
      .getByText(/^run\.\d+$/)
      .textContent()) ?? ''
  await ask(page, 'POST', `/apps/commanded/dynos/${name}/actions/stop`)
  await expect(terminal(page).getByText('Stopped', { exact: true })).toBeVisible()
  await later(page, 5_000)
  await expect(row(page, 'npm start')).toContainText('Stopped')
})

test('without contents files are there by name, and who may not run is told why', async ({ page }) => {
  test.setTimeout(120_000)
  await openList(page)
  await open(page, 'fernwood-shop', '/run')
  await start(page, 'ls')
  await expect(output(page)).toContainText(/by name only except for manifests/, { timeout: 20_000 })
  await expect(output(page)).toContainText('Procfile')
  await openList(page)
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitemcheckbox', { name: /Tom Okafor/ }).press('Enter')
  await expect(page.getByRole('button', { name: /^Signed in as Tom Okafor/ })).toBeVisible()
  await open(page, 'fernwood-shop', '/run')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveAccessibleDescription(
    'You need the deploy or operate permission on this app to run one-off dynos.',
  )
})
