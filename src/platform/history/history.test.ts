import { describe, expect, it } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Activity } from '#platform/control/contract.ts'
import { createWorld } from '#platform/index.ts'
import type { Comparison, ConfigChange } from './contract.ts'

const MINUTE = 60_000
const CLI = { 'user-agent': 'heroku-cli/11.10.0 linux-x64 node-v22.0.0' }
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }
const CURL = { 'user-agent': 'curl/8.5.0' }

const project = (procfile: string) =>
  zipSync({
    'package.json': strToU8('{"name":"demo"}'),
    'package-lock.json': strToU8('{"name":"demo","lockfileVersion":3,"packages":{"":{}}}'),
    'index.js': strToU8('process.env.PORT'),
    Procfile: strToU8(procfile),
  })

async function deploy(api: Harness, procfile: string, headers: Readonly<Record<string, string>> = CLI): Promise<void> {
  const source = await api.as('ada', 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  await api.as(null, 'PUT', new URL(url).pathname, project(procfile))
  expect(await api.as('ada', 'POST', '/apps/shop/builds', { source_blob: { url } }, headers)).toMatchObject({ status: 201 })
  api.pass(5 * MINUTE)
}

async function shop(): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' }, BROWSER)
  return api
}

const setConfig = (api: Harness, vars: Record<string, string | null>, headers = BROWSER) =>
  api.as('ada', 'PATCH', '/apps/shop/config-vars', vars, headers)

async function compare(api: Harness, release: string, since?: string): Promise<Comparison> {
  const { status, body } = await api.as(
    'ada',
    'GET',
    `/control/apps/shop/releases/${release}/changes${since ? `?since=${since}` : ''}`,
  )
  expect(status).toBe(200)
  return body as Comparison
}

