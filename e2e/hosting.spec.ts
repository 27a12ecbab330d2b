import { expect, expectNoViolations, test } from './support/test.ts'

test('any address opens the dashboard, under the security policy, without a message', async ({ page }) => {
  const response = await page.goto('apps/fernwood-shop/settings')
  expect(response?.status()).toBe(200)
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  await expect(page.getByRole('heading', { level: 1, name: 'fernwood-shop' })).toBeVisible()
  await expectNoViolations(page)
})

test('the page carries the policy itself, for hosts that send no headers', async ({ request }) => {
  const html = await (await request.get('')).text()
  expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;/)
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=/)
})

test('the static server never answers an address of the API', async ({ request }) => {
  const response = await request.get('api/apps', { headers: { Accept: 'text/html' } })
  expect(response.status()).toBe(404)
  expect(response.headers()['content-type']).toContain('text/plain')
})

test('the service worker stands at the root, is asked for anew each time and knows every built file', async ({ request }) => {
  const html = await (await request.get('')).text()
  const entry = html.match(/assets\/index-[\w-]+\.js/)?.[0]
  const worker = await request.get('sw.js')
  expect(worker.headers()).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/javascript; charset=utf-8' })
  const script = await worker.text()
  expect(entry).toBeTruthy()
  expect(script).toContain(entry)
  expect(script).not.toMatch(/\.(js|css)\.map|404\.html/)
  expect((await request.get('mockServiceWorker.js')).status()).toBe(200)
})
