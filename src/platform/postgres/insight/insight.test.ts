import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Promotion } from '#platform/addons/contract.ts'
import type { Series } from '#platform/metrics/contract.ts'
import type { Content } from '#platform/postgres/contract.ts'
import type { Overview, Query, ShownTransfer } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const GB = 2 ** 30
const SHOP = 'postgresql-curved-48213'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const reply = await api.as('ada', method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}
const refuses = async (method: string, path: string, body: object | undefined, status: number, words: string, who = 'ada') =>
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(words) } })

const of = (name: string, what: string) => `/control/databases/${name}/${what}`
const overview = async (name: string) => (await ask('GET', of(name, 'overview'))) as Overview
const content = async (name: string) => (await ask('GET', of(name, 'content'))) as Content
const measured = (name: string, bytes: number) =>
  ask('POST', of(name, 'measured'), { bytes, tables: 3, rows: 10, connections: 0 })
const transfers = async (name: string) => (await ask('GET', of(name, 'transfers'))) as ShownTransfer[]
const vars = async (app: string) => (await ask('GET', `/apps/${app}/config-vars`)) as Record<string, string>

async function add(name: string, config: object = {}, plan = 'standard-0', app = 'fernwood-shop'): Promise<void> {
  await ask('POST', `/apps/${app}/addons`, { plan: `heroku-postgresql:${plan}`, name, config })
  api.pass(HOUR)
}

describe('the overview', () => {
  it('says in figures what the data service says in words, and keeps the password to itself', async () => {
    const shown = await overview(SHOP)
    const info = (await ask('GET', `/client/v11/databases/${SHOP}`)) as Record<string, unknown>
    expect(shown).toMatchObject({
      bytes: info['num_bytes'],
      tables: info['num_tables'],
      connections: info['num_connections'],
      version: info['postgres_version'],
      app: { name: 'fernwood-shop' },
      limits: { bytes: 64 * GB, connections: 200, tables: null, processors: 2 },
      maintenance: { status: 'pending' },
      essential: false,
      standby: false,
    })
    const url = new URL((await vars('fernwood-shop'))['DATABASE_URL'] ?? '')
    expect(shown.login).toEqual({ host: url.hostname, port: 5432, user: url.username, database: url.pathname.slice(1) })
    expect(JSON.stringify(shown)).not.toContain(url.password)
  })

  it('names leader, followers and forks', async () => {
    await add('follower', { follow: 'DATABASE' })
    await add('copy', { fork: 'DATABASE' })
    expect(await overview(SHOP)).toMatchObject({ followers: [{ name: 'follower' }], forks: [{ name: 'copy' }], leader: null })
    expect(await overview('follower')).toMatchObject({ leader: { name: SHOP }, read_only: true, behind_by: 0 })
    expect(await overview('copy')).toMatchObject({ forked_from: SHOP, leader: null, read_only: false })
  })

  it('is for those who may see the add-on', async () => {
    for (const what of ['overview', 'metrics', 'transfers', 'queries', 'reports'])
      await refuses('GET', of(SHOP, what), undefined, 403, 'to see its add-ons', 'tom')
    await refuses('GET', of('redis-solid-20417', 'overview'), undefined, 404, 'database')
  })
})

describe('what a database holds', () => {
  it('is what its leader, or what it began as a copy of, held', async () => {
    await add('follower', { follow: 'DATABASE' })
    expect((await overview('follower')).bytes).toBe((await overview(SHOP)).bytes)
    api.pass(DAY)
    const now = (await overview(SHOP)).bytes
    expect((await overview('follower')).bytes).toBe(now)
    await ask('PUT', '/client/v11/databases/follower/unfollow')
    api.pass(DAY)
    expect((await overview('follower')).bytes).toBe(now)
    expect((await overview(SHOP)).bytes).toBeGreaterThan(now)
  })

  it('is what a backup held once that is restored, and its backups say how much that is', async () => {
    const before = await overview(SHOP)
    const { to_url: url } = (await ask('POST', `/client/v11/databases/${SHOP}/backups`)) as { to_url: string }
    api.pass(2 * DAY)
    expect((await overview(SHOP)).rows).toBeGreaterThan(before.rows)
    const taken = (await transfers(SHOP)).find((row) => row.to_url === url)
    expect(taken).toMatchObject({ state: 'succeeded', rows: before.rows, tables: before.tables, source_bytes: before.bytes })
    expect(taken?.label).toMatch(/^b\d{3}$/)
    await ask('POST', `/client/v11/databases/${SHOP}/restores`, { backup_url: url })
    expect(await overview(SHOP)).toMatchObject({ message: 'Available, restoring a backup' })
    api.pass(HOUR)
    expect((await overview(SHOP)).rows).toBe(before.rows)
    expect((await transfers(SHOP))[0]).toMatchObject({ label: expect.stringMatching(/^r\d{3}$/), state: 'succeeded' })
  })
})

