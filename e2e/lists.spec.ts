import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openList } from './support/app.ts'
import { expect, test } from './support/test.ts'

// Each list of an app in each of its states, as /gallery/lists shows them. There are many: each is looked at in as few steps as
// will do, and the parts that they share (what stands for a failure) are checked for violations with one of them.

/** Fails when axe finds a violation within the list as it stands. */
async function expectNoneIn(page: Page, rules?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode().include('[aria-label="The list"]')
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

// Side by side they take half the time.
for (const half of [0, 1]) {
  test(`each list says how it stands, and fits a narrow screen: half ${half + 1}`, async ({ page }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openList(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('gallery/lists')
    await expect(page.getByRole('heading', { level: 1, name: 'States of lists' })).toBeVisible()
    const choice = page.getByRole('combobox', { name: 'List', exact: true })
    const all = await choice.getByRole('option').allTextContents()
    expect(all.length).toBeGreaterThan(15)
    const lists = all.filter((_, index) => index % 2 === half)
    const shown = page.getByRole('region', { name: 'The list' })
    const waiting = shown.locator('.animate-shimmer')
    const rows = shown.getByRole('row').or(shown.getByRole('listitem'))
    const failure = { Failed: shown.getByRole('button', { name: 'Try again' }), Forbidden: shown.getByText('can let you in') }

    // The thousand early: the next list begins in the state in which the last one ended.
    const order = ['Some', 'A thousand', 'Long names', 'Empty', 'Loading', 'Failed', 'Forbidden']

    for (const list of lists) {
      await test.step(list, async () => {
        await choice.selectOption(list)
        await expect(shown.getByRole('heading', { level: 2, name: list, exact: true }).first()).toBeAttached()
        const choices = page.getByRole('radiogroup', { name: 'State', exact: true })
        const states = await choices.locator('label').allTextContents()
        expect(states.length).toBeGreaterThanOrEqual(5)
        for (const name of order.filter((each) => states.includes(each))) {
          const state = choices.getByRole('radio', { name, exact: true })
          await state.click({ force: true })
          await expect(state).toBeChecked()
          await expect(shown).toBeVisible()
          if (name === 'Loading') await expect(waiting.first()).toBeAttached()
          else await expect(waiting).toHaveCount(0)
          if (name === 'Failed' || name === 'Forbidden') await expect(failure[name]).toBeVisible()
          if (name === 'A thousand') await expect(rows.nth(10)).toBeAttached()
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(wider, `${list}, ${name}: beyond the screen`).toBeLessThanOrEqual(0)
          if (name === 'Some' || (list === lists[0] && name in failure)) {
            await expectNoneIn(page)
            await page.emulateMedia({ colorScheme: 'dark' })
            await expectNoneIn(page, 'color-contrast')
            await page.emulateMedia({ colorScheme: null })
          }
        }
      })
    }
  })
}
