import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { zipSync } from 'fflate'
import { drop, newApp, open, stopTheClock, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const samples = resolve('src/platform/builds/samples')

// What each language's own sample has to give: the detection, a line only this language prints, and the process types.
const languages = [
  { name: 'nodejs', detected: 'Node.js app detected', step: 'Installing binaries', types: ['web', 'worker'] },
  {
    name: 'python',
    detected: 'Python app detected',
    step: /Installing dependencies using 'pip install/,
    types: ['clock', 'web'],
  },
  { name: 'ruby', detected: 'Ruby app detected', step: /Installing dependencies using bundler/, types: ['web'] },
  { name: 'php', detected: 'PHP app detected', step: /Installing platform packages/, types: ['web'] },
  { name: 'java', detected: 'Java app detected', step: /Executing Maven/, types: ['web'] },
  { name: 'scala', detected: 'Scala app detected', step: /Running: sbt/, types: ['web'] },
  { name: 'go', detected: 'Go app detected', step: /Determining packages to install/, types: ['web'] },
  { name: 'clojure', detected: 'Clojure (Leiningen 2) app detected', step: /Building with Leiningen/, types: ['web'] },
] as const

let scratch = ''
test.beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'deploy-'))
})
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A project folder as people have it: with what a build does not need, too. */
function lived(name: string): string {
  const folder = join(scratch, name)
  cpSync(join(samples, name), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules/left-behind'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/left-behind/index.js'), 'x'.repeat(1000))
  return folder
}

function archiveOf(folder: string, kind: 'tar.gz' | 'zip'): string {
  const archive = `${folder}.${kind}`
  if (kind === 'tar.gz') {
    const { status, stderr } = spawnSync('tar', ['-czf', archive, '-C', folder, '.'], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return archive
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const content = Object.fromEntries(
    files.map(({ parentPath, name }) => [relative(folder, join(parentPath, name)), readFileSync(join(parentPath, name))]),
  )
  writeFileSync(archive, zipSync(content))
  return archive
}

for (const [index, { name, detected, step, types }] of languages.entries()) {
  for (const how of ['folder', 'archive'] as const) {
    test(`${name}, dropped as ${how}`, async ({ page }) => {
      const folder = lived(name)
      await newApp(page, `${name}-${how}`, '/deploy')
      await drop(page, how === 'folder' ? folder : archiveOf(folder, index % 2 === 0 ? 'tar.gz' : 'zip'))
      await page.waitForURL(/\/deploy\/builds\//)
      await untilQuiet(page)
      await expect(page.getByText('Build succeeded', { exact: true })).toBeVisible()
      await expect(page.getByText(/^Release v\d+ succeeded$/)).toBeVisible()
      await expect(page.getByText('1 of 1 up')).toBeVisible()
      await page.getByText('Raw', { exact: true }).click()
      const output = page.getByRole('region', { name: 'Build output' })
      await expect(output).toContainText(`-----> ${detected}`)
      await expect(output).toContainText(step)
      await expect(output).toContainText('deployed to Heroku')
      await open(page, `${name}-${how}`, '/resources')
      for (const type of types) await expect(page.getByRole('button', { name: new RegExp(`^Size of ${type}:`) })).toBeVisible()
      await expect(page.getByRole('row', { name: /web\.1/ })).toContainText('Up')
    })
  }
}

test('a build that fails says where, and the app stays as it was', async ({ page }) => {
  const folder = join(scratch, 'broken')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "broken", ')
  await newApp(page, 'broken-build', '/deploy')
  await drop(page, folder)
  await page.waitForURL(/\/deploy\/builds\//)
  await untilQuiet(page)
  await expect(page.getByText('Build failed', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Jump to the error' }).click()
  await expect(page.getByText(/Push rejected, failed to compile/)).toBeVisible()
  await stopTheClock(page)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Build again', exact: true }).click()
  await expect(page.getByText('Building', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Build failed', { exact: true }).first()).toBeVisible()
})

test('what is no project is refused with what to do', async ({ page }) => {
  writeFileSync(join(scratch, 'notes.rar'), 'x')
  writeFileSync(join(scratch, 'torn.zip'), 'this is no archive')
  await newApp(page, 'no-project', '/deploy')
  await drop(page, join(scratch, 'notes.rar'))
  await expect(page.getByRole('alert').filter({ hasText: 'Pack the project as' })).toBeVisible()
})

test('an archive that cannot be read is refused before a build begins', async ({ page, complaints }) => {
  writeFileSync(join(scratch, 'torn.tar.gz'), 'this is no archive')
  await newApp(page, 'torn-archive', '/deploy')
  await drop(page, join(scratch, 'torn.tar.gz'))
  await expect(page.getByRole('alert').filter({ hasText: /archive/i })).toBeVisible()
  await expect(page).toHaveURL(/\/deploy$/)
  expect(complaints.splice(0).join()).toMatch(/status of 4\d\d/) // the browser's own line about the refusal
})

test('the page can be left and come back to while it builds', async ({ page }) => {
  await newApp(page, 'come-back', '/deploy')
  await page.getByRole('button', { name: 'Go', exact: true }).click()
  await page.waitForURL(/\/deploy\/builds\//)
  await expect(page).toHaveTitle('● deploying – come-back')
  await page.reload()
  await expect(page.getByText('Go app detected')).toBeVisible()
  await untilQuiet(page)
  await expect(page.getByText('Build succeeded', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle('Build – come-back')
  await page.reload()
  // How long each step took is known of a build that was over when one came.
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await expect(steps.filter({ hasText: 'Go app detected' })).toContainText(/\d\s?m?s$/)
})

test('the deploy page and a build are accessible', async ({ page }) => {
  await newApp(page, 'accessible', '/deploy')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'PHP', exact: true }).click()
  await page.waitForURL(/\/deploy\/builds\//)
  await untilQuiet(page)
  await expect(page.getByText('1 of 1 up')).toBeVisible()
  await stopTheClock(page)
  await expectNoViolations(page)
})