describe('a database that is too large for its plan', () => {
  it('can be written to for a week from when that began, however often its size is told', async () => {
    await ask('POST', '/apps', { name: 'quiet' })
    await add('small', {}, 'essential-0', 'quiet')
    await measured('small', 2 * GB)
    const grave = async () => (await overview('small')).warnings.flatMap((each) => (each.grave ? [each.text] : []))
    expect(await grave()).toEqual([expect.stringMatching(/From \S+ on it can only be read/)])
    for (let day = 0; day < 8; day++) {
      api.pass(DAY)
      await measured('small', (3 + day) * GB)
    }
    expect((await overview('small')).read_only).toBe(true)
    expect(await grave()).toEqual([expect.stringContaining('can only be read since')])
    expect((await content('small')).read_only).toBe(true)
    await ask('PATCH', '/apps/quiet/addons/small', { plan: 'heroku-postgresql:essential-2' })
    expect((await overview('small')).read_only).toBe(false)
    expect(await grave()).toEqual([])
    await refuses('PATCH', '/apps/quiet/addons/small', { plan: 'heroku-postgresql:essential-0' }, 422, 'holds more than')
  })

  it('has room again once what is too much is gone', async () => {
    await ask('POST', '/apps', { name: 'quiet' })
    await add('small', {}, 'essential-0', 'quiet')
    await measured('small', 2 * GB)
    api.pass(8 * DAY)
    await measured('small', GB / 2)
    expect(await overview('small')).toMatchObject({ read_only: false, bytes: GB / 2 })
  })
})

describe('the series', () => {
  it('end with what the overview says, and say the same when they are asked for again', async () => {
    const query = '?start_time=2026-01-26T09:00:00Z&end_time=2026-01-26T16:10:00Z&step=10m'
    const series = async () => ((await ask('GET', of(SHOP, `metrics${query}`))) as Series).data
    const first = await series()
    const shown = await overview(SHOP)
    const last = (name: string) => first[name]?.findLast((value) => value !== null)
    expect(last('size.bytes')).toBe(shown.bytes)
    expect(last('connections.used')).toBe(shown.connections)
    expect(last('cache.tables')).toBeCloseTo(shown.cache_hit ?? 0, 4)
    expect(last('load.1m')).toBeGreaterThan(0)
    expect(first['size.bytes']?.at(-1)).toBeNull()
    api.pass(10 * MINUTE)
    const later = await series()
    for (const [name, values] of Object.entries(first)) expect(later[name]?.slice(0, 30), name).toEqual(values.slice(0, 30))
    await refuses('GET', of(SHOP, 'metrics?step=1d'), undefined, 400, 'invalid step')
  })

  it('begin when the database does', async () => {
    await add('fresh')
    const { data } = (await ask('GET', of('fresh', 'metrics'))) as Series
    expect(data['size.bytes']?.[0]).toBeNull()
    expect(data['size.bytes']?.some((value) => value !== null)).toBe(true)
  })
})

it('the queries that take most of the time follow from the traffic, and are counted anew after a reset', async () => {
  const queries = async () => (await ask('GET', of(SHOP, 'queries'))) as { since: string; queries: Query[] }
  const { queries: rows } = await queries()
  expect(rows.map(({ total_ms: ms }) => ms)).toEqual(rows.map(({ total_ms: ms }) => ms).toSorted((a, b) => b - a))
  expect(rows.some(({ query }) => query.includes('order_items'))).toBe(true)
  await ask('PUT', `/client/v11/databases/${SHOP}/stats_reset`)
  api.pass(HOUR)
  const since = await queries()
  expect(since.since).toBe('2026-01-26T15:40:00Z')
  expect(since.queries[0]?.calls).toBeLessThan(rows[0]?.calls ?? 0)
  await add('empty')
  expect(await ask('GET', of('empty', 'queries'))).toMatchObject({ queries: [] })
})

describe('promoting', () => {
  const path = (addon: string, app = 'fernwood-shop') => `/control/apps/${app}/promotions/${addon}`
  const releases = async () =>
    ((await ask('GET', '/apps/fernwood-shop/releases')) as { description: string }[]).map(({ description }) => description)

  it('does what it said it would: the name, the config vars, the releases', async () => {
    await add('next', { fork: 'DATABASE' })
    await ask('POST', `/client/v11/databases/${SHOP}/connection-pooling`, { app: 'fernwood-shop' })
    const before = await vars('fernwood-shop')
    const count = (await releases()).length
    const preview = (await ask('GET', path('next'))) as Promotion
    expect(preview).toMatchObject({
      as: 'DATABASE',
      replaces: { name: SHOP },
      kept_as: expect.stringMatching(/^HEROKU_POSTGRESQL_/),
    })
    api.pass(HOUR)
    expect(await ask('POST', path('next'))).toEqual(preview)
    const after = await vars('fernwood-shop')
    expect(after[`${preview.kept_as}_URL`]).toBe(before['DATABASE_URL'])
    const changed = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key])
    expect(changed.sort()).toEqual(preview.vars.map(({ key }) => key).sort())
    expect(preview.vars.map(({ key }) => key)).toContain('DATABASE_CONNECTION_POOL_URL')
    expect((await releases()).slice(count)).toEqual(preview.releases)
    await refuses('GET', path('next'), undefined, 422, 'already promoted')
    // It has the other name now, which is kept.
    expect(((await ask('GET', path(SHOP))) as Promotion).releases).toHaveLength(4)
  })

  it('is refused whole', async () => {
    const before = api.world().hash()
    await refuses('POST', path('redis-nothing'), undefined, 404, 'add-on')
    await refuses('POST', path(SHOP), undefined, 403, '', 'tom')
    expect(api.world().hash()).toBe(before)
  })
})
