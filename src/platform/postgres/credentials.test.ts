import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { addReady, contentOf, credentials, db, infoOf, vars } from './databases.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithShop)

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
