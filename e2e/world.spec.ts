import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

test.slow()

// Where the world lives in the browser, whatever happens to its pages and workers. Asked by `fetch` in the page, as the
// dashboard does; the dashboard itself only shows that it has started.

/** Opens the dashboard and waits until it hears of its platform's changes. */
async function open(page: Page, path = ''): Promise<void> {
  await page.goto(path)
  await isLive(page)
}

async function reload(page: Page): Promise<void> {
  await page.reload()
  await isLive(page)
}

async function isLive(page: Page): Promise<void> {
  // A world's beginning takes a while on a busy machine.
  await expect(page.getByRole('button', { name: 'Platform: In this browser, live' })).toBeVisible({ timeout: 45_000 })
}

/** Asks the platform from within the page, as the first of its people. */
async function ask(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const root = document.querySelector<HTMLScriptElement>('script[type=module]')?.src.replace(/assets\/.*$/, '') ?? '/'
      const people: { token: string }[] = await (await fetch(`${root}api/control/people`)).json()
      const response = await fetch(`${root}api${path}`, {
        method,
        headers: { Authorization: `Bearer ${people[0]?.token}`, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
    { method, path, body },
  )
}

const create = async (page: Page, name: string) => expect((await ask(page, 'POST', '/apps', { name })).status).toBe(201)
const expectApp = async (page: Page, name: string) => {
  const { body } = await ask(page, 'GET', `/apps/${name}`)
  expect(body).toMatchObject({ name })
}

/** Resolves when the service worker has kept all that a page needs. */
async function keptForOffline(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const { scope } = await navigator.serviceWorker.ready
      const names = (await caches.keys()).filter((name) => name.startsWith('dynorama '))
      const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(scope)))
      return found.some(Boolean)
    })
  await expect.poll(kept, { timeout: 40_000 }).toBe(true)
}

test('a reload of the only tab loses nothing, be it forced', async ({ page, context }) => {
  await open(page)
  await create(page, 'before-reload')
  await reload(page)
  await expectApp(page, 'before-reload')
  const devtools = await context.newCDPSession(page)
  await Promise.all([page.waitForEvent('load'), devtools.send('Page.reload', { ignoreCache: true })])
  await isLive(page)
  await expectApp(page, 'before-reload')
  await reload(page)
  await expectApp(page, 'before-reload')
})

test('tabs share one world, and it outlives any of them', async ({ page, context }) => {
  await open(page)
  const other = await context.newPage()
  await open(other)
  await create(other, 'made-in-another-tab')
  await expectApp(page, 'made-in-another-tab')
  await expect(page.getByText('made-in-another-tab').first()).toBeVisible() // by the change feed, without a reload
  await page.close()
  await expectApp(other, 'made-in-another-tab')
})

test('requests are answered though the browser has stopped the service worker', async ({ page, context }) => {
  await open(page)
  await create(page, 'awake')
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  await expectApp(page, 'awake')
})

test('after the first load it works without a network, in a new tab too', async ({ page, context }) => {
  await open(page)
  await create(page, 'at-sea')
  await keptForOffline(page)
  await context.setOffline(true)
  await reload(page)
  await expectApp(page, 'at-sea')
  await page.close()
  const later = await context.newPage()
  await open(later, 'apps/at-sea')
  await expectApp(later, 'at-sea')
})

test('a database that was opened before all was kept opens without a network, too', async ({ page, context }) => {
  await open(page, 'apps')
  await keptForOffline(page)
  // As if that had not ended yet.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) if (name.startsWith('dynorama ')) await caches.delete(name)
  })
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  await page.getByRole('link', { name: 'Databases', exact: true }).click()
  await page.getByRole('link', { name: 'postgresql-curved-48213', exact: true }).click()
  await page.getByRole('navigation', { name: 'Add-on' }).getByRole('link', { name: 'Console', exact: true }).click()
  const editor = (on: Page) => on.getByRole('textbox', { name: 'SQL', exact: true })
  await expect(editor(page)).toBeVisible({ timeout: 90_000 })
  await reload(page)
  await keptForOffline(page)
  const engine = await page.evaluate(async () => {
    const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return caught.flat().filter(({ url }) => url.endsWith('.wasm')).length
  })
  expect(engine).toBeGreaterThan(0)
  await context.setOffline(true)
  await page.close()
  const later = await context.newPage()
  await open(later, 'addons/postgresql-curved-48213/console')
  await expect(editor(later)).toBeVisible({ timeout: 90_000 })
})

test('without shared workers one tab hosts the world, and another takes over', async ({ page, context }) => {
  await context.addInitScript('delete globalThis.SharedWorker')
  await open(page)
  const other = await context.newPage()
  await open(other)
  await create(page, 'handed-over')
  await page.close()
  await expectApp(other, 'handed-over')
  await create(other, 'by-the-next')
  await reload(other)
  await expectApp(other, 'by-the-next')
})

test('without a service worker the page passes requests on itself', async ({ page, context }) => {
  await context.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('refused', 'SecurityError'))
  })
  await open(page)
  await create(page, 'without-it')
  await expectApp(page, 'without-it')
})

test('a browser that cannot hand streams over is told of changes, too', async ({ page, context }) => {
  // As Safari, whose messages cannot carry streams.
  await context.addInitScript(() => {
    const refuse = (transfer: unknown) => {
      if (Array.isArray(transfer) && transfer.some((each) => each instanceof ReadableStream))
        throw new DOMException('The object can not be cloned.', 'DataCloneError')
    }
    const { structuredClone: clone } = globalThis
    globalThis.structuredClone = (value, options) => (refuse(options?.transfer), clone(value, options))
    MessagePort.prototype.postMessage = new Proxy(MessagePort.prototype.postMessage, {
      apply(postMessage, port, args: unknown[]) {
        refuse(args[1])
        Reflect.apply(postMessage, port, args)
      },
    })
  })
  await open(page)
  await expect(page.getByText('In this browser, live')).toBeVisible()
  const other = await context.newPage()
  await open(other)
  await create(page, 'seen-by-both')
  await expect(other.getByRole('link', { name: 'seen-by-both', exact: true })).toBeVisible()
})

test('what the browser keeps for all of an origin is named by the path of the site', async ({ page }) => {
  await open(page)
  const names = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    const databases = await indexedDB.databases()
    return [...databases, ...held].map(({ name }) => name ?? '')
  })
  const root = new URL('.', page.url()).pathname.replace(/apps\/.*$/, '')
  expect(names.filter((name) => name.startsWith(`dynorama ${root}`)).length).toBeGreaterThan(2)
  expect(names.filter((name) => !name.startsWith(`dynorama ${root}`))).toEqual([])
})
