import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Cluster, Topic } from './contract.ts'
import type { GroupRow, Message, TopicPage } from './control/contract.ts'
import { partitionOf } from './murmur.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
})

async function ask<T>(method: string, path: string, body?: object, who = 'ada'): Promise<T> {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  // The harness has checked it against the contract.
  return reply.body as T
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(method: string, path: string, body: object | undefined, status: number, words: string, who = 'ada') {
  const before = api.world().hash()
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const DATA = '/data/kafka/v0/clusters/events'
const OWN = '/control/kafka/events'

async function cluster(plan = 'basic-0'): Promise<void> {
  await ask('POST', '/apps/shop/addons', { plan: `heroku-kafka:${plan}`, name: 'events' })
  api.pass(plan.startsWith('basic') ? 2 * MINUTE : HOUR)
}

async function topic(name: string, more: object = {}): Promise<Topic> {
  const made = await ask<Topic>('POST', `${DATA}/topics`, { topic: { name, ...more } })
  api.pass(10_000)
  return made
}

const produce = (to: string, body: object) => ask<Message>('POST', `${OWN}/topics/${to}/messages`, body)
const messages = (of: string, query = '') => ask<Message[]>('GET', `${OWN}/topics/${of}/messages${query}`)
const page = (of: string) => ask<TopicPage>('GET', `${OWN}/topics/${of}`)

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

describe('a topic', () => {
  beforeEach(() => cluster())

  it('is there some seconds after it was asked for, by the defaults of the plan, with its prefix or without', async () => {
    const { prefix } = await ask<Topic>('POST', `${DATA}/topics`, { topic: { name: 'orders', partition_count: '4' } })
    await refused('POST', `${OWN}/topics/orders/messages`, { value: 'x' }, 409, 'still being created')
    expect(await ask('GET', `${DATA}/topics`)).toMatchObject({ topics: [{ name: 'orders', status: 'pending', partitions: 0 }] })
    api.pass(10_000)
    expect((await page(`${prefix}orders`)).topic).toMatchObject({
      partitions: 4,
      replication_factor: 3,
      retention_time_ms: DAY,
      cleanup_policy: 'delete',
      status: 'ready',
    })
  })

  it.each([
    [{ name: 'a b' }, 'Topic names can only contain'],
    [{ name: '..' }, 'Topic names can only contain'],
    [{ name: '__consumer_offsets' }, 'belongs to Kafka'],
    [{ name: 'x'.repeat(249) }, 'at most 249'],
    [{ name: 'or_ders' }, 'only in dots and underscores'],
    [{ name: 'or.ders' }, 'There is a topic or.ders already'],
    [{ name: 'b', partition_count: 'many' }, 'has to be a whole number'],
    [{ name: 'b', partition_count: 257 }, '1 to 256 partitions'],
    [{ name: 'b', partition_count: 80 }, '240 partition replicas and has 24'],
    [{ name: 'b', replication_factor: 2 }, 'has to be 3 on basic-0'],
    [{ name: 'b', retention_time_ms: HOUR }, 'between 1 day and 7 days'],
    [{ name: 'b', retention_time_ms: 8 * DAY }, 'between 1 day and 7 days'],
  ])('is refused with %j', async (asked, words) => {
    await topic('or.ders')
    await refused('POST', `${DATA}/topics`, { topic: asked }, 422, words)
  })

  it('changes its retention and compaction, and keeps a retention on a shared cluster', async () => {
    await topic('orders')
    await ask('PUT', `${DATA}/topics/orders`, { topic: { name: 'orders', compaction: true, retention_time_ms: 2 * DAY } })
    expect((await page('orders')).topic).toMatchObject({ cleanup_policy: 'compact,delete', status: 'updating' })
    await refused('PUT', `${DATA}/topics/orders`, { topic: { retention_time_ms: null } }, 422, 'need a retention time')
  })

  it('keeps its offsets when it is emptied, and is gone some seconds after it was deleted', async () => {
    await topic('orders', { partition_count: 1 })
    for (const value of ['a', 'b', 'c']) await produce('orders', { value })
    await ask('POST', `${OWN}/topics/orders/empty`)
    expect(await messages('orders')).toEqual([])
    expect(await produce('orders', { value: 'd' })).toMatchObject({ partition: 0, offset: 3 })
    expect((await page('orders')).partitions).toMatchObject([{ start_offset: 3, end_offset: 4, messages: 1 }])
    await ask('DELETE', `${DATA}/topics/orders`)
    await refused('POST', `${DATA}/topics`, { topic: { name: 'orders' } }, 409, 'still being deleted')
    api.pass(10_000)
    await refused('GET', `${OWN}/topics/orders`, undefined, 404, "Couldn't find that topic")
    await topic('orders', { partition_count: 1 })
    expect(await produce('orders', { value: 'a' })).toMatchObject({ offset: 0 })
  })
})

describe('messages', () => {
  beforeEach(() => cluster())

  it('with a key go to the partition of the key, others where they are sent, or all over', async () => {
    await topic('orders')
    expect(await produce('orders', { key: 'anna', value: '1' })).toMatchObject({ partition: partitionOf('anna', 8), offset: 0 })
    expect(await produce('orders', { key: 'anna', value: '2', headers: { by: 'hand' } })).toMatchObject({ offset: 1 })
    expect(await produce('orders', { value: '3', partition: 7 })).toMatchObject({ partition: 7 })
    const spread = new Set<number>()
    for (let nth = 0; nth < 20; nth++) spread.add((await produce('orders', { value: 'x' })).partition)
    expect(spread.size).toBeGreaterThan(4)
    const own = await messages('orders', `?partition=${partitionOf('anna', 8)}&offset=1&limit=1`)
    expect(own).toMatchObject([{ key: 'anna', value: '2', headers: { by: 'hand' }, offset: 1 }])
  })

  it('that cannot be are refused', async () => {
    await topic('orders')
    await topic('latest', { compaction: true })
    const to = `${OWN}/topics/orders/messages`
    await refused('POST', to, { value: 'x', partition: 8 }, 422, 'the partitions 0 to 7')
    await refused('POST', to, { value: 'x'.repeat(17_000) }, 422, '16 KB')
    await refused('POST', to, { key: 'k', value: null }, 422, 'Only in a compacted topic')
    await refused('POST', `${OWN}/topics/latest/messages`, { value: 'x' }, 422, 'need a key')
    await refused('GET', `${to}?offset=3`, undefined, 400, 'say which')
    await refused('GET', `${to}?since=yesterday`, undefined, 400, 'Times look like')
    await refused('GET', `${to}?partition=9`, undefined, 400, 'partitions 0 to 7')
  })

  it('of a compacted topic leave the newest of each key, until that is deleted', async () => {
    await topic('latest', { compaction: true, partition_count: 1, retention_time_ms: 7 * DAY })
    for (const [key, value] of [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
      ['b', null],
    ] as const)
      await produce('latest', { key, value })
    expect(await messages('latest')).toHaveLength(4)
    api.pass(2 * HOUR)
    expect(await messages('latest')).toMatchObject([
      { offset: 2, key: 'a', value: '2' },
      { offset: 3, key: 'b', value: null },
    ])
    api.pass(DAY)
    expect(await messages('latest')).toMatchObject([{ offset: 2 }])
    expect((await page('latest')).partitions).toMatchObject([{ start_offset: 0, end_offset: 4, messages: 1 }])
  })

  it('are gone after the retention', async () => {
    await topic('orders', { partition_count: 1 })
    await produce('orders', { value: 'old' })
    api.pass(DAY + 1)
    await produce('orders', { value: 'new' })
    expect(await messages('orders')).toMatchObject([{ offset: 1, value: 'new' }])
  })

  it('have offsets without a gap in every partition, whatever is done, and a replayed journal gives the same', async () => {
    const act = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          key: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
          pass: fc.integer({ min: 0, max: 5 * HOUR }),
        }),
      },
      fc.constant('empty' as const),
      fc.constant('rotate' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        api = await openHarness()
        await ask('POST', '/apps', { name: 'shop' })
        await cluster()
        await topic('orders', { partition_count: 3 })
        const next = [0, 0, 0]
        for (const each of acts) {
          if (each === 'empty') await ask('POST', `${OWN}/topics/orders/empty`)
          else if (each === 'rotate') await ask('POST', `${DATA}/rotate-credentials`)
          else {
            api.pass(each.pass)
            const { partition, offset } = await produce('orders', { key: each.key, value: '.' })
            expect(offset).toBe(next[partition])
            next[partition] = offset + 1
          }
        }
        expect((await page('orders')).partitions.map((row) => row.end_offset)).toEqual(next)
        const world = api.world()
        const again = createWorld(world.origin, world.journal)
        again.advanceTo(world.now)
        expect(again.hash()).toBe(world.hash())
      }),
      { numRuns: 15 },
    )
  })
})

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
    api = await openHarness('company')
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