describe('the client of a change', () => {
  it('is told from the User-Agent, also for what comes of it later, and by replay again', async () => {
    const api = await shop()
    await setConfig(api, { A: '1' }, CURL)
    await deploy(api, 'web: node index.js\n')
    await api.as('ada', 'PATCH', '/apps/shop', { maintenance: true })
    const { body } = await api.as('ada', 'GET', '/control/apps/shop/activity')
    expect((body as Activity[]).map(({ text, client }) => [client, text])).toEqual([
      ['dashboard', 'created the app'],
      ['api', 'set A config vars'],
      ['cli', 'started a build'],
      ['cli', expect.stringMatching(/^deployed /)],
      ['dashboard', 'enabled maintenance mode'],
    ])
    const world = api.world()
    const again = createWorld(world.origin, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
  })

  it('is unknown in a journal that does not name it', async () => {
    const api = await shop()
    await setConfig(api, { A: '1' }, CURL)
    const world = api.world()
    const old = world.journal.map(({ at, command }) => ({ at, command: { ...command, client: undefined } }))
    const again = createWorld(world.origin, old)
    again.advanceTo(world.now)
    expect(again.tables.activities.all().map(({ client }) => client)).toEqual(world.tables.activities.all().map(() => null))
  })

  it('leaves and comes back with the file of a world', async () => {
    const api = await shop()
    await setConfig(api, { A: '1' }, CURL)
    const { hash } = (await api.as(null, 'GET', '/control/world')).body as { hash: string }
    const { body: file } = await api.as(null, 'GET', '/control/world/file')
    expect(await api.as(null, 'PUT', '/control/world/file', file as object)).toMatchObject({ status: 200, body: { hash } })
  })
})

describe('a comparison', () => {
  it('names what differs: keys, code, process types, formation', async () => {
    const api = await shop()
    await setConfig(api, { KEPT: 'x', SET: 'old', GONE: 'x' })
    await deploy(api, 'web: node index.js\n')
    await api.as('ada', 'PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 2, size: 'Standard-1X' }] })
    await setConfig(api, { SET: 'new', GONE: null, NEW: 'x' })
    await deploy(api, 'web: node index.js --fast\nworker: node index.js\n')
    const { from, to, config } = await compare(api, 'v6', 'v4')
    expect(config).toEqual([
      { key: 'GONE', change: 'removed' },
      { key: 'NEW', change: 'added' },
      { key: 'SET', change: 'changed' },
    ])
    expect(from).toMatchObject({
      version: 4,
      current: false,
      client: 'cli',
      process_types: { web: 'node index.js' },
      buildpacks: ['heroku/nodejs'],
      formation: [{ type: 'web', quantity: 1, size: 'Basic' }],
    })
    expect(to).toMatchObject({
      version: 6,
      current: true,
      process_types: { web: 'node index.js --fast', worker: 'node index.js' },
      formation: [
        { type: 'web', quantity: 2, size: 'Standard-1X' },
        { type: 'worker', quantity: 0, size: 'Standard-1X' },
      ],
    })
    expect(to.slug?.id).not.toBe(from.slug?.id)
    expect(JSON.stringify({ from, to, config })).not.toContain('old')
  })

  it('is with the release before unless told, in either direction, and of any two', async () => {
    const api = await shop()
    await setConfig(api, { A: '1' })
    await setConfig(api, { A: '2' })
    expect(await compare(api, 'v4')).toMatchObject({ from: { version: 3 }, config: [{ key: 'A', change: 'changed' }] })
    expect(await compare(api, '3', '4')).toMatchObject({ from: { version: 4 }, to: { version: 3 } })
    expect((await compare(api, 'v4', 'v4')).config).toEqual([])
    expect(await compare(api, 'v2', 'v4')).toMatchObject({ config: [{ key: 'A', change: 'removed' }] })
  })

  it('is refused for what is not there', async () => {
    const api = await shop()
    const ask = (path: string) => api.as('ada', 'GET', `/control/apps/shop/releases/${path}`)
    expect(await ask('v1/changes')).toMatchObject({ status: 422, body: { message: 'There is no release before v1.' } })
    expect(await ask('v9/changes')).toMatchObject({ status: 404 })
    expect(await ask('v2/changes?since=v9')).toMatchObject({ status: 404 })
  })
})

describe('the history of config vars', () => {
  it('says who changed which key, when and in which release', async () => {
    const api = await shop()
    await setConfig(api, { A: '1', B: '1' })
    await deploy(api, 'web: node index.js\n')
    await setConfig(api, { A: '2', B: null }, CURL)
    await api.as('ada', 'POST', '/apps/shop/releases', { release: 'v4' })
    const { body } = await api.as('ada', 'GET', '/control/apps/shop/config-vars/history')
    expect(
      (body as ConfigChange[]).map(({ key, change, version, client, user }) => [key, change, version, client, user.email]),
    ).toEqual([
      ['B', 'added', 6, 'dashboard', 'ada@example.com'],
      ['A', 'changed', 6, 'dashboard', 'ada@example.com'],
      ['B', 'removed', 5, 'api', 'ada@example.com'],
      ['A', 'changed', 5, 'api', 'ada@example.com'],
      ['B', 'added', 3, 'dashboard', 'ada@example.com'],
      ['A', 'added', 3, 'dashboard', 'ada@example.com'],
    ])
  })

  it('is for those who may read config vars', async () => {
    const api = await openHarness('company')
    const viewer = { user: 'otto@example.com', permissions: ['view'] }
    expect(await api.as('ada', 'POST', '/teams/apps/fernwood-shop/collaborators', viewer)).toMatchObject({ status: 201 })
    const before = api.world().hash()
    for (const [who, status] of [
      ['otto', 403],
      ['jonas', 200],
    ] as const)
      expect(await api.as(who, 'GET', '/control/apps/fernwood-shop/config-vars/history')).toMatchObject({ status })
    expect(await api.as('otto', 'GET', '/control/apps/fernwood-shop/releases/v3/changes')).toMatchObject({ status: 200 })
    expect(api.world().hash()).toBe(before)
  })
})

it('retries a failed release command with the same slug', async () => {
  const api = await shop()
  await deploy(api, 'web: node index.js\nrelease: exit 3\n')
  const failed = (await api.as('ada', 'GET', '/apps/shop/releases/v3')).body as { status: string; slug: { id: string } }
  expect(failed.status).toBe('failed')
  const retried = await api.as('ada', 'POST', '/apps/shop/releases', { slug: failed.slug.id, description: 'Retry of v3: Deploy' })
  expect(retried).toMatchObject({ status: 201, body: { version: 4, status: 'pending', slug: { id: failed.slug.id } } })
  expect(await compare(api, 'v4', 'v3')).toMatchObject({
    from: { buildpacks: ['heroku/nodejs'] },
    to: { buildpacks: ['heroku/nodejs'] },
  })
  const { body } = await api.as('ada', 'GET', '/control/apps/shop/activity')
  expect((body as Activity[]).at(-1)).toMatchObject({ text: 'retried v3: Deploy', version: 4 })
})

describe('when a build printed what', () => {
  it('is known for each line of its output, and to nobody else', async () => {
    const api = await shop()
    await deploy(api, 'web: node index.js\n')
    const { body: builds } = await api.as('ada', 'GET', '/apps/shop/builds')
    const [build] = builds as { id: string; output_stream_url: string }[]
    const { body: output } = await api.as(null, 'GET', build?.output_stream_url.replace('http://localhost', '') ?? '')
    const { status, body } = await api.as('ada', 'GET', `/control/apps/shop/builds/${build?.id}/lines`)
    const times = body as number[]
    expect(status).toBe(200)
    expect(times).toHaveLength(String(output).split('\n').length - 1)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeGreaterThan(1_000)
    expect((await api.as('ada', 'GET', '/control/apps/shop/builds/none/lines')).status).toBe(404)
    expect((await api.as('ben', 'GET', `/control/apps/shop/builds/${build?.id}/lines`)).status).toBeGreaterThanOrEqual(401)
  })
})
