import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaticServer } from './static-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'static-server-'))
const dir = join(folder, 'site')
const script = 'export const answer = 42\n'.repeat(100)
const server = createStaticServer({ dir, base: '/demo/', headers: { 'X-Content-Type-Options': 'nosniff' } })
let port = 0

beforeAll(async () => {
  mkdirSync(join(dir, 'assets'), { recursive: true })
  mkdirSync(join(dir, '.vite'))
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Page</title>')
  writeFileSync(join(dir, 'assets/app-abc123.js'), script)
  writeFileSync(join(dir, '.vite/manifest.json'), '{}')
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address && typeof address === 'object') port = address.port
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

/** Sends the path as it is; fetch would tidy it. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request({ host: 'localhost', port, path, method, headers }).end()
  const [response] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}

const navigation = { Accept: 'text/html,*/*', 'Sec-Fetch-Mode': 'navigate' }

describe('the static server', () => {
  test('gives navigation to any address the page, uncached, with the headers asked for', async () => {
    for (const path of ['/demo/', '/demo/apps/my-app?tab=logs', '/demo/index.html']) {
      const { status, headers, body } = await get(path, navigation)
      expect(status).toBe(200)
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
      expect(headers['cache-control']).toBe('no-cache')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(String(body)).toContain('<title>Page</title>')
    }
  })

  test('gives it to a service worker, too, which passes navigation on by another name', async () => {
    const { status, headers } = await get('/demo/apps', { Accept: 'text/html,*/*', 'Sec-Fetch-Mode': 'same-origin' })
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })

  test('gives scripts that are missing a 404, not the page', async () => {
    expect((await get('/demo/assets/gone-abc123.js', navigation)).status).toBe(404)
    expect((await get('/demo/gone.js', { Accept: '*/*', 'Sec-Fetch-Mode': 'no-cors' })).status).toBe(404)
  })

  test('never answers an address of the API, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PATCH']) {
      const { status, headers } = await get('/demo/api/apps', navigation, method)
      expect(status).toBe(404)
      expect(headers['content-type']).toContain('text/plain')
    }
  })

  test('compresses text, and lets hashed files be kept for good', async () => {
    const brotli = await get('/demo/assets/app-abc123.js', { 'Accept-Encoding': 'gzip, deflate, br' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotli.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(brotli.headers['cache-control']).toContain('immutable')
    expect(brotli.body.length).toBeLessThan(script.length / 10)
    const plain = await get('/demo/assets/app-abc123.js')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(String(plain.body)).toBe(script)
  })

  test('answers 304 to a tag that still holds, and gives no body to HEAD', async () => {
    const { headers } = await get('/demo/')
    expect((await get('/demo/', { 'If-None-Match': String(headers['etag']) })).status).toBe(304)
    const head = await get('/demo/', {}, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
  })

  test('gives nothing from outside its folder and no hidden file', async () => {
    for (const path of [
      '/demo/../secret.txt',
      '/demo/%2e%2e/secret.txt',
      '/demo/..%2fsecret.txt',
      '/demo/.vite/manifest.json',
      '/secret.txt',
    ]) {
      const { status, body } = await get(path)
      expect([path, status]).toEqual([path, 404])
      expect(String(body)).not.toContain('outside')
    }
    expect((await get('/demo/%E0%A4%A')).status).toBe(400)
    expect((await get('/demo/%00')).status).toBe(400)
  })

  test('leads from the root to where the dashboard is', async () => {
    for (const path of ['/', '/demo']) {
      const { status, headers } = await get(path)
      expect([status, headers['location']]).toEqual([302, '/demo/'])
    }
  })

  test('refuses other methods', async () => {
    expect((await get('/demo/', {}, 'POST')).status).toBe(405)
  })
})
