import type { Locator, Page } from '@playwright/test'
import { inBrowser } from './browser.ts'
import type { Measurement } from './measurement.ts'

const STEPS = 120
const STEP_PX = 400

/** From a click on a team's tab until rows of its list are in the page. */
async function untilShown(page: Page, tab: string, rows: Locator): Promise<number> {
  const began = performance.now()
  await page
    .getByRole('navigation', { name: 'Team' })
    .getByRole('link', { name: new RegExp(`^${tab}`) })
    .click()
  await rows.nth(50).waitFor()
  return performance.now() - began
}

/** A list of 10,000 apps: how long its frames take while somebody scrolls; and how soon the pages of their team show. */
export default async function crowd(): Promise<Measurement[]> {
  return inBrowser(async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${url}apps`)
    await page.getByRole('link', { name: 'fernwood-shop', exact: true }).last().waitFor()
    await page.evaluate(() =>
      fetch('/api/control/world', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ scenario: 'crowd' }),
      }),
    )
    await page.goto(`${url}apps`)
    await page.getByText('10,000').first().waitFor()
    const frames = await page.evaluate(
      async ([steps, px]) => {
        const times: number[] = []
        let last = performance.now()
        for (let nth = 0; nth < steps; nth++) {
          scrollBy(0, px)
          const now = await new Promise<number>(requestAnimationFrame)
          times.push(now - last)
          last = now
        }
        return times.slice(1).toSorted((a, b) => a - b)
      },
      [STEPS, STEP_PX] as const,
    )
    await page.goto(`${url}teams/crowd/settings`)
    await page.getByRole('button', { name: 'Delete crowd', exact: true }).waitFor()
    const people = await untilShown(page, 'People', page.getByRole('list', { name: 'Members' }).getByRole('listitem'))
    const access = await untilShown(page, 'Access', page.getByRole('table', { name: /^Who may do what/ }).getByRole('row'))
    return [
      {
        what: 'a frame while 10,000 rows scroll, median',
        value: frames[Math.floor(frames.length / 2)] ?? Number.NaN,
        unit: 'ms',
      },
      { what: 'the same, 95 %', value: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN, unit: 'ms' },
      { what: 'the people of a team of 500', value: people, unit: 'ms' },
      { what: 'who may do what with its 10,000 apps', value: access, unit: 'ms' },
    ]
  })
}
