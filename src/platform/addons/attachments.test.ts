import { beforeEach, describe, expect, it } from 'vitest'
import { api, refused } from '#hosts/support/asking.testing.ts'
import { add, attach, beginWithApps, descriptions, expectVarsOfAttachments, get, vars } from './addons.testing.ts'
import type { Attachment } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithApps)

describe('attachments', () => {
  it('are named by what is free: DATABASE, then a colour', async () => {
    await add('heroku-postgresql:essential-0')
    await add('heroku-postgresql:essential-0')
    api.pass(2 * MINUTE)
    const [first, second] = await vars('shop')
    expect([first, second]).toEqual(['DATABASE_URL', expect.stringMatching(/^HEROKU_POSTGRESQL_[A-Z]+_URL$/)])
  })

  it('promote a database by taking its name, as the CLI does it', async () => {
    const old = (await add('heroku-postgresql:essential-0')).name
    const next = (await add('heroku-postgresql:essential-2')).name
    api.pass(2 * MINUTE)
    const before = (await get('/apps/shop/config-vars')) as Record<string, string>
    await refused('POST', '/addon-attachments', { addon: next, app: 'shop', name: 'DATABASE' }, 423, `DATABASE is ${old}`)
    await attach(old, 'shop')
    await attach(next, 'shop', { name: 'DATABASE', confirm: 'shop' })
    const after = (await get('/apps/shop/config-vars')) as Record<string, string>
    expect(after['DATABASE_URL']).not.toBe(before['DATABASE_URL'])
    expect(Object.values(after)).toContain(before['DATABASE_URL'])
    expect((await descriptions('shop')).slice(-2)).toEqual([`Detach DATABASE (@ref:${old})`, `Attach DATABASE (@ref:${next})`])
    expectVarsOfAttachments(api.world())
  })

  it('share an add-on with apps of the same owner, once that is confirmed', async () => {
    const pg = (await add('heroku-postgresql:standard-0')).name
    api.pass(7 * MINUTE)
    await api.as('ada', 'POST', `/postgres/v0/databases/${pg}/credentials`, { name: 'reports' })
    const pulse = (await add('pulsebird')).name
    await refused('POST', '/addon-attachments', { addon: pg, app: 'books' }, 423, 'would read and write it')
    await refused('POST', '/addon-attachments', { addon: pulse, app: 'books', confirm: 'books' }, 422, 'cannot be shared')
    const own = await attach(pg, 'books', { confirm: 'shop', namespace: 'credential:reports' })
    expect(own).toMatchObject({ name: 'DATABASE', namespace: 'credential:reports', addon: { app: { name: 'shop' } } })
    const [a, b] = [await get('/apps/shop/config-vars'), await get('/apps/books/config-vars')]
    expect(a).not.toEqual(b)
    await refused('DELETE', `/apps/books/addons/${pg}`, undefined, 422, 'billed to shop')
    await refused('DELETE', `/apps/shop/addons/${pg}`, undefined, 422, 'attached to books, too')
    await refused('DELETE', `/apps/shop/addons/${pg}`, { confirm: 'other', force: true }, 423, 'other is not shop')
    expect(await api.as('ada', 'DELETE', `/apps/shop/addons/${pg}`, { force: true })).toMatchObject({
      body: { state: 'deprovisioned' },
    })
    expect(await vars('books')).toEqual([])
    expect((await descriptions('books')).at(-1)).toBe(`Detach DATABASE (@ref:${pg})`)
  })

  it('may all go; the add-on stays, and can be attached again under the same address', async () => {
    const pg = (await add('heroku-postgresql:essential-0')).name
    api.pass(2 * MINUTE)
    const before = await get('/apps/shop/config-vars')
    const [row] = (await get('/apps/shop/addon-attachments')) as Attachment[]
    await api.as('ada', 'DELETE', `/addon-attachments/${row?.id}`)
    expect(await vars('shop')).toEqual([])
    expect(await get(`/addons/${pg}`)).toMatchObject({ state: 'provisioned', config_vars: [] })
    await attach(pg, 'shop')
    expect(await get('/apps/shop/config-vars')).toEqual(before)
  })

  it('let all config vars be sent back as they were read, by whatever address of this machine', async () => {
    await add('heroku-postgresql:essential-0')
    api.pass(2 * MINUTE)
    const { DATABASE_URL: url = '' } = (await get('/apps/shop/config-vars')) as Record<string, string>
    const here = url.replace(/@[^/]+/, '@localhost:5102')
    const { body } = await api.as('ada', 'PATCH', '/apps/shop/config-vars', { DATABASE_URL: here, OWN: '1' })
    expect(body).toEqual({ DATABASE_URL: url, OWN: '1' })
    expect((await descriptions('shop')).at(-1)).toBe('Set OWN config vars')
    const other = here.replace(/:[^:@]+@/, ':guess@')
    await refused('PATCH', '/apps/shop/config-vars', { DATABASE_URL: other }, 422, 'Cannot overwrite attachment values')
  })

  it('keep their config vars from being written over, also by a rollback', async () => {
    await add('tidewatch')
    await refused('PATCH', '/apps/shop/config-vars', { TIDEWATCH_LICENSE_KEY: 'x' }, 422, 'Cannot overwrite attachment values')
    await refused('PATCH', '/apps/shop/config-vars', { TIDEWATCH_LICENSE_KEY: null }, 422, 'TIDEWATCH_LICENSE_KEY')
    await api.as('ada', 'PATCH', '/apps/shop/config-vars', { OWN: '1' })
    expectVarsOfAttachments(api.world())
  })

  it('are left as they are by a rollback', async () => {
    const release = async () => {
      const slug = await api.as('ada', 'POST', '/apps/shop/slugs', { process_types: {} })
      await api.as('ada', 'POST', '/apps/shop/releases', { slug: (slug.body as { id: string }).id })
    }
    await api.as('ada', 'PATCH', '/apps/shop/config-vars', { OWN: 'old' })
    const old = (await add('tidewatch')).name
    await release()
    await api.as('ada', 'DELETE', `/apps/shop/addons/${old}`)
    await add('snagbox')
    await api.as('ada', 'PATCH', '/apps/shop/config-vars', { OWN: 'new' })
    await release()
    expect(await api.as('ada', 'POST', '/apps/shop/releases', { release: 'v5' })).toMatchObject({ status: 201 })
    expect(await get('/apps/shop/config-vars')).toMatchObject({ OWN: 'old' })
    expect(await vars('shop')).toEqual(['OWN', 'SNAGBOX_DSN'])
    expectVarsOfAttachments(api.world())
  })

  it('go with the app that owns the add-on, from other apps, too', async () => {
    const pg = (await add('heroku-postgresql:essential-0')).name
    await attach(pg, 'books', { confirm: 'books' })
    api.pass(2 * MINUTE)
    await api.as('ada', 'DELETE', '/apps/shop')
    expect(await vars('books')).toEqual([])
    expect(await get('/addons')).toEqual([])
    expect(api.world().tables.attachments.size).toBe(0)
    api.pass(HOUR)
    expect(api.reports).toEqual([])
  })
})
