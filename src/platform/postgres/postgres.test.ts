import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Content } from './contract.ts'
import type { Transfer } from './backups/contract.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
})

async function ask(method: string, path: string, body?: object, who = 'ada'): Promise<unknown> {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}

const add = (name: string, plan = 'standard-0', more: object = {}) =>
  ask('POST', '/apps/shop/addons', { plan: `heroku-postgresql:${plan}`, name, ...more })

async function addReady(name: string, plan = 'standard-0', more: object = {}): Promise<void> {
  await add(name, plan, more)
  api.pass(30 * MINUTE)
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(method: string, path: string, body: object | undefined, status: number, words: string, who = 'ada') {
  const before = api.world().hash()
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const db = (name: string, rest = '') => `/client/v11/databases/${name}${rest}`
const credentials = (name: string, rest = '') => `/postgres/v0/databases/${name}/credentials${rest}`
const contentOf = async (name: string) => (await ask('GET', `/control/databases/${name}/content`)) as Content
const vars = async (app = 'shop') => (await ask('GET', `/apps/${app}/config-vars`)) as Record<string, string>
const transfers = async (app = 'shop') => (await ask('GET', `/client/v11/apps/${app}/transfers`)) as Transfer[]
const capture = async (name: string) => (await ask('POST', db(name, '/backups'))) as Transfer
const infoOf = async (name: string) => {
  const { info } = (await ask('GET', db(name))) as { info: { name: string; values: string[] }[] }
  return Object.fromEntries(info.map((row) => [row.name, row.values.join(', ')]))
}
/** What a database holds: by the letter of what was written to it last. */
const holds = async (name: string) => (await contentOf(name)).names[0]?.replace(/^kept (\w)\1+ 1$/, '$1')
/** Writes something to a database, as a client of it does. */
async function write(name: string, letter: string): Promise<void> {
  const { credentials: logins, names, since } = await contentOf(name)
  const body = { password: logins[0]?.password, name: `kept ${letter.repeat(32)} 1`, from: names[0], since }
  await ask('POST', `/control/databases/${name}/written`, body)
}

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

describe('backups', () => {
  it('are taken, restored and deleted, and what the database holds goes with them', async () => {
    await addReady('db')
    await write('db', 'a')
    const backup = await capture('db')
    await write('db', 'b')
    expect(backup).toMatchObject({ num: 1, from_type: 'pg_dump', to_type: 'gof3r', from_name: 'DATABASE', succeeded: null })
    await refused('POST', db('db', '/restores'), { backup_url: backup.to_url }, 422, 'no completed backup')
    await refused('POST', db('db', '/backups'), undefined, 422, 'still running')
    api.pass(MINUTE)
    expect(await ask('GET', '/client/v11/apps/shop/transfers/1?verbose=true')).toMatchObject({
      succeeded: true,
      logs: [{ message: 'Starting backup' }, {}, { message: 'The backup is complete' }],
    })
    await ask('POST', db('db', '/restores'), { backup_url: backup.to_url })
    // Whatever is written while it runs is replaced with the rest.
    await write('db', 'c')
    expect(await holds('db')).toBe('c')
    expect((await contentOf('db')).backups).toEqual({ [backup.uuid]: [`kept ${'a'.repeat(32)} 1`, 'empty'] })
    api.pass(MINUTE)
    expect(await holds('db')).toBe('a')
    await ask('DELETE', '/client/v11/apps/shop/transfers/1')
    expect((await transfers()).map(({ num }) => num)).toEqual([2])
    expect(await contentOf('db')).toMatchObject({ names: [`kept ${'a'.repeat(32)} 1`, 'empty'], backups: {} })
    await ask('PUT', db('db', '/reset'), {})
    expect((await contentOf('db')).names).toEqual(['empty'])
  })

  it('can be cancelled while they run', async () => {
    await addReady('db')
    const { uuid } = await capture('db')
    await ask('POST', `/client/v11/apps/shop/transfers/${uuid}/actions/cancel`)
    expect(await transfers()).toMatchObject([{ succeeded: false, canceled_at: expect.any(String) }])
    await refused('POST', `/client/v11/apps/shop/transfers/${uuid}/actions/cancel`, undefined, 422, 'cannot be cancelled')
    expect((await contentOf('db')).backups).toEqual({})
    await refused('POST', '/client/v11/apps/shop/transfers/1/actions/public-url', undefined, 422, 'completed')
  })

  it('come once a day by a schedule, in its time zone, and the plan says how many are kept', async () => {
    await addReady('db')
    const schedule = { hour: '4', timezone: 'America/New_York', schedule_name: 'DATABASE_URL' }
    expect(await ask('POST', db('db', '/transfer-schedules'), schedule)).toMatchObject({ hour: 4, retain_weeks: 4 })
    api.pass(3 * DAY)
    expect((await transfers()).map(({ created_at, schedule: by }) => [created_at, by !== null])).toEqual([
      ['2026-01-06T09:00:00Z', true],
      ['2026-01-07T09:00:00Z', true],
      ['2026-01-08T09:00:00Z', true],
    ])
    api.pass(60 * DAY)
    // Seven days and what is left of four weeks; after the change to summer time, an hour earlier by UTC.
    expect((await transfers()).length).toBe(9)
    api.pass(10 * DAY)
    expect((await transfers()).at(-1)?.created_at).toMatch(/T08:00:00Z$/)
    const [row] = (await ask('GET', db('db', '/transfer-schedules'))) as { uuid: string }[]
    await ask('DELETE', db('db', `/transfer-schedules/${row?.uuid}`))
    const count = (await transfers()).length
    api.pass(3 * DAY)
    expect((await transfers()).length).toBe(count)
    await refused('POST', db('db', '/transfer-schedules'), { ...schedule, timezone: 'Mars/Base' }, 422, 'no time zone')
    await refused('POST', db('db', '/transfer-schedules'), { ...schedule, hour: 24 }, 422, 'from 0 to 23')
  })

  it('by hand are as many as the plan keeps', async () => {
    await addReady('db', 'essential-0')
    for (let nth = 0; nth < 7; nth++) {
      await capture('db')
      api.pass(MINUTE)
    }
    await capture('db')
    expect((await transfers()).map(({ num }) => num)).toEqual([4, 5, 6, 7, 8])
  })

  it('of one database can be restored to another; what is elsewhere cannot', async () => {
    await addReady('one')
    await addReady('two')
    await write('one', 'a')
    const { to_url: url } = await capture('one')
    api.pass(MINUTE)
    await write('one', 'b')
    await ask('POST', db('two', '/restores'), { backup_url: url })
    api.pass(MINUTE)
    expect(await holds('two')).toBe('a')
    await refused('POST', db('two', '/restores'), { backup_url: 'https://example.com/x.dump' }, 422, 'nothing is fetched')
  })

  it('copy one database to another', async () => {
    await addReady('one')
    await addReady('two')
    await write('one', 'a')
    const all = await vars()
    const [colour] = Object.keys(all).filter((key) => key !== 'DATABASE_URL')
    const asked = { from_name: 'DATABASE', from_url: all['DATABASE_URL'], to_name: 'TWO', to_url: all[colour ?? ''] }
    expect(await ask('POST', db('two', '/transfers'), asked)).toMatchObject({ to_type: 'pg_restore', from_type: 'pg_dump' })
    await write('one', 'b')
    api.pass(MINUTE)
    expect(await holds('two')).toBe('a')
    await refused(
      'POST',
      db('two', '/transfers'),
      { ...asked, from_url: 'postgres://a:b@example.com/d' },
      422,
      'nothing is fetched',
    )
  })
})

describe('credentials', () => {
  it('are made, attached, rotated in a release, and destroyed', async () => {
    await addReady('db')
    await ask('POST', credentials('db'), { name: 'reports' })
    await refused('POST', credentials('db'), { name: 'reports' }, 422, 'already')
    await refused('POST', credentials('db'), { name: 'Not good' }, 422, 'small letter')
    await ask('POST', '/addon-attachments', { addon: 'db', app: 'shop', name: 'REPORTS', namespace: 'credential:reports' })
    const before = await vars()
    await ask('POST', credentials('db', '/reports/credentials_rotation'), {})
    const after = await vars()
    expect(after['REPORTS_URL']).not.toBe(before['REPORTS_URL'])
    expect(after['DATABASE_URL']).toBe(before['DATABASE_URL'])
    expect(await ask('GET', credentials('db'))).toMatchObject([{ name: 'default' }, { name: 'reports', state: 'rotating' }])
    api.pass(HOUR)
    expect(await ask('GET', credentials('db'))).toMatchObject([{}, { state: 'active' }])
    const releases = (await ask('GET', '/apps/shop/releases')) as { description: string }[]
    expect(releases.at(-1)?.description).toBe('Update REPORTS_URL by heroku-postgresql')
    expect((await contentOf('db')).credentials[1]).toMatchObject({
      name: 'reports',
      password: /:(p[0-9a-f]{64})@/.exec(after['REPORTS_URL'] ?? '')?.[1],
    })
    await refused('DELETE', credentials('db', '/reports'), undefined, 422, 'must be detached from shop')
    await refused('DELETE', credentials('db', '/default'), undefined, 422, 'cannot be destroyed')
    const links = (await ask('GET', '/apps/shop/addon-attachments')) as { id: string; name: string }[]
    await ask('DELETE', `/addon-attachments/${links.find(({ name }) => name === 'REPORTS')?.id}`)
    await ask('DELETE', credentials('db', '/reports'))
    await refused('GET', credentials('db', '/reports'), undefined, 404, 'credential')
  })

  it('all rotate at once, and the apps that share the database restart with them', async () => {
    await ask('POST', '/apps', { name: 'office' })
    await addReady('db')
    await ask('POST', '/addon-attachments', { addon: 'db', app: 'office', confirm: 'office' })
    const before = await vars('office')
    await ask('POST', '/postgres/v0/databases/db/credentials_rotation', { forced: true })
    expect((await vars('office'))['DATABASE_URL']).not.toBe(before['DATABASE_URL'])
    expect((await vars('office'))['DATABASE_URL']).toBe((await vars())['DATABASE_URL'])
  })

  it('are not for the Essential tier', async () => {
    await addReady('db', 'essential-0')
    await refused('POST', credentials('db'), { name: 'reports' }, 422, 'Essential-tier')
    await refused('POST', db('db', '/connection-pooling'), { app: 'shop' }, 422, 'Essential-tier')
    await refused('GET', '/postgres/v0/databases/db/config', undefined, 422, 'Essential-tier')
  })

  it('can be pooled', async () => {
    await addReady('db')
    expect(await ask('POST', db('db', '/connection-pooling'), { app: 'shop' })).toMatchObject({
      name: 'DATABASE_CONNECTION_POOL',
    })
    expect((await vars())['DATABASE_CONNECTION_POOL_URL']).toContain(':6432/')
    expect((await infoOf('db'))['Connection Pooling']).toBe('Enabled')
  })
})

describe('forks and followers', () => {
  it('begin with what their source holds; a follower becomes a database of its own', async () => {
    await addReady('db')
    await write('db', 'a')
    await addReady('copy', 'standard-0', { config: { fork: 'DATABASE_URL' } })
    const source = (await ask('GET', '/addons/db')) as { id: string }
    await write('db', 'b')
    expect(await holds('copy')).toBe('a')
    expect((await infoOf('copy'))['Forked From']).toBe('db')
    await addReady('follower', 'standard-0', { config: { follow: 'db' } })
    expect(await contentOf('follower')).toMatchObject({ follows: source.id, read_only: true })
    expect(await infoOf('follower')).toMatchObject({ 'Behind By': expect.stringContaining('commits') })
    await refused('PUT', db('follower', '/reset'), {}, 422, 'can only be read')
    await refused('PUT', db('db', '/unfollow'), undefined, 422, 'not a follower')
    await ask('PUT', db('follower', '/unfollow'))
    expect(await contentOf('follower')).toMatchObject({ follows: null, read_only: false })
    expect(await holds('follower')).toBe('b')
    await ask('DELETE', '/apps/shop/addons/db', { force: true })
  })

  it.each([
    ['DELETE', '/apps/shop/addons/db', { force: true }],
    ['DELETE', '/apps/shop', undefined],
  ] as const)('a follower goes on by itself after %s %s of its leader', async (method, path, body) => {
    await addReady('db')
    await ask('POST', '/apps', { name: 'office' })
    const plan = 'heroku-postgresql:standard-0'
    await ask('POST', '/addon-attachments', { addon: 'db', app: 'office', name: 'SHARED', confirm: 'office' })
    await ask('POST', '/apps/office/addons', { plan, name: 'follower', config: { follow: 'SHARED' } })
    api.pass(HOUR)
    const told = { bytes: 50_000_000, tables: 7, rows: 1234, connections: 1 }
    await ask('POST', '/control/databases/db/measured', told)
    await write('db', 'a')
    await capture('follower')
    expect(Object.values((await contentOf('follower')).backups)).toEqual([])
    await ask(method, path, body)
    expect(await contentOf('follower')).toMatchObject({ follows: null, read_only: false })
    expect(await holds('follower')).toBe('a')
    api.pass(MINUTE)
    expect(Object.values((await contentOf('follower')).backups)).toEqual([[`kept ${'a'.repeat(32)} 1`, 'empty']])
    const info = { 'standalone?': true, leader: null, num_bytes: told.bytes, num_tables: told.tables }
    expect(await ask('GET', db('follower'))).toMatchObject(info)
    await capture('follower')
    await ask('DELETE', '/apps/office/addons/follower')
  })

  it.each([
    [{ fork: 'DATABASE' }, 'essential-0', 'cannot be forked'],
    [{ follow: 'DATABASE', fork: 'DATABASE' }, 'standard-0', 'at once'],
    [{ rollback: 'true' }, 'standard-0', 'Fork it as it is'],
    [{ fork: 'NOTHING' }, 'standard-0', "Couldn't find"],
  ])('refuse %j on %s', async (config, plan, words) => {
    await addReady('db')
    const body = { plan: `heroku-postgresql:${plan}`, config }
    const status = words.startsWith("Couldn't") ? 404 : 422
    await refused('POST', '/apps/shop/addons', body, status, words)
  })
})

describe('upgrades', () => {
  it('are refused where there is nothing to upgrade to', async () => {
    await addReady('old')
    await refused('POST', db('old', '/upgrade/prepare'), { version: '17' }, 422, 'nothing newer')
    await refused('POST', db('old', '/upgrade/run'), {}, 422, 'Prepare the upgrade')
  })

  it('of a database of the starting world go step by step', async () => {
    api = await openHarness('company')
    const name = 'postgresql-octagonal-17346'
    expect((await infoOf(name))['PG Version']).toBe('16.10')
    await ask('POST', db(name, '/upgrade/dry_run'), { version: '17' })
    expect(await ask('GET', db(name, '/upgrade/wait_status'))).toMatchObject({ 'waiting?': true })
    api.pass(HOUR)
    await ask('POST', db(name, '/upgrade/prepare'), {})
    await refused('POST', db(name, '/upgrade/run'), {}, 422, 'still being prepared')
    api.pass(HOUR)
    expect(await ask('GET', db(name, '/upgrade/wait_status'))).toMatchObject({ 'waiting?': false, step: '2/3' })
    await ask('POST', db(name, '/upgrade/run'), {})
    expect((await infoOf(name))['Status']).toBe('Upgrading')
    api.pass(HOUR)
    expect(await infoOf(name)).toMatchObject({ 'PG Version': '17.6', Status: 'Available' })
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
    api = await openHarness('company')
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
    api = await openHarness('company')
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
