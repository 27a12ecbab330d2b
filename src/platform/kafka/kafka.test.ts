import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { cluster, DATA, OWN, produce, topic } from './clusters.testing.ts'
import type { Cluster } from './contract.ts'
import type { GroupRow, Message } from './control/contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithShop)

describe('a cluster', () => {
  it('is not known to the data service before it is there', async () => {
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-kafka:basic-0', name: 'events' })
    await refused('GET', DATA, undefined, 404, 'not yet provisioned')
    expect(await ask('GET', `${DATA}/wait_status`)).toMatchObject({ 'waiting?': true })
    api.pass(2 * MINUTE)
    expect(await ask('GET', `${DATA}/wait_status`)).toEqual({ message: 'Available', 'waiting?': false, 'healthy?': true })
    const { KAFKA_PREFIX: prefix } = await ask<Record<string, string>>('GET', '/apps/shop/config-vars')
    expect(await ask<Cluster>('GET', DATA)).toMatchObject({
      topics: [],
      topic_prefix: prefix,
      shared_cluster: true,
      limits: { max_topics: 40, max_partition_replica_count: 240 },
    })
  })

  it('is found among the attachments of an app by its own name, too', async () => {
    await cluster()
    expect(await ask('GET', '/apps/shop/addon-attachments/events')).toMatchObject({ name: 'KAFKA', addon: { name: 'events' } })
  })

  it('gets new credentials on every app that uses it', async () => {
    await cluster()
    await ask('POST', '/apps', { name: 'books' })
    await ask('POST', '/addon-attachments', { addon: 'events', app: 'books', confirm: 'books' })
    const vars = () => Promise.all(['shop', 'books'].map((app) => ask<Record<string, string>>('GET', `/apps/${app}/config-vars`)))
    const before = await vars()
    await ask('POST', `${DATA}/rotate-credentials`)
    for (const [nth, after] of (await vars()).entries()) {
      expect(after['KAFKA_CLIENT_CERT_KEY']).not.toBe(before[nth]?.['KAFKA_CLIENT_CERT_KEY'])
      expect(after['KAFKA_URL']).toBe(before[nth]?.['KAFKA_URL'])
    }
  })

  it('that is dedicated restarts its brokers for a newer version, and loses one when told to', async () => {
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-kafka:standard-0', name: 'events', config: { version: '3.7' } })
    api.pass(HOUR)
    await topic('orders')
    expect(await ask('GET', DATA)).toMatchObject({ version: '3.7.2', topic_prefix: null })
    await refused('PUT', `${DATA}/upgrade`, { version: '1.0' }, 422, 'no version 1.0')
    await refused('PUT', `${DATA}/upgrade`, { version: '3.7' }, 422, 'only go to a newer version')
    await ask('PUT', `${DATA}/upgrade`, { version: '3.9' })
    expect(await ask('GET', OWN)).toMatchObject({
      upgrading_to: '3.9.1',
      brokers: [{ state: 'restarting' }, { state: 'up' }, { state: 'up' }],
    })
    await refused('POST', `${DATA}/induce-failure`, {}, 409, 'being upgraded')
    api.pass(10 * MINUTE)
    expect(await ask('GET', DATA)).toMatchObject({ version: '3.9.1', state: { status: 'available' } })
    await ask('POST', `${DATA}/induce-failure`, { catastrophic: true })
    expect(await ask('GET', DATA)).toMatchObject({ state: { status: 'degraded', degraded_topics: ['orders'] } })
    expect(await ask('GET', OWN)).toMatchObject({ under_replicated: 32 })
    api.pass(16 * MINUTE)
    expect(await ask('GET', OWN)).toMatchObject({ under_replicated: 0 })
    await refused(
      'POST',
      `${DATA}/consumer_groups`,
      { consumer_group: { name: 'a' } },
      400,
      'not required or enabled on dedicated',
    )
  })

  it('takes what it held with it', async () => {
    await cluster()
    await topic('orders')
    await produce('orders', { value: 'one' })
    await ask('DELETE', '/apps/shop/addons/events', { confirm: 'shop' })
    const { kafkaTopics, kafkaMessages } = api.world().tables
    expect([kafkaTopics.size, kafkaMessages.size]).toEqual([0, 0])
  })
})

describe('who may not', () => {
  const writes: readonly [method: string, path: string, body?: object][] = [
    ['POST', `${DATA}/topics`, { topic: { name: 'x' } }],
    ['PUT', `${DATA}/topics/orders`, { topic: { compaction: true } }],
    ['DELETE', `${DATA}/topics/orders`],
    ['POST', `${DATA}/consumer_groups`, { consumer_group: { name: 'x' } }],
    ['POST', `${DATA}/rotate-credentials`],
    ['PUT', `${DATA}/upgrade`, { version: '3.9' }],
    ['POST', `${DATA}/induce-failure`, {}],
    ['POST', `${OWN}/topics/orders/messages`, { value: 'x' }],
    ['POST', `${OWN}/topics/orders/empty`],
    ['PATCH', `${OWN}/consumer-groups/x`, { members: 1 }],
    ['GET', DATA],
    ['GET', `${OWN}/topics/orders/messages`],
    ['GET', `${OWN}/access`],
  ]
  it.each(writes)('%s %s is refused to who may not see the app', async (method, path, body) => {
    await cluster()
    await topic('orders')
    await refused(method, path, body, 403, 'permission', 'otto')
  })

  it('finds no cluster in an add-on of another kind', async () => {
    await ask('POST', '/apps/shop/addons', { plan: 'tidewatch', name: 'watch' })
    await refused('GET', '/data/kafka/v0/clusters/watch', undefined, 404, "Couldn't find that Kafka cluster")
  })
})

describe("the company's cluster", () => {
  it('is busy, and one of its groups is behind on a Monday morning', async () => {
    await begin('company')
    const own = '/control/kafka/kafka-spherical-57302'
    const info = await ask<Cluster>('GET', '/data/kafka/v0/clusters/kafka-spherical-57302')
    expect(info.topics).toContain('orders.placed')
    expect(info.messages_in_per_sec).toBeGreaterThan(20)
    expect(info.data_size / info.limits.data_size.limit_bytes).toBeLessThan(0.9)
    expect(info.data_size / info.limits.data_size.limit_bytes).toBeGreaterThan(0.1)
    const groups = await ask<GroupRow[]>('GET', `${own}/consumer-groups`)
    const lags = Object.fromEntries(groups.map(({ name, lag }) => [name, lag]))
    expect(lags['inventory']).toBeLessThan(20)
    expect(lags['warehouse-export']).toBeGreaterThan(5000)
    const newest = await ask<Message[]>('GET', `${own}/topics/orders.placed/messages?limit=5`)
    expect(newest).toHaveLength(5)
    const { partition, offset, key } = await ask<Message>('POST', `${own}/topics/orders.placed/messages`, {
      key: 'customer-10400',
      value: '{}',
    })
    expect(
      await ask<Message[]>('GET', `${own}/topics/orders.placed/messages?partition=${partition}&offset=${offset}`),
    ).toMatchObject([{ key }])
    api.pass(30 * MINUTE)
    const after = await ask<Message[]>(
      'GET',
      `${own}/topics/orders.placed/messages?partition=${partition}&offset=${offset}&limit=20`,
    )
    expect(after[0]).toMatchObject({ offset, key, value: '{}' })
    expect(after.map((row) => row.offset)).toEqual(after.map((_, nth) => offset + nth))
  })
})
