import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'

interface Fixtures {
  /**
   * What the console and the page's uncaught errors said, in every context of the test. Has to be empty at its end: a test that
   * provokes one, such as the browser's line about a 404, expects it and takes it out with `complaints.splice(0)`.
   */
  readonly complaints: string[]
  /** Opens another profile beside the test's own: no storage, no cache, no service worker, no world. Closed with the test. */
  readonly freshProfile: (options?: BrowserContextOptions) => Promise<BrowserContext>
}

// A race inside the browser when a service worker updates itself while its last page goes away. Nothing is lost by it.
const harmless = /Failed to update a ServiceWorker/

/** Playwright's test, which fails when the console shows an error or a warning, or an error goes uncaught. */
export const test = base.extend<Fixtures>({
  complaints: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures this one needs
    async ({}, use) => {
      const complaints: string[] = []
      await use(complaints)
      expect(complaints, 'messages in the console').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, complaints }, use) => {
    listen(context, complaints)
    await use(context)
  },
  freshProfile: async ({ browser, complaints }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      listen(context, complaints)
      return context
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})

export { expect }

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
    }
  })
  context.on('weberror', (webError) => {
    const error = webError.error()
    if (!harmless.test(error.message)) complaints.push(`uncaught: ${error.stack ?? error.message}`)
  })
}

/**
 * Fails when axe finds a violation of WCAG 2.2 A or AA, or of its best practices, in the page as it is; in the dark theme again
 * by the rules that go by colour.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page) // colours on their way to the other theme have no contrast
    // What it makes of the rest, and a tab of its own to do so for pages with frames, would take most of the time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html).join(' ')}`)
    expect(found, `axe, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}

/** Waits until every transition and animation that ends has ended. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
    await frame()
  })
}
