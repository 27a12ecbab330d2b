import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Transfer } from './backups/contract.ts'
import { add, addReady, capture, contentOf, credentials, db, infoOf, transfers, vars } from './databases.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

beforeEach(beginWithShop)

describe('a database', () => {
  it('is not known to the data service before it is there', async () => {
    await add('db')
    await refused('GET', db('db'), undefined, 404, "Couldn't find that database")
    expect(await ask('GET', db('db', '/wait_status'))).toMatchObject({ 'waiting?': true })
    await refused('POST', db('db', '/backups'), undefined, 422, 'still being provisioned')
    api.pass(7 * MINUTE)
    expect(await ask('GET', db('db', '/wait_status'))).toMatchObject({ 'waiting?': false })
    expect(await infoOf('db')).toMatchObject({
      Plan: 'Standard 0',
      Status: 'Available',
      'PG Version': '17.6',
      'Fork/Follow': 'Available',
      'Continuous Protection': 'On',
      Connections: expect.stringMatching(/\/200$/),
    })
  })

  it('begins empty where somebody adds it, and is what DATABASE_URL says', async () => {
    await addReady('db', 'essential-0')
    const { credentials: logins, host, port, database, ...rest } = await contentOf('db')
    const [login] = logins
    expect(rest).toMatchObject({ version: '17', follows: null, names: ['empty'], backups: {}, limits: { connections: 20 } })
    expect(await vars()).toEqual({ DATABASE_URL: `postgres://${login?.user}:${login?.password}@${host}:${port}/${database}` })
    expect(await ask('GET', db('db'))).toMatchObject({ resource_url: (await vars())['DATABASE_URL'] })
  })

  it('shows what its engine tells, where it differs', async () => {
    await addReady('db')
    const told = { bytes: 50_000_000, tables: 7, rows: 1234, connections: 1 }
    await ask('POST', '/control/databases/db/measured', told)
    expect(await ask('GET', db('db'))).toMatchObject({ num_bytes: told.bytes, num_tables: 7 })
    const before = api.world().hash()
    await ask('POST', '/control/databases/db/measured', { ...told, bytes: 50_100_000 })
    expect(api.world().hash()).toBe(before)
    await ask('POST', '/control/databases/db/measured', { ...told, rows: 1300 })
    expect(api.world().hash()).not.toBe(before)
    await refused('POST', '/control/databases/db/measured', { ...told, bytes: -1 }, 422, 'bytes')
  })

  it('of the Essential tier that is too large for a week can only be read', async () => {
    await addReady('db', 'essential-0')
    await ask('POST', '/control/databases/db/measured', { bytes: 2 ** 31, tables: 1, rows: 1, connections: 0 })
    expect((await infoOf('db'))['Warning']).toContain('It holds more than the 1 GB of its plan')
    expect((await contentOf('db')).read_only).toBe(false)
    api.pass(8 * DAY)
    expect((await contentOf('db')).read_only).toBe(true)
    expect((await infoOf('db'))['Warning']).toContain('can no longer be written to')
  })
})

describe('settings, checks and links', () => {
  it('are set where they can be', async () => {
    await addReady('db')
    const config = '/postgres/v0/databases/db/config'
    expect(await ask('GET', config)).toMatchObject({ log_statement: { value: 'ddl', values: { none: expect.any(String) } } })
    expect(await ask('PATCH', config, { log_statement: 'all', log_min_duration_statement: 250 })).toMatchObject({
      log_statement: { value: 'all' },
      log_min_duration_statement: { value: 250 },
    })
    await refused('PATCH', config, { log_statement: 'some' }, 422, 'must be one of none, ddl, mod, all')
    await refused('PATCH', config, { log_connections: 'yes' }, 422, 'must be true or false')
    await refused('PATCH', config, { log_min_duration_statement: 1.5 }, 422, 'whole number')
    await refused('PATCH', config, { toString: 'all' }, 422, 'no setting toString')
  })

  it('find what is wrong, and keep the report for a while', async () => {
    await addReady('db')
    const report = (await ask('POST', '/reports', { app: 'shop', database: 'DATABASE_URL' })) as { id: string; checks: unknown[] }
    expect(report.checks).toHaveLength(11)
    expect(await ask('GET', `/reports/${report.id}`)).toEqual(report)
    await refused('GET', '/reports/7f5d5e7e-0000-4000-8000-000000000000', undefined, 404, 'report')
  })

  it('link one database to another', async () => {
    await addReady('one')
    await addReady('two')
    expect(await ask('POST', db('one', '/links'), { target: 'two', as: 'other' })).toMatchObject({
      name: 'other',
      remote: { name: 'two' },
    })
    await refused('POST', db('one', '/links'), { target: 'two', as: 'other' }, 422, 'already')
    await ask('DELETE', db('one', '/links/other'))
    expect(await ask('GET', db('one', '/links'))).toEqual([])
  })
})

