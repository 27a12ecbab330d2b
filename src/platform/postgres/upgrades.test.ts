import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { addReady, db, infoOf } from './databases.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithShop)

describe('upgrades', () => {
  it('are refused where there is nothing to upgrade to', async () => {
    await addReady('old')
    await refused('POST', db('old', '/upgrade/prepare'), { version: '17' }, 422, 'nothing newer')
    await refused('POST', db('old', '/upgrade/run'), {}, 422, 'Prepare the upgrade')
  })

  it('of a database of the starting world go step by step', async () => {
    await begin('company')
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
