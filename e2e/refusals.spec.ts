import type { Locator, Page } from '@playwright/test'
import { issue } from '#platform/certificates/fixture.testing.ts'
import { ask, deploySample, newApp, open, send, stopTheClock, tokenOf, untilQuiet } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

// Whatever a form cannot take is said beside its field, which keeps what was typed; and the world stays as it was.

/** What everything in the world comes to. */
async function worldHash(page: Page): Promise<unknown> {
  const world = await ask(page, 'GET', '/control/world')
  return typeof world === 'object' && world !== null && 'hash' in world ? world.hash : null
}

/** Does something that must not change the world, the clock of which stands still. */
async function changesNothing(page: Page, attempt: () => Promise<void>): Promise<void> {
  const before = await worldHash(page)
  expect(before).toEqual(expect.any(String))
  await attempt()
  expect(await worldHash(page)).toBe(before)
}

/** The field says this of what is typed into it, to everybody, and keeps it. */
async function isRefused(field: Locator, typed: string, message: RegExp): Promise<void> {
  await expect(field).toHaveAccessibleDescription(message)
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveValue(typed)
}

/** Types each into the field and sends it by the keyboard: it is refused for that reason, and the field has the focus. */
async function refuses(field: Locator, wrong: readonly (readonly [typed: string, message: RegExp])[]): Promise<void> {
  for (const [typed, message] of wrong) {
    await field.fill(typed)
    await field.press('Enter')
    await isRefused(field, typed, message)
    await expect(field).toBeFocused()
  }
}

/** What the browser itself says of a refusal in its console. */
const said = (complaints: string[]) => complaints.splice(0).filter((line) => !/4(04|09|22)/.test(line))

test('names of apps', async ({ page, complaints }) => {
  await newApp(page, 'mine-already')
  const other = await send(page, 'POST', '/apps', { name: 'of-somebody-else' }, await tokenOf(page, 'otto@example.com'))
  expect(other.status).toBe(201)
  await stopTheClock(page)
  await changesNothing(page, async () => {
    await page.goto('new')
    await refuses(page.getByRole('textbox', { name: 'Name' }), [
      ['ab', /at least 3 characters/],
      ['1st', /Begin with a letter/],
      ['my_app', /letters, digits and dashes only/],
      ['my-app-', /End with a letter or a digit/],
      ['a'.repeat(31), /at most 30 characters/],
      ['mine-already', /You have an app named mine-already already/],
      ['of-somebody-else', /Somebody has an app named of-somebody-else/],
    ])
    await expectNoViolations(page)
  })
  await changesNothing(page, async () => {
    await open(page, 'mine-already', '/settings')
    await refuses(page.getByRole('textbox', { name: 'Name', exact: true }), [
      ['x', /too short/],
      ['With Capitals', /\w/],
      ['of-somebody-else', /taken/],
    ])
  })
  expect(said(complaints)).toEqual([])
})

test('config vars', async ({ page, complaints }) => {
  await newApp(page, 'refuses-vars', '/settings')
  await ask(page, 'PATCH', '/apps/refuses-vars/config-vars', { THERE: '1' })
  await stopTheClock(page)
  const name = page.getByRole('textbox', { name: 'Name of a new config var' })
  const value = page.getByRole('textbox', { name: 'Value of a new config var' })
  const vars = page.getByRole('list', { name: 'Config vars' }).getByRole('listitem')
  const large = 'x'.repeat(65 * 1024)
  await changesNothing(page, async () => {
    await expect(vars).toHaveCount(1)
    await refuses(name, [
      ['MY KEY', /Letters, digits and underscores only/],
      ['2FAST', /no digit first/],
      ['THERE', /THERE is there already/],
    ])
    await name.fill('LARGE')
    await value.fill(large)
    await value.press('Enter')
    await isRefused(value, large, /may take 64 KB in all; these would take 66 KB/)
    await expect(value).toBeFocused()
    await expect(name).toHaveValue('LARGE')
    await expect(vars).toHaveCount(1)
    await vars.getByRole('button', { name: 'Show THERE' }).click()
    await page.getByRole('textbox', { name: 'Value of THERE' }).fill(large)
    await isRefused(page.getByRole('textbox', { name: 'Value of THERE' }), large, /may take 64 KB in all/)
    await expect(page.getByRole('button', { name: 'Save as one release' })).toHaveAccessibleDescription(/may take 64 KB in all/)
    await expectNoViolations(page)
    for (const body of [{ 'MY KEY': 'x' }, { LARGE: large }, { THERE: 7 }]) {
      expect(await send(page, 'PATCH', '/apps/refuses-vars/config-vars', body)).toMatchObject({ status: 422 })
    }
  })
  expect(said(complaints)).toEqual([])
})