describe('the starting world', () => {
  it('has databases with a past, the same each time, that stays as it was once something is changed', async () => {
    await begin('company')
    const shown = await transfers('fernwood-shop')
    expect(shown.length).toBeGreaterThan(8)
    expect(shown.filter(({ schedule }) => schedule === null)).toHaveLength(1)
    expect(api.world().tables.databases.size).toBe(0)
    const content = await contentOf('postgresql-curved-48213')
    expect(content).toMatchObject({ addon: { app: { name: 'fernwood-shop' } } })
    expect(content.names).toEqual([`sample shop ${content.addon.id}`])
    expect(content.credentials.map(({ name }) => name)).toEqual(['default', 'office'])
    await ask('POST', db('postgresql-curved-48213', '/backups'))
    expect((await transfers('fernwood-shop')).slice(0, shown.length)).toEqual(shown)
    expect(await contentOf('postgresql-curved-48213')).toEqual(content)
    const other = await openHarness('company')
    expect((await other.as('ada', 'GET', '/client/v11/apps/fernwood-shop/transfers')).body).toEqual(shown)
  })

  it('goes on with its schedules whether or not anybody changed something', async () => {
    const [touched, quiet] = [await openHarness('company'), await openHarness('company')]
    await touched.as('ada', 'PATCH', '/postgres/v0/databases/postgresql-curved-48213/config', { log_statement: 'all' })
    for (const run of [touched, quiet]) run.pass(2 * DAY)
    const newest = async (run: Harness) => {
      const { body } = await run.as('ada', 'GET', '/client/v11/apps/fernwood-shop/transfers')
      return (body as Transfer[]).slice(-2).map(({ created_at, num }) => [created_at, num])
    }
    expect(await newest(touched)).toEqual(await newest(quiet))
  })

  it('lets those see and change databases who may', async () => {
    await begin('company')
    const name = 'postgresql-curved-48213'
    await refused('GET', db(name), undefined, 403, 'to see its add-ons', 'tom')
    await refused('GET', `/control/databases/${name}/content`, undefined, 403, 'to see its add-ons', 'tom')
    await refused('GET', credentials(name), undefined, 403, '', 'tom')
    await refused('PUT', db(name, '/reset'), {}, 403, '', 'tom')
    await refused('POST', db(name, '/backups'), undefined, 403, '', 'tom')
    await refused('GET', db('redis-solid-20417'), undefined, 404, 'database')
  })
})

it('is the same world when its journal is replayed', async () => {
  await addReady('db')
  await capture('db')
  await ask('POST', db('db', '/transfer-schedules'), { hour: 3, timezone: 'Europe/Berlin' })
  await ask('POST', credentials('db'), { name: 'reports' })
  await add('copy', 'premium-0', { config: { fork: 'db' } })
  api.pass(3 * DAY)
  await ask('PUT', db('db', '/reset'), {})
  const world = api.world()
  const replayed = createWorld(world.origin, world.journal)
  replayed.advanceTo(world.now)
  expect(replayed.hash()).toBe(world.hash())
  expect(api.reports).toEqual([])
})
