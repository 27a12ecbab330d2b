import type { Page } from '@playwright/test'
import { inBrowser } from './browser.ts'
import type { Measurement } from './measurement.ts'

const APP = 'fernwood-shop'
const TABS = ['Overview', 'Resources', 'Deploy', 'Metrics', 'Activity', 'Access', 'Logs', 'Settings']
const WIDTHS = [1440, 360]

interface Seen {
  /** How long each interaction took until the next frame that shows its effect, in ms; those below 16 ms are not told of. */
  readonly interactions: number[]
  /** Of everything that moved by itself since the page was opened or left. */
  shift: number
}

/** Has the page write down what its visitor would notice. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { interactions: [], shift: 0 }
    Object.assign(globalThis, { seen })
    const longest = new Map<number, number>()
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration }: { interactionId: number; duration: number } = Object.assign(
          { interactionId: 0 },
          entry.toJSON(),
        )
        if (interactionId === 0) continue
        longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration))
        seen.interactions.splice(0, Infinity, ...longest.values())
      }
    }).observe(Object.assign({ type: 'event', buffered: true }, { durationThreshold: 16 }))
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput }: { value: number; hadRecentInput: boolean } = entry.toJSON()
        if (!hadRecentInput) seen.shift += value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => Object(globalThis).seen)

/** Until nothing is awaited, and a moment longer for what comes in pieces. */
async function settled(page: Page): Promise<void> {
  await page.locator('.animate-shimmer').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(700)
}

/** How much moves on each page that is opened by its address. */
async function shifts(page: Page, url: string): Promise<readonly (readonly [string, number])[]> {
  const found: [string, number][] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const path of [
      'apps',
      'new',
      'account',
      ...TABS.map((tab) => `apps/${APP}/${tab === 'Overview' ? '' : tab.toLowerCase()}`),
    ]) {
      await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      found.push([`${path} at ${width}`, (await seenBy(page)).shift])
    }
  }
  return found
}

/** A visitor's half hour: through all tabs by pointer and by keyboard, with menus, fields, sliders and filters on the way. */
async function tour(page: Page, url: string): Promise<readonly number[]> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${url}apps`)
  await page.getByRole('link', { name: APP, exact: true }).last().waitFor()
  await settled(page)
  const search = page.getByRole('searchbox').first()
  await search.click()
  await search.pressSequentially('shop')
  await search.fill('')
  await page.getByRole('link', { name: APP, exact: true }).last().click()
  const tabs = page.getByRole('navigation', { name: 'App' })
  for (let round = 0; round < 2; round++) {
    for (const tab of TABS) {
      await tabs.getByRole('link', { name: tab, exact: true }).click()
      await settled(page)
      await page.keyboard.press('Tab')
      await page.keyboard.press('PageDown')
      await page.keyboard.press('PageUp')
    }
  }
  await tabs.getByRole('link', { name: 'Resources', exact: true }).click()
  const slider = page.getByRole('slider').first()
  await slider.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) await slider.press(key)
  await tabs.getByRole('link', { name: 'Logs', exact: true }).click()
  const query = page
    .getByRole('main')
    .getByRole('textbox')
    .or(page.getByRole('main').getByRole('searchbox'))
    .or(page.getByRole('main').getByRole('combobox'))
    .first()
  await query.click()
  await query.pressSequentially('error')
  await page.keyboard.press('Escape')
  await tabs.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('recommend', { delay: 20 })
  await page.keyboard.press('Enter')
  await page.waitForURL(/recommend/)
  await settled(page)
  return (await seenBy(page)).interactions
}

export default async function measureTour(): Promise<Measurement[]> {
  return inBrowser(async (browser, url) => {
    const page = await browser.newPage()
    await watch(page)
    const interactions = (await tour(page, url)).toSorted((a, b) => a - b)
    const moved = (await shifts(page, url)).toSorted(([, a], [, b]) => b - a)
    const [where, most] = moved[0] ?? ['', 0]
    return [
      {
        what: `interaction to next paint, 95 % of ${interactions.length}`,
        value: interactions[Math.ceil(interactions.length * 0.95) - 1] ?? Number.NaN,
        unit: 'ms',
        atMost: 100,
      },
      { what: 'the slowest of them', value: interactions.at(-1) ?? Number.NaN, unit: 'ms' },
      { what: `layout shift, most of ${moved.length} pages: ${where}`, value: most, unit: '', atMost: 0.02 },
    ]
  })
}