test('buildpacks, domains, webhooks and log drains', async ({ page, complaints }) => {
  test.setTimeout(120_000)
  await newApp(page, 'refuses-much', '/settings')
  const other = await tokenOf(page, 'otto@example.com')
  await send(page, 'POST', '/apps', { name: 'has-the-name' }, other)
  const taken = await send(page, 'POST', '/apps/has-the-name/domains', { hostname: '*.taken.example', sni_endpoint: null }, other)
  expect(taken.status).toBe(201)
  for (const hostname of ['www.example.com', '*.example.net'])
    await ask(page, 'POST', '/apps/refuses-much/domains', { hostname, sni_endpoint: null })
  await ask(page, 'POST', '/apps/refuses-much/log-drains', { url: 'https://logs.example.com/in' })
  await untilQuiet(page)
  await stopTheClock(page)
  await page.reload()
  await expect(page.getByRole('listitem', { name: '*.example.net' })).toBeVisible()
  await changesNothing(page, async () => {
    await refuses(page.getByRole('textbox', { name: 'Add a buildpack' }), [
      ['nobody/nothing', /Could not find the buildpack nobody\/nothing/],
      ['ftp://example.com/pack', /\w/],
    ])
    await refuses(page.getByRole('textbox', { name: 'Add a domain' }), [
      ['https://www.example.com', /leave out https/],
      ['www.*.example.com', /A wildcard stands for the whole first part/],
      ['shop.herokuapp.com', /belongs to the platform/],
      ['www.example.com', /already a domain of this app/],
      ['*.example.net', /already a domain of this app/],
      ['*.taken.example', /\w/],
      ['www.taken.example', /\w/],
    ])
    await refuses(page.getByRole('textbox', { name: 'Add a drain' }), [
      ['http://logs.example.com', /has to begin with https/],
      ['syslog+tls://logs.example.com', /needs a port/],
      ['https://logs.example.com/in', /drain to this URL already/],
    ])
    await page.getByRole('button', { name: 'Add webhook' }).click()
    const form = page.getByRole('form', { name: 'Add a webhook' })
    await refuses(form.getByRole('textbox', { name: 'URL' }), [
      ['', /\w/],
      ['ftp://example.com', /\w/],
      ['example.com/hooks', /\w/],
    ])
    await form.getByRole('textbox', { name: 'URL' }).fill('https://example.com/hooks')
    await refuses(form.getByRole('textbox', { name: 'Signing secret' }), [['x'.repeat(257), /at most 256 characters/]])
    await form.getByRole('textbox', { name: 'Signing secret' }).fill('')
    await form
      .getByRole('checkbox', { name: /release/i })
      .first()
      .uncheck()
    await form.getByRole('button', { name: 'Add webhook' }).click()
    await expect(form.getByRole('group', { name: 'Tell it of' })).toHaveAccessibleDescription('Choose at least one.')
    await expect(form.getByRole('alert')).toBeFocused()
    await expectNoViolations(page)
  })
  expect(said(complaints)).toEqual([])
})

test('certificates', async ({ page, complaints }) => {
  await newApp(page, 'refuses-certs', '/settings')
  await stopTheClock(page)
  const expired = issue({ hosts: ['www.example.com'], from: '2019-01-01', to: '2020-01-01' })
  const another = issue({ hosts: ['www.example.com'], from: '2019-01-01', to: '2020-01-01' })
  await changesNothing(page, async () => {
    await page.getByRole('button', { name: 'Add certificate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a certificate' })
    const chain = dialog.getByRole('textbox', { name: 'Certificate chain' })
    const key = dialog.getByRole('textbox', { name: 'Private key' })
    await dialog
      .getByLabel('Certificate files')
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing of the kind') })
    await expect(dialog.getByRole('button', { name: 'Choose files' })).toHaveAccessibleDescription(
      'There is no PEM in notes.txt.',
    )
    await key.fill(expired.key)
    await chain.fill('nonsense')
    await isRefused(chain, 'nonsense', /\w/)
    await chain.fill(expired.certificate)
    await isRefused(chain, expired.certificate, /The certificate expired on/)
    await key.fill(another.key)
    await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Add certificate' })).toHaveAttribute('aria-disabled', 'true')
    await expectNoViolations(page)
  })
  expect(said(complaints)).toEqual([])
})

