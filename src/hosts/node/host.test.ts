import type { OutgoingHttpHeaders } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, openShop, type Shop } from './support.ts'

// The platform over real HTTP: what it refuses, and what it understands of the protocol.

let shop: Shop
const cli: Shop['cli'] = (...asked) => shop.cli(...asked)

beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

describe('what cannot be done', () => {
  test.each<
    [what: string, method: string, path: string, body: unknown, headers: OutgoingHttpHeaders, status: number, id: string]
  >([
    ['no token', 'GET', '/apps', undefined, { authorization: '' }, 401, 'unauthorized'],
    ['a wrong token', 'GET', '/apps', undefined, { authorization: 'Bearer HRKU-nobody' }, 401, 'unauthorized'],
    ['an unknown scheme', 'GET', '/apps', undefined, { authorization: 'Digest x' }, 401, 'unauthorized'],
    ['an unknown app', 'GET', '/apps/no-such-app', undefined, {}, 404, 'not_found'],
    ['an unknown endpoint', 'GET', '/no/such/endpoint', undefined, {}, 404, 'not_found'],
    ['an unknown verb on a path that is', 'PUT', '/apps', {}, {}, 404, 'not_found'],
    ['a bad name', 'POST', '/apps', { name: 'Bad_Name' }, {}, 422, 'invalid_params'],
    ['a taken name', 'POST', '/apps', { name: 'shop' }, {}, 422, 'invalid_params'],
    ['an unknown size', 'PATCH', '/apps/shop/formation', { updates: [{ type: 'web', size: 'huge' }] }, {}, 422, 'invalid_params'],
    ['too many dynos', 'PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 101 }] }, {}, 422, 'invalid_params'],
    [
      'a quantity that is none',
      'PATCH',
      '/apps/shop/formation',
      { updates: [{ type: 'web', quantity: 'many' }] },
      {},
      422,
      'invalid_params',
    ],
    [
      'an unknown process type',
      'PATCH',
      '/apps/shop/formation',
      { updates: [{ type: 'nothing', quantity: 1 }] },
      {},
      422,
      'invalid_params',
    ],
    ['an unknown release', 'POST', '/apps/shop/releases', { release: 'v99' }, {}, 404, 'not_found'],
    ['malformed JSON', 'POST', '/apps', '{"name":', {}, 400, 'bad_request'],
    ['JSON that is no object', 'POST', '/apps', '["shop"]', {}, 400, 'bad_request'],
    ['text that is not UTF-8', 'POST', '/apps', new Uint8Array([0x7b, 0xff, 0x7d]), {}, 400, 'bad_request'],
    ['a range of no such attribute', 'GET', '/apps', undefined, { range: 'colour ..' }, 416, 'requested_range_not_satisfiable'],
    ['a range that is none', 'GET', '/apps', undefined, { range: 'id ..; max=-1' }, 416, 'requested_range_not_satisfiable'],
    [
      'a change of what has changed',
      'PATCH',
      '/apps/shop',
      { maintenance: true },
      { 'if-match': '"stale"' },
      412,
      'precondition_failed',
    ],
    ['an override that is refused', 'POST', '/apps/no-such-app', {}, { 'x-http-method-override': 'PATCH' }, 404, 'not_found'],
  ])('%s', async (_, method, path, body, headers, status, id) => {
    const before = await shop.hash()
    const answer = await cli(method, path, body, headers)
    expect(answer).toMatchObject({ status, body: { id, message: expect.stringMatching(/\S/) } })
    expect(await shop.hash()).toBe(before)
  })

  test("other people's apps", async () => {
    const before = await shop.hash()
    for (const [method, path, body] of [
      ['GET', '/apps/shop', undefined],
      ['GET', '/apps/shop/config-vars', undefined],
      ['PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 0 }] }],
      ['DELETE', '/apps/shop', undefined],
      ['POST', '/apps/shop/log-sessions', {}],
    ] as const) {
      const answer = await cli(method, path, body, { authorization: `Bearer ${shop.tokenOf('otto')}` })
      expect(answer).toMatchObject({ status: 403, body: { id: 'forbidden', message: 'You do not have access to the app shop.' } })
    }
    expect(await shop.hash()).toBe(before)
  })

  test('a body that is too large, told beforehand or not', async () => {
    const big = new Uint8Array(17 * 1024 * 1024).fill(0x20)
    expect(await cli('POST', '/apps', big, { 'content-length': big.length })).toMatchObject({
      status: 413,
      body: { id: 'request_too_large' },
    })
    expect(await cli('POST', '/apps', big, { 'transfer-encoding': 'chunked' })).toMatchObject({
      status: 413,
      body: { id: 'request_too_large' },
    })
  })
})

describe('what HTTP offers', () => {
  test('a token as the password of basic authentication', async () => {
    const authorization = `Basic ${Buffer.from(`ada@example.com:${shop.tokenOf('ada')}`).toString('base64')}`
    expect(await cli('GET', '/account', undefined, { authorization })).toMatchObject({
      status: 200,
      body: { email: 'ada@example.com' },
    })
  })

  test('If-None-Match and If-Match', async () => {
    const { headers } = await cli('GET', '/apps/shop')
    const etag = String(headers.etag)
    expect(await cli('GET', '/apps/shop', undefined, { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' })
    expect(await cli('PATCH', '/apps/shop', { maintenance: true }, { 'if-match': etag })).toMatchObject({ status: 200 })
    expect(await cli('PATCH', '/apps/shop', { maintenance: false }, { 'if-match': etag })).toMatchObject({ status: 412 })
    expect(await cli('GET', '/apps/shop', undefined, { 'if-none-match': etag })).toMatchObject({ status: 200 })
  })

  test('pages, one after the other, are the list', async () => {
    const all = await cli('GET', '/apps/shop/releases')
    expect(all.status).toBe(200)
    const versions: unknown[] = []
    let range: string | undefined = 'version ..; max=2'
    while (range !== undefined) {
      const page = await cli('GET', '/apps/shop/releases', undefined, { range })
      expect(page.headers['content-range']).toMatch(/^version \d+\.\.\d+/)
      range = page.headers['next-range']?.toString()
      expect(page.status).toBe(range === undefined ? 200 : 206)
      if (Array.isArray(page.body)) versions.push(...page.body.map((release) => at(release, 'version')))
    }
    expect(versions).toEqual(Array.isArray(all.body) ? all.body.map((release) => at(release, 'version')) : [])
  })

  test('HEAD, and POST that means another method', async () => {
    const get = await cli('GET', '/apps/shop')
    const head = await cli('HEAD', '/apps/shop')
    expect(head).toMatchObject({ status: 200, text: '', headers: { etag: get.headers.etag } })
    expect(await cli('POST', '/apps/shop', { maintenance: false }, { 'x-http-method-override': 'PATCH' })).toMatchObject({
      status: 200,
      body: { maintenance: false },
    })
  })

  test('the requests left are told, and asking for them costs none', async () => {
    const before = Number((await cli('GET', '/account')).headers['ratelimit-remaining'])
    const asked = await cli('GET', '/account/rate-limits')
    expect(asked.body).toEqual({ remaining: Number(asked.headers['ratelimit-remaining']) })
    expect(at(asked.body, 'remaining')).toBe(before)
    expect(Number((await cli('GET', '/account')).headers['ratelimit-remaining'])).toBe(before - 1)
  })
})

describe('a token that ends', () => {
  const ends: readonly (readonly [how: string, end: (id: string) => readonly [method: string, path: string, body?: unknown]])[] =
    [
      ['is revoked', (id) => ['DELETE', `/oauth/authorizations/${id}`]],
      ['is renewed', (id) => ['POST', `/oauth/authorizations/${id}/actions/regenerate-tokens`]],
      ['runs out', () => ['PATCH', '/control/clock', { advance: 61_000 }]],
    ]
  test.each(ends)('%s: so do its streams', async (_, end) => {
    const made = await cli('POST', '/oauth/authorizations', { scope: ['read'], expires_in: 60 })
    const authorization = `Bearer ${String(at(made.body, 'access_token', 'token'))}`
    const session = await cli('POST', '/apps/shop/log-sessions', { tail: true }, { authorization })
    const log = String(at(session.body, 'logplex_url'))
    const open = async (url: string) => await fetch(url, { headers: { authorization, accept: 'text/event-stream' } })
    const changes = new URL('/control/changes', log).href
    const streams = [await open(log), await open(changes)]
    expect(streams.map(({ status }) => status)).toEqual([200, 200])
    expect(await cli(...end(String(at(made.body, 'id'))))).toMatchObject({ status: 200 })
    // Each is read to its end.
    await Promise.all(streams.map(async (stream) => await stream.text()))
    expect([(await open(log)).status, (await open(changes)).status]).toEqual([401, 401])
    expect((await fetch(log)).status).toBe(404)
  })
})

const segment = fc.oneof(
  fc.constantFrom(
    'apps',
    'shop',
    'dynos',
    'web.1',
    'formation',
    'releases',
    'v3',
    'config-vars',
    'builds',
    'sources',
    'log-sessions',
    'account',
    '~',
    'users',
    'teams',
    'control',
    'people',
    'streams',
    'buildpacks',
    'domains',
    'features',
    'router-metrics',
    'actions',
    'stop',
    'favorites',
  ),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('%', '%zz', '%00', '%2F', '..', '.', '*', ':app', '(', '[', "'", ';', '{}', '%F0%9F'),
)
const path = fc
  .tuple(fc.array(segment, { maxLength: 6 }), fc.option(fc.webQueryParameters(), { nil: '' }))
  .map(([parts, query]) => `/${parts.join('/')}${query === '' ? '' : `?${query}`}`)
  // These move the clock, or put another world in the place of this one.
  .filter((text) => !/^\/control\/(clock|world|changes)/.test(text))
const known = fc.constantFrom(
  '/apps',
  '/apps/shop',
  '/apps/shop/config-vars',
  '/apps/shop/formation',
  '/apps/shop/dynos',
  '/apps/shop/releases',
  '/apps/shop/builds',
  '/apps/shop/log-sessions',
  '/apps/shop/buildpack-installations',
  '/favorites',
  '/oauth/authorizations',
  '/teams/apps',
  '/control/apps/shop/traffic',
)
const body = fc.oneof(
  fc.constant(undefined),
  fc.string(),
  fc.uint8Array({ maxLength: 40 }),
  fc.dictionary(
    fc.constantFrom(
      'name',
      'type',
      'quantity',
      'size',
      'updates',
      'release',
      'command',
      'source_blob',
      'maintenance',
      'lines',
      '__proto__',
    ),
    fc.jsonValue(),
  ),
)

test('whatever is sent, nothing answers 500, and what is refused changes nothing', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'HEAD'),
      fc.oneof({ weight: 2, arbitrary: path }, { weight: 1, arbitrary: known }),
      body,
      fc.option(fc.string({ unit: 'grapheme-ascii' }), { nil: undefined }),
      async (method, asked, sent, range) => {
        const before = await shop.hash()
        const answer = await cli(
          method,
          asked,
          method === 'GET' || method === 'HEAD' ? undefined : sent,
          range === undefined ? {} : { range: range.trim() },
        )
        expect(answer.status).toBeLessThan(500)
        if (answer.status >= 400) expect(await shop.hash()).toBe(before)
        if (answer.status >= 400 && method !== 'HEAD')
          expect(answer.body).toMatchObject({ id: expect.any(String), message: expect.stringMatching(/\S/) })
      },
    ),
    { numRuns: 400 },
  )
})
