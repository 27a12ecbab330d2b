import { openList } from './support/app.ts'
import { expect, expectNoViolations, test } from './support/test.ts'

// Each list of an app in each of its states, as /gallery/lists shows them.

const states = ['some', 'empty', 'loading', 'error', 'forbidden', 'large'] as const

test('each list says how it stands, and fits a narrow screen', async ({ page }) => {
  test.setTimeout(240_000)
  await openList(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('gallery/lists')
  await expect(page.getByRole('heading', { level: 1, name: 'States of lists' })).toBeVisible()
  const choice = page.getByRole('combobox', { name: 'List' })
  const lists = await choice
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''))
  expect(lists.length).toBeGreaterThan(5)
  for (const list of lists) {
    await choice.selectOption(list)
    for (const state of states) {
      await test.step(`${list}, ${state}`, async () => {
        const name = {
          some: 'Some',
          empty: 'Empty',
          loading: 'Loading',
          error: 'Failed',
          forbidden: 'Forbidden',
          large: 'A thousand',
        }[state]
        await page.getByRole('radio', { name, exact: true }).click({ force: true })
        await expect(page).toHaveURL(new RegExp(`list=${list}&state=${state}`))
        const shown = page.getByRole('region', { name: 'The list' })
        if (state === 'loading') await expect(shown.locator('.animate-shimmer').first()).toBeVisible()
        else await expect(shown.locator('.animate-shimmer')).toHaveCount(0)
        if (state === 'error') await expect(shown.getByRole('button', { name: 'Try again' })).toBeVisible()
        if (state === 'forbidden') await expect(shown.getByText('can let you in')).toBeVisible()
        if (state === 'large')
          await expect.poll(() => shown.getByRole('row').or(shown.getByRole('listitem')).count()).toBeGreaterThan(10)
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wider, 'beyond the screen').toBeLessThanOrEqual(0)
        if (state === 'some' || state === 'error') await expectNoViolations(page)
      })
    }
  }
})
