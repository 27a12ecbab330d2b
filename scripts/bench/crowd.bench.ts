import { inBrowser } from './browser.ts'
import type { Measurement } from './measurement.ts'

const STEPS = 120
const STEP_PX = 400

/** A list of 10,000 apps: how long until a filter shows, and how long its frames take while somebody scrolls. */
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
    return [
      {
        what: 'a frame while 10,000 rows scroll, median',
        value: frames[Math.floor(frames.length / 2)] ?? Number.NaN,
        unit: 'ms',
      },
      { what: 'the same, 95 %', value: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN, unit: 'ms' },
    ]
  })
}
