import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { addReady, capture, contentOf, db, holds, infoOf, write } from './databases.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithShop)

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

  it.each(['follow', 'fork'])('are asked for the tables of their source on an app that is called otherwise: %s', async (how) => {
    await begin('company')
    const link = { addon: 'postgresql-curved-48213', app: 'fernwood-blog', name: 'SHOP', confirm: 'fernwood-blog' }
    await ask('POST', '/addon-attachments', link)
    const body = { plan: 'heroku-postgresql:standard-0', name: 'copy', config: { [how]: 'SHOP' } }
    await ask('POST', '/apps/fernwood-blog/addons', body)
    api.pass(3 * HOUR)
    const asked = async () => {
      const { queries } = await ask<{ queries: { query: string }[] }>('GET', '/control/databases/copy/queries')
      return queries.some(({ query }) => query.includes('order_items'))
    }
    expect(await asked()).toBe(true)
    if (how === 'follow') await ask('PUT', db('copy', '/unfollow'))
    expect(await asked()).toBe(true)
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
