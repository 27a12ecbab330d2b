import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { createWorld } from '#platform/index.ts'
import { cluster, DATA, messages, OWN, page, produce, topic } from './clusters.testing.ts'
import type { Topic } from './contract.ts'
import { partitionOf } from './murmur.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

beforeEach(beginWithShop)

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
        await begin()
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
