import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { addReady, capture, contentOf, db, holds, transfers, vars, write } from '#platform/postgres/databases.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

beforeEach(beginWithShop)

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