test('numbers of dynos, traffic, autoscaling and alerts', async ({ page, complaints }) => {
  test.setTimeout(120_000)
  await newApp(page, 'refuses-numbers')
  await deploySample(page, 'refuses-numbers', 'Python')
  const web = { type: 'web', quantity: 1, size: 'Performance-M' }
  await ask(page, 'PATCH', '/apps/refuses-numbers/formation', { updates: [web] })
  await untilQuiet(page)
  await stopTheClock(page)
  await open(page, 'refuses-numbers', '/resources')
  await changesNothing(page, async () => {
    const quantity = page.getByRole('textbox', { name: 'Dynos of web' })
    for (const typed of ['11', '500']) {
      await quantity.fill(typed)
      await quantity.press('Tab')
      await isRefused(quantity, typed, /from 0 to 10 dynos/)
    }
    await expect(page.getByRole('button', { name: 'Confirm' })).toHaveAccessibleDescription('Mend the number of web dynos first')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    for (const wrong of [-1, 1.5, 11, 'many'])
      expect(
        await send(page, 'PATCH', '/apps/refuses-numbers/formation', { updates: [{ type: 'web', quantity: wrong }] }),
      ).toMatchObject({ status: 422 })

    const traffic = page.getByRole('textbox', { name: 'Requests a second at the busiest hour' })
    await traffic.fill('99999')
    await traffic.press('Tab')
    await isRefused(traffic, '99,999', /Choose from 0 to 5,000 requests a second/)
    await expect(page.getByRole('button', { name: 'Set traffic' })).toHaveAccessibleDescription('Mend the amount first')
    expect(await send(page, 'PUT', '/control/apps/refuses-numbers/traffic', { peak_rps: 99_999, shape: 'steady' })).toMatchObject(
      { status: 422 },
    )

    await page.getByRole('button', { name: 'Autoscale' }).click()
    const dialog = page.getByRole('dialog', { name: 'Autoscale web' })
    for (const [name, typed, message] of [
      ['Fewest dynos', '0', /from 1 to 10/],
      ['Most dynos', '11', /from 1 to 10/],
      ['Desired p95 response time, ms', '0', /from 1 to 30000/],
    ] as const) {
      const field = dialog.getByRole('textbox', { name })
      const before = await field.inputValue()
      await field.fill(typed)
      await field.press('Tab')
      await isRefused(field, typed, message)
      await expect(dialog.getByRole('button', { name: 'Switch autoscaling on' })).toHaveAttribute('aria-disabled', 'true')
      await field.fill(before)
    }
    await page.keyboard.press('Escape')
    await open(page, 'refuses-numbers', '/metrics')
    await page.getByRole('button', { name: 'Set alert: response time' }).click()
    const threshold = page.getByRole('dialog').getByRole('textbox', { name: 'Threshold of the p95, ms' })
    await refuses(threshold, [
      ['10', /Choose from 50 to 30000/],
      ['40,000', /Choose from 50 to 30000/],
    ])
    await expectNoViolations(page)
  })
  expect(said(complaints)).toEqual([])
})

test('people and owners', async ({ page, complaints }) => {
  await newApp(page, 'refuses-people')
  await ask(page, 'POST', '/apps/refuses-people/collaborators', { user: 'otto@example.com' })
  await stopTheClock(page)
  await open(page, 'refuses-people', '/access')
  await changesNothing(page, async () => {
    await refuses(page.getByRole('combobox', { name: 'Add a person' }), [
      ['not an address', /name@example.com/],
      ['otto@example', /name@example.com/],
      ['nobody@example.com', /Couldn't find that user/],
      ['otto@example.com', /already a collaborator/],
    ])
    await expectNoViolations(page)
    const me = await ask(page, 'GET', '/account')
    const recipient = typeof me === 'object' && me !== null && 'email' in me ? me.email : null
    expect(await send(page, 'POST', '/account/app-transfers', { app: 'refuses-people', recipient })).toMatchObject({
      status: 422,
      answer: { message: expect.stringContaining('is the owner of refuses-people already') },
    })
  })
  expect(said(complaints)).toEqual([])
})

test('a file that is no world, and a world without a seed', async ({ page }) => {
  await newApp(page, 'stays-here')
  await stopTheClock(page)
  await changesNothing(page, async () => {
    const choose = async (name: string, text: string) => {
      await page.getByRole('button', { name: 'World', exact: true }).click()
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('menuitem', { name: 'Import a file…' }).press('Enter'),
      ])
      await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    }
    for (const [name, text, why] of [
      ['notes.txt', 'nothing of the kind', 'It is not JSON.'],
      ['package.json', '{"name":"shop"}', 'It is JSON, but nothing that this version can read as a world.'],
    ] as const) {
      await choose(name, text)
      const dialog = page.getByRole('dialog', { name: `${name} is no world` })
      await expect(dialog.getByRole('alert')).toContainText(why)
      await expect(dialog.getByRole('alert')).toBeFocused()
      await expectNoViolations(page)
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(dialog).toBeHidden() // as it goes, it takes the focus back from any menu
    }
    await page.getByRole('button', { name: 'World', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Start anew…' }).press('Enter')
    const seed = page.getByRole('textbox', { name: 'Seed' })
    await seed.fill('')
    await isRefused(seed, '', /at least one character/)
    await page.keyboard.press('Escape')
  })
  expect(await ask(page, 'GET', '/apps/stays-here')).toMatchObject({ name: 'stays-here' })
})
