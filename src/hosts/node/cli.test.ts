import { once } from 'node:events'
import { request, type OutgoingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, at, openShop, type Shop } from './support.ts'

// The requests of the official CLI, as it was seen to send them, over real HTTP. `scripts/cli-check.ts` runs the CLI itself.

const SDK = 'application/vnd.heroku+json; version=3.sdk'

let shop: Shop
const cli: Shop['cli'] = (...asked) => shop.cli(...asked)

beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

test.each<
  [what: string, method: string, path: string, body: unknown, headers: OutgoingHttpHeaders, status: number, shape: unknown]
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
  ['apps:info, who works on it', 'GET', '/apps/shop/collaborators', undefined, {}, 200, [{ user: { email: 'ada@example.com' } }]],
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
  [
    'labs',
    'GET',
    '/account/features',
    undefined,
    {},
    200,
    expect.arrayContaining([expect.objectContaining({ name: 'exact-times', enabled: false })]),
  ],
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
  const stream = await ask(shop.host.port, {
    path: new URL(String(at(session.body, 'logplex_url'))).pathname,
    headers: { accept: 'text/event-stream' },
  })
  expect(stream.headers['content-type']).toBe('text/event-stream')
  const lines = stream.text.split('\n').filter((line) => line.startsWith('data: '))
  expect(lines).toHaveLength(5)
  for (const line of lines) expect(line).toMatch(/^data: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 (app|heroku)\[[\w.-]+\]: /)
})

test('logs --tail: what happens afterwards arrives, and the connection stays', async () => {
  const session = await cli('POST', '/apps/shop/log-sessions', { lines: 1, tail: true }, { accept: SDK })
  const { pathname } = new URL(String(at(session.body, 'logplex_url')))
  const asked = request({
    port: shop.host.port,
    host: '127.0.0.1',
    path: pathname,
    headers: { host: `localhost:${shop.host.port}`, accept: 'text/event-stream' },
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
