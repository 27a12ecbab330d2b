import { once } from 'node:events'
import { request } from 'node:http'
import { connect as connectSecurely } from 'node:tls'
import fc from 'fast-check'
import { createTarGzip } from 'nanotar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHost, type Host } from './host.ts'
import { ask, at, type Answer, type Asked } from './support.ts'

// The platform over real HTTP, asked the way the official CLI asks.

const V3 = 'application/vnd.heroku+json; version=3'
const SDK = 'application/vnd.heroku+json; version=3.sdk'
const reports: unknown[] = []
let host: Host
let tokens: Record<string, string> = {}

beforeAll(async () => {
  const options = {
    port: 0,
    address: '127.0.0.1',
    data: null,
    seed: 'test',
    scenario: 'empty',
    allowOrigins: [],
    enforceRateLimit: false,
  }
  host = await startHost(options, (error) => reports.push(error))
  const people = await ask(host.port, { path: '/control/people' })
  for (const person of Array.isArray(people.body) ? people.body : [])
    tokens[String(at(person, 'email')).split('@')[0] ?? ''] = String(at(person, 'token'))
  await deploy()
})
afterAll(async () => {
  await host.close()
  expect(reports).toEqual([])
})

/** A request as the CLI sends it, by Ada unless said otherwise. */
function cli(method: string, path: string, body?: unknown, headers: Asked['headers'] = {}): Promise<Answer> {
  const json =
    body === undefined || typeof body === 'string' || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }
  return ask(host.port, {
    method,
    path,
    body,
    headers: {
      accept: V3,
      authorization: `Bearer ${tokens['ada']}`,
      'user-agent': 'heroku-cli/11.10.0 linux-x64',
      ...json,
      ...headers,
    },
  })
}

/** An app with a web and a worker process, up, and the clock paused. */
async function deploy(): Promise<void> {
  await cli('PATCH', '/control/clock', { rate: 0 })
  await cli('POST', '/apps', { name: 'shop' })
  const source = await cli('POST', '/apps/shop/sources')
  const archive = await createTarGzip([
    {
      name: 'package.json',
      data: JSON.stringify({ name: 'shop', version: '1.0.0', engines: { node: '24.x' }, scripts: { start: 'node server.js' } }),
    },
    { name: 'package-lock.json', data: JSON.stringify({ name: 'shop', version: '1.0.0', lockfileVersion: 3, packages: {} }) },
    { name: 'server.js', data: "require('node:http').createServer((_, res) => res.end('hello')).listen(process.env.PORT)" },
    { name: 'Procfile', data: 'web: npm start\nworker: node worker.js\n' },
  ])
  const url = new URL(String(at(source.body, 'source_blob', 'put_url')))
  expect(url.host).toBe(`localhost:${host.port}`)
  expect((await ask(host.port, { method: 'PUT', path: url.pathname, body: archive })).status).toBe(200)
  const build = await cli('POST', '/apps/shop/builds', { source_blob: { url: url.href, version: 'f00dfeed' } })
  expect(build.status).toBe(201)
  await cli('PATCH', '/control/clock', { until_quiet: true })
  expect(at((await cli('GET', `/apps/shop/builds/${String(at(build.body, 'id'))}`)).body, 'status')).toBe('succeeded')
}

const hash = async () => at((await ask(host.port, { path: '/control/world' })).body, 'hash')

