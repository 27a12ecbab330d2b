import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { cluster, DATA, OWN, produce, topic } from './clusters.testing.ts'
import type { GroupRow } from './control/contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithShop)

describe('consumer groups', () => {
  beforeEach(async () => {
    await cluster()
    await topic('orders', { partition_count: 2 })
    await ask('POST', `${DATA}/consumer_groups`, { consumer_group: { name: 'mailer' } })
    api.pass(10_000)
  })
  const group = (body: object) => ask<GroupRow>('PATCH', `${OWN}/consumer-groups/mailer`, body)
  const lag = async () => (await ask<GroupRow[]>('GET', `${OWN}/consumer-groups`))[0]?.lag

  it('fall behind when nobody reads, catch up, and read again what they are set back to', async () => {
    expect(await group({ members: 1, topics: ['orders'] })).toMatchObject({ state: 'stable', lag: 0 })
    await produce('orders', { value: '1' })
    api.pass(3000)
    expect(await lag()).toBe(0)
    await group({ members: 0 })
    for (const value of ['2', '3']) await produce('orders', { value })
    api.pass(HOUR)
    expect(await lag()).toBe(2)
    expect(await group({ reset: 'earliest' })).toMatchObject({ lag: 3 })
    expect(await group({ reset: 'latest' })).toMatchObject({ lag: 0 })
    await group({ members: 3 })
    expect(await ask('GET', `${OWN}/consumer-groups/mailer?hours=6`)).toMatchObject({
      partitions: [{ topic: 'orders', partition: 0, lag: 0, member: expect.stringMatching(/^consumer-1-/) }, { partition: 1 }],
    })
  })

  it('are refused what cannot be', async () => {
    await refused('POST', `${DATA}/consumer_groups`, { consumer_group: { name: 'mailer' } }, 422, 'already')
    await refused('POST', `${DATA}/consumer_groups`, { consumer_group: { name: 'a b' } }, 422, 'can only contain')
    await refused('PATCH', `${OWN}/consumer-groups/mailer`, { members: 1 }, 422, 'which topics')
    await refused('PATCH', `${OWN}/consumer-groups/nobody`, { members: 1 }, 404, "Couldn't find")
    await group({ members: 1, topics: ['orders'] })
    await refused('PATCH', `${OWN}/consumer-groups/mailer`, { reset: 'earliest' }, 409, 'while nobody reads')
    await refused('DELETE', `${DATA}/consumer_groups`, { consumer_group: { name: 'mailer' } }, 409, 'Stop them first')
    await group({ members: 0 })
    await ask('DELETE', `${DATA}/consumer_groups`, { consumer_group: { name: 'mailer' } })
    expect(await ask('GET', `${DATA}/consumer_groups`)).toMatchObject({ consumer_groups: [] })
  })
})
