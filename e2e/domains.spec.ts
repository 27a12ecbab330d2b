import type { Page } from '@playwright/test'
import { issue } from '#platform/certificates/fixture.testing.ts'
import { ask, later, newApp } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

const MINUTE = 60_000
const DAY = 86_400_000
interface Pem {
  readonly chain: string
  readonly key: string
}

/** Makes certificates that end so many days after the world's present. */
async function authorityOf(page: Page): Promise<(hosts: readonly string[], days: number) => Pem> {
  const clock = await ask(page, 'GET', '/control/clock')
  const now = typeof clock === 'object' && clock !== null && 'now' in clock ? Date.parse(String(clock.now)) : NaN
  const day = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10)
  const authority = issue({ name: 'Test Authority', authority: true, from: day(-400), to: day(400) })
  return (hosts, days) => {
    const own = issue({ hosts, from: day(-90), to: day(days) }, authority)
    return { chain: own.certificate + authority.certificate, key: own.key }
  }
}

test('a domain is added, gets its certificate over time, and is removed', async ({ page, context }) => {
  await newApp(page, 'domain-app', '/settings')
  const field = page.getByRole('textbox', { name: 'Add a domain' })
  const add = page.getByRole('button', { name: 'Add domain' })
  for (const [wrong, message] of [
    ['https://www.example.com', 'leave out https://'],
    ['www.*.example.com', 'A wildcard stands for the whole first part'],
    ['shop.herokuapp.com', 'belongs to the platform'],
  ] as const) {
    await field.fill(wrong)
    await add.click()
    await expect(field).toHaveAccessibleDescription(new RegExp(message))
    await expect(field).toBeFocused()
  }
  await page.getByRole('switch', { name: 'Manage certificates automatically' }).check()
  await field.fill('www.example.com')
  await field.press('Enter')
  const row = page.getByRole('listitem', { name: 'www.example.com' })
  await expect(row).toContainText('CNAME to')
  await expect(row).toContainText('.herokudns.com')
  await expect(row).toContainText('Waiting for DNS')
  await field.fill('www.example.com')
  await add.click()
  await expect(field).toHaveAccessibleDescription(/already a domain of this app/)
  await field.fill('')

  await row.getByRole('combobox', { name: 'Simulated DNS of www.example.com' }).selectOption({ label: 'another address' })
  await later(page, 30 * MINUTE)
  await expect(row).toContainText('Failing')
  await expect(row).toContainText('leads to another address than its DNS target')

  const other = await context.newPage()
  await other.goto('apps/domain-app/settings')
  const there = other.getByRole('listitem', { name: 'www.example.com' })
  await expect(there).toContainText('Failing')
  await row.getByRole('combobox', { name: 'Simulated DNS of www.example.com' }).selectOption({ label: 'its DNS target' })
  await page.getByRole('button', { name: 'Check again' }).click()
  await later(page, 5 * MINUTE)
  for (const each of [row, there]) await expect(each).toContainText('Issued')
  await expect(page.getByRole('list', { name: 'Certificates' })).toContainText('Automatic')
  await expectNoViolations(page)

  await row.getByRole('button', { name: 'Remove www.example.com', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove domain' }).click()
  for (const each of [row, there]) await expect(each).toBeHidden()
  expect(await ask(page, 'GET', '/apps/domain-app/domains')).toHaveLength(1)
})

test('a certificate is read before it is added, put on domains, replaced and removed', async ({ page }) => {
  await newApp(page, 'cert-app', '/settings')
  const certificate = await authorityOf(page)
  for (const hostname of ['www.example.com', 'a.example.org']) await ask(page, 'POST', '/apps/cert-app/domains', { hostname })
  const row = page.getByRole('listitem', { name: 'www.example.com' })
  await expect(row).toContainText('No certificate')
  await page.getByRole('button', { name: 'Add certificate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a certificate' })
  const chain = dialog.getByRole('textbox', { name: 'Certificate chain' })
  const key = dialog.getByRole('textbox', { name: 'Private key' })
  const save = dialog.getByRole('button', { name: 'Add certificate' })

  const expired = certificate(['www.example.com'], -1)
  await chain.fill(expired.chain)
  await key.fill(expired.key)
  await expect(chain).toHaveAccessibleDescription(/The certificate expired on/)
  const good = certificate(['www.example.com', '*.example.net'], 20)
  await chain.fill(good.chain)
  await expect(key).toHaveAccessibleDescription(/does not belong to the certificate/)
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  expect(await ask(page, 'GET', '/apps/cert-app/sni-endpoints')).toEqual([])

  await dialog.getByLabel('Certificate files').setInputFiles([
    { name: 'server.key', mimeType: 'text/plain', buffer: Buffer.from(good.key) },
    { name: 'server.crt', mimeType: 'text/plain', buffer: Buffer.from(good.chain) },
  ])
  const found = dialog.getByRole('region', { name: 'What was found' })
  await expect(found).toContainText('www.example.com, *.example.net')
  await expect(found).toContainText('/CN=Test Authority')
  await expect(found).toContainText('2 certificates')
  await expect(dialog.getByRole('checkbox', { name: 'www.example.com' })).toBeChecked()
  await expectNoViolations(page)
  await save.click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('Expires soon')
  await expect(page.getByRole('listitem', { name: 'a.example.org' })).toContainText('No certificate')

  await page.getByRole('button', { name: 'Replace' }).click()
  const replacing = page.getByRole('dialog', { name: /^Replace / })
  const wider = certificate(['*.example.com'], 300)
  await replacing.getByRole('textbox', { name: 'Certificate chain' }).fill(wider.chain)
  await replacing.getByRole('textbox', { name: 'Private key' }).fill(wider.key)
  await replacing.getByRole('button', { name: 'Replace certificate' }).click()
  await expect(row).toContainText('Valid')

  await page.getByRole('list', { name: 'Certificates' }).getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove certificate' }).click()
  await expect(page.getByText('No certificates yet')).toBeVisible()
  await expect(row).toContainText('No certificate')
})