describe("the CLI's requests", () => {
  test.each<
    [what: string, method: string, path: string, body: unknown, headers: Asked['headers'], status: number, shape: unknown]
  >([
    ['auth:whoami', 'GET', '/account', undefined, {}, 200, { email: 'ada@example.com' }],
    [
      'apps',
      'GET',
      '/users/~/apps',
      undefined,
      {},
      200,
      [{ name: 'shop', owner: { email: 'ada@example.com' }, region: { name: 'us' } }],
    ],
    [
      'apps:create',
      'POST',
      '/apps',
      { name: 'second', stack: undefined, feature_flags: undefined },
      {},
      201,
      {
        name: 'second',
        stack: { name: 'heroku-24' },
        web_url: expect.stringMatching(/^https:\/\/second-[0-9a-f]{12}\.herokuapp\.com\/$/),
      },
    ],
    ['apps:create without a name', 'POST', '/apps', {}, {}, 201, { name: expect.stringMatching(/^[a-z]+-[a-z]+-\d{4,5}$/) }],
    [
      'apps:info',
      'GET',
      '/apps/shop',
      undefined,
      {},
      200,
      { generation: 'cedar', create_status: 'complete', space: null, git_url: 'https://git.heroku.com/shop.git' },
    ],
    ['apps:info, its add-ons', 'GET', '/apps/shop/addons', undefined, {}, 200, []],
    ['apps:info, its pipeline', 'GET', '/apps/shop/pipeline-couplings', undefined, {}, 404, { id: 'not_found' }],
    [
      'apps:info, who works on it',
      'GET',
      '/apps/shop/collaborators',
      undefined,
      {},
      200,
      [{ user: { email: 'ada@example.com' } }],
    ],
    ['config:set', 'PATCH', '/apps/shop/config-vars', { RACK_ENV: 'production' }, {}, 200, { RACK_ENV: 'production' }],
    [
      'config:set, its release',
      'GET',
      '/apps/shop/releases',
      undefined,
      { range: 'version ..; order=desc,max=1' },
      206,
      [{ description: 'Set RACK_ENV config vars' }],
    ],
    ['config:unset', 'PATCH', '/apps/shop/config-vars', { RACK_ENV: null }, {}, 200, {}],
    [
      'ps',
      'GET',
      '/apps/shop/dynos',
      undefined,
      { accept: SDK },
      200,
      [{ name: 'web.1', state: expect.stringMatching(/up|starting/), size: 'Basic' }],
    ],
    [
      'ps:scale',
      'PATCH',
      '/apps/shop/formation',
      {
        updates: [
          { type: 'web', quantity: '2', size: 'standard-1x' },
          { type: 'worker', quantity: '+1' },
        ],
      },
      {},
      200,
      expect.arrayContaining([expect.objectContaining({ type: 'web', quantity: 2, size: 'Standard-1X' })]),
    ],
    [
      'ps:type',
      'GET',
      '/apps/shop/formation',
      undefined,
      {},
      200,
      expect.arrayContaining([expect.objectContaining({ type: 'worker', quantity: 1 })]),
    ],
    ['ps:restart', 'DELETE', '/apps/shop/dynos', undefined, { accept: SDK }, 202, {}],
    ['ps:restart of one', 'DELETE', '/apps/shop/dynos/web.1', undefined, { accept: SDK }, 202, {}],
    ['ps:restart of a type', 'DELETE', '/apps/shop/formations/worker', undefined, { accept: SDK }, 202, {}],
    ['ps:stop', 'POST', '/apps/shop/dynos/web.2/actions/stop', undefined, { accept: SDK }, 202, {}],
    [
      'releases',
      'GET',
      '/apps/shop/releases',
      undefined,
      { accept: SDK, range: 'version ..; max=15, order=desc' },
      200,
      expect.arrayContaining([expect.objectContaining({ version: 1, description: 'Initial release' })]),
    ],
    [
      'releases:info',
      'GET',
      '/apps/shop/releases/v3',
      undefined,
      { accept: SDK },
      200,
      { version: 3, user: { email: 'ada@example.com' } },
    ],
    ['releases:info, its config', 'GET', '/apps/shop/releases/3/config-vars', undefined, {}, 200, {}],
    ['rollback', 'POST', '/apps/shop/releases', { release: 'v3' }, { accept: SDK }, 201, { description: 'Rollback to v3' }],
    [
      'run:detached',
      'POST',
      '/apps/shop/dynos',
      { attach: false, command: 'ls', env: { TERM: 'dumb' }, force_no_tty: undefined },
      {},
      201,
      { name: expect.stringMatching(/^run\.\d+$/), attach_url: null },
    ],
    ['maintenance:on', 'PATCH', '/apps/shop', { maintenance: true }, {}, 200, { maintenance: true }],
    ['maintenance:off', 'PATCH', '/apps/shop', { maintenance: false }, {}, 200, { maintenance: false }],
    [
      'features',
      'GET',
      '/apps/shop/features',
      undefined,
      {},
      200,
      expect.arrayContaining([expect.objectContaining({ name: 'preboot', enabled: false })]),
    ],
    ['features:enable', 'PATCH', '/apps/shop/features/preboot', { enabled: true }, {}, 200, { enabled: true }],
    ['labs', 'GET', '/account/features', undefined, {}, 200, []],
    [
      'buildpacks:set, asking the registry',
      'GET',
      '/buildpacks/heroku%2Fnodejs',
      undefined,
      { accept: 'application/vnd.heroku+json; version=3.buildpack-registry' },
      200,
      { blob_url: expect.stringContaining('heroku/nodejs.tgz') },
    ],
    [
      'buildpacks:set',
      'PUT',
      '/apps/shop/buildpack-installations',
      { updates: [{ buildpack: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz' }] },
      { range: '' },
      200,
      [{ buildpack: { name: 'heroku/nodejs' }, ordinal: 0 }],
    ],
    ['domains', 'GET', '/apps/shop/domains', undefined, { range: 'id ..; max=1000;' }, 200, [{ kind: 'heroku', cname: null }]],
    ['apps:rename', 'PATCH', '/apps/second', { name: 'renamed' }, {}, 200, { name: 'renamed' }],
    ['apps:destroy', 'DELETE', '/apps/renamed', undefined, {}, 200, { name: 'renamed' }],
  ])('%s', async (_, method, path, body, headers, status, shape) => {
    const answer = await cli(method, path, body, headers)
    expect(answer).toMatchObject({ status, body: shape })
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.headers['request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(Number(answer.headers['ratelimit-remaining'])).toBeGreaterThan(0)
  })

  test('logs -n: a session, then its lines as events that end', async () => {
    const session = await cli('POST', '/apps/shop/log-sessions', { lines: 5, tail: false }, { accept: SDK })
    expect(session.status).toBe(201)
    const stream = await ask(host.port, {
      path: new URL(String(at(session.body, 'logplex_url'))).pathname,
      headers: { accept: 'text/event-stream' },
    })
    expect(stream.headers['content-type']).toBe('text/event-stream')
    const lines = stream.text.split('\n').filter((line) => line.startsWith('data: '))
    expect(lines).toHaveLength(5)
    for (const line of lines)
      expect(line).toMatch(/^data: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 (app|heroku)\[[\w.-]+\]: /)
  })

  test('logs --tail: what happens afterwards arrives, and the connection stays', async () => {
    const session = await cli('POST', '/apps/shop/log-sessions', { lines: 1, tail: true }, { accept: SDK })
    const { pathname } = new URL(String(at(session.body, 'logplex_url')))
    const asked = request({
      port: host.port,
      host: '127.0.0.1',
      path: pathname,
      headers: { host: `localhost:${host.port}`, accept: 'text/event-stream' },
    }).end()
    const [response] = await once(asked, 'response')
    let text = ''
    const told = new Promise<void>((resolve) => {
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('Restart worker.1 by user ada@example.com')) resolve()
      })
    })
    await cli('DELETE', '/apps/shop/dynos/worker.1')
    await told
    expect(response.complete).toBe(false)
    asked.destroy()
  })

  test('run: a rendezvous shows what the command prints, until it ends', async () => {
    const dyno = await cli('POST', '/apps/shop/dynos', { attach: true, command: 'cat Procfile', env: {} })
    const { hostname, port, pathname, search } = new URL(String(at(dyno.body, 'attach_url')))
    expect(`${hostname}:${port}`).toBe(`localhost:${host.port}`)
    const socket = connectSecurely({ host: hostname, port: Number(port), ca: host.certificate })
    socket.write(`${(pathname + search).slice(1)}\r\n`)
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    await cli('PATCH', '/control/clock', { until_quiet: true })
    await once(socket, 'close')
    expect(text).toBe('rendezvous\r\nweb: npm start\r\nworker: node worker.js\r\n')
  })

  test('a rendezvous with a secret that nobody was given says so', async () => {
    const socket = connectSecurely({ host: 'localhost', port: host.port, ca: host.certificate })
    socket.write('streams/dynos/00000000-0000-4000-8000-000000000000?key=1\r\n')
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    expect(text).toBe('rendezvous\r\nThere is no dyno to attach to here.\r\n')
  })
})

describe('what cannot be done', () => {
  test.each<[what: string, method: string, path: string, body: unknown, headers: Asked['headers'], status: number, id: string]>([
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
    const before = await hash()
    const answer = await cli(method, path, body, headers)
    expect(answer).toMatchObject({ status, body: { id, message: expect.stringMatching(/\S/) } })
    expect(await hash()).toBe(before)
  })

  test("other people's apps", async () => {
    const before = await hash()
    for (const [method, path, body] of [
      ['GET', '/apps/shop', undefined],
      ['GET', '/apps/shop/config-vars', undefined],
      ['PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 0 }] }],
      ['DELETE', '/apps/shop', undefined],
      ['POST', '/apps/shop/log-sessions', {}],
    ] as const) {
      const answer = await cli(method, path, body, { authorization: `Bearer ${tokens['otto']}` })
      expect(answer).toMatchObject({ status: 403, body: { id: 'forbidden', message: 'You do not have access to the app shop.' } })
    }
    expect(await hash()).toBe(before)
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
    const authorization = `Basic ${Buffer.from(`ada@example.com:${tokens['ada']}`).toString('base64')}`
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
        const before = await hash()
        const answer = await cli(
          method,
          asked,
          method === 'GET' || method === 'HEAD' ? undefined : sent,
          range === undefined ? {} : { range: range.trim() },
        )
        expect(answer.status).toBeLessThan(500)
        if (answer.status >= 400) expect(await hash()).toBe(before)
        if (answer.status >= 400 && method !== 'HEAD')
          expect(answer.body).toMatchObject({ id: expect.any(String), message: expect.stringMatching(/\S/) })
      },
    ),
    { numRuns: 400 },
  )
})
