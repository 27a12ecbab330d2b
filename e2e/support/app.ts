import type { Page } from '@playwright/test'
import { expect } from './test.ts'

// What the tests of an app's pages share. The platform is asked by `fetch` in the page, as the dashboard does it, and time is
// let pass in the simulation, so that no test waits for a build or a boot.

/** Opens the apps list of a new profile, and waits until it shows the apps. */
export async function openList(page: Page): Promise<void> {
  await page.goto('apps')
  await expect(page.getByRole('link', { name: 'fernwood-shop', exact: true }).first()).toBeVisible({ timeout: 40_000 })
}

interface Reply {
  readonly status: number
  readonly answer: unknown
}

/** Asks the platform as whoever is signed in, or with another token. */
export function send(page: Page, method: string, path: string, body?: object, as?: string): Promise<Reply> {
  return page.evaluate(
    async ({ method, path, body, as }) => {
      const root = document.querySelector<HTMLScriptElement>('script[type=module]')?.src.replace(/assets\/.*$/, '') ?? '/'
      const token =
        as ?? [...Object.entries(sessionStorage), ...Object.entries(localStorage)].find(([key]) => key.includes(' token '))?.[1]
      const response = await fetch(`${root}api${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: response.status, answer: await response.json() }
    },
    { method, path, body, as },
  )
}

/** Asks the platform as whoever is signed in; fails unless it agrees. */
export async function ask(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  const { status, answer } = await send(page, method, path, body)
  expect(status, `${method} ${path}: ${JSON.stringify(answer)}`).toBeLessThan(300)
  return answer
}

/** Lets simulated time pass until nothing is being built, started or stopped. */
export const untilQuiet = (page: Page) => ask(page, 'PATCH', '/control/clock', { until_quiet: true })

/** Lets this much simulated time pass. */
export const later = (page: Page, ms: number) => ask(page, 'PATCH', '/control/clock', { advance: ms })

/** Stops the clock, so that what a test sees stays as it is. */
export const stopTheClock = (page: Page) => ask(page, 'PATCH', '/control/clock', { rate: 0 })

/** Creates an app and opens one of its pages. */
export async function newApp(page: Page, name: string, at = ''): Promise<void> {
  await openList(page)
  await ask(page, 'POST', '/apps', { name })
  await open(page, name, at)
}

/** Opens a page of an app by its address, as from a bookmark. */
export async function open(page: Page, name: string, at = ''): Promise<void> {
  await page.goto(`apps/${name}${at}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 40_000 })
}

/** Goes to a page of the app by its tab. */
export async function tab(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'App' }).getByRole('link', { name, exact: true })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
}

/** Drops a file or a folder of this machine onto the middle of the page, as a file manager does. */
export async function drop(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width = 800, height = 600 } = page.viewportSize() ?? {}
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
  }
  await devtools.detach()
}

/** Deploys one of the bundled samples, waits until it runs, and shows its build. */
export async function deploySample(page: Page, name: string, sample = 'Node.js'): Promise<void> {
  await open(page, name, '/deploy')
  await page.getByRole('button', { name: sample, exact: true }).click()
  await page.waitForURL(/\/deploy\/builds\//)
  await untilQuiet(page)
  await expect(page.getByText('Build succeeded', { exact: true })).toBeVisible()
}

/** Goes on as somebody else, by the menu of people. */
export async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  // It takes the focus once more when it has come to rest.
  await expect(page.getByRole('menu')).toBeFocused()
  await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).press('Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^Signed in as ${name}`) })).toBeVisible()
}

/** The token of somebody else. */
export async function tokenOf(page: Page, email: string): Promise<string> {
  const { answer } = await send(page, 'GET', '/control/people')
  const people: unknown[] = Array.isArray(answer) ? answer : []
  const person = people.find((each) => typeof each === 'object' && each !== null && 'email' in each && each.email === email)
  if (typeof person === 'object' && person !== null && 'token' in person) return String(person.token)
  throw new Error(`Nobody in this world is ${email}`)
}
