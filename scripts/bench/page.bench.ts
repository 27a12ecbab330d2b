import type { Browser, Page } from '@playwright/test'
import { inBrowser } from './browser.ts'
import type { Measurement } from './measurement.ts'

const RUNS = 5

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** A link in the list of apps: the moment rows are there. */
const firstRow = (page: Page) => page.getByRole('link', { name: 'fernwood-shop', exact: true }).last().waitFor()

/** From an empty profile to rows on the screen, in ms; `slow` is a quarter of the processor and a poor connection. */
async function coldStart(browser: Browser, url: string, slow: boolean): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  if (slow) {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const megabit = 1_000_000 / 8
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 40,
      downloadThroughput: 10 * megabit,
      uploadThroughput: 10 * megabit,
    })
  }
  const begun = performance.now()
  await page.goto(url)
  await firstRow(page)
  const took = performance.now() - begun
  await context.close()
  return took
}

/** From a click on a link to the other page's heading, both visited before, in ms as the page sees it. */
async function betweenPages(page: Page): Promise<number> {
  const visit = async (link: string, heading: string) => {
    const begun = await page.evaluate((name) => {
      const links = [...document.querySelectorAll('a')]
      const found = links.findLast((candidate) => candidate.textContent?.trim() === name)
      const start = performance.now()
      found?.click()
      return start
    }, link)
    await page.waitForFunction((text) => document.querySelector('h1')?.textContent?.includes(text), heading, { polling: 'raf' })
    return (await page.evaluate(() => performance.now())) - begun
  }
  const times: number[] = []
  for (let run = 0; run < 8; run++) {
    times.push(await visit('fernwood-shop', 'fernwood-shop'), await visit('Apps', 'Apps'))
  }
  return median(times.slice(4))
}

/** A request to the platform, and one that only the service worker sees, in ms. */
async function requests(page: Page): Promise<{ readonly world: number; readonly hop: number }> {
  return page.evaluate(async () => {
    const time = async (path: string) => {
      const times: number[] = []
      for (let nth = 0; nth < 150; nth++) {
        const begun = performance.now()
        await (await fetch(path)).text()
        if (nth >= 30) times.push(performance.now() - begun)
      }
      return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
    }
    // The favicon goes page, service worker, cache: the same way as a request, without the world at its end.
    return { world: await time('/api/control/clock'), hop: await time('/favicon.svg') }
  })
}

export default async function page(): Promise<Measurement[]> {
  return inBrowser(async (browser, url) => {
    const cold: number[] = []
    const slow: number[] = []
    for (let run = 0; run < RUNS; run++) {
      cold.push(await coldStart(browser, url, false))
      slow.push(await coldStart(browser, url, true))
    }
    const visitor = await browser.newPage()
    await visitor.goto(url)
    await firstRow(visitor)
    const click = await betweenPages(visitor)
    const { world, hop } = await requests(visitor)
    return [
      { what: 'empty profile to rows', value: median(cold), unit: 'ms', atMost: 1_100 },
      { what: 'the same, slow machine and line', value: median(slow), unit: 'ms', atMost: 3_250 },
      { what: 'click to content, visited pages', value: click, unit: 'ms', atMost: 100 },
      { what: 'a request to the world', value: world, unit: 'ms' },
      { what: 'a request to the world, over the service worker alone', value: world / hop, unit: '×', atMost: 2 },
    ]
  })
}
