import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, refused } from '#hosts/support/asking.testing.ts'
import type { Config, KeyPage } from './contract.ts'
import { DATA, details, keys, OWN, say, store } from './stores.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MB = 2 ** 20

beforeEach(() => begin())

describe('a store', () => {
  it('is not known to the data service before it is there', async () => {
    await ask('POST', '/apps', { name: 'shop' })
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-redis:premium-0', name: 'store' })
    await refused('GET', DATA, undefined, 404, 'not yet provisioned')
    await refused('POST', `${OWN}/commands`, { line: 'PING' }, 404, 'not yet provisioned')
    expect(await ask('GET', `${DATA}/wait`)).toEqual({ message: 'preparing', 'waiting?': true })
    api.pass(6 * MINUTE)
    expect(await ask('GET', `${DATA}/wait`)).toEqual({ message: 'available', 'waiting?': false })
    const { REDIS_URL: url } = await ask<Record<string, string>>('GET', '/apps/shop/config-vars')
    expect(await ask('GET', DATA)).toMatchObject({
      resource_url: url,
      plan: 'premium-0',
      info: expect.arrayContaining([
        { name: 'Persistence', values: ['AOF'] },
        { name: 'Maxmemory', values: ['noeviction'] },
      ]),
    })
  })

  it('refuses writes when its memory is full and nothing may go', async () => {
    await store('mini')
    const filled = await ask<{ written: number; refused: string | null }>('POST', `${OWN}/fill`, {
      keys: 100,
      bytes: 400_000,
      seconds: null,
    })
    expect(filled).toMatchObject({ refused: "OOM command not allowed when used memory > 'maxmemory'.", evicted: 0 })
    expect(filled.written).toBeLessThan(66)
    expect(await say('set more x')).toBe("OOM command not allowed when used memory > 'maxmemory'.")
    expect(await say('get more')).toBeNull()
    const { keys: found } = await keys()
    expect(await say(`del ${found[0]?.key}`)).toBe(1)
    expect(await say('set more x')).toBe('OK')
  })

  it.each([
    ['allkeys-lru', ['used', 'new']],
    ['volatile-ttl', ['old', 'used']],
    ['volatile-lru', ['old', 'used']],
  ])('makes room by %s', async (policy, stay) => {
    await store('mini')
    await ask('PATCH', `${DATA}/config`, { maxmemory_policy: policy })
    const large = (key: string) => say(`setrange ${key} 500000 x`)
    await large('old')
    api.pass(1000)
    await large('used')
    for (let nth = 0; nth < 49; nth++) await large(`filler:${nth}`)
    api.pass(1000)
    for (let nth = 0; nth < 49; nth++) await say(`expire filler:${nth} ${1000 + nth}`)
    await say('get used')
    api.pass(1000)
    await large('new')
    const { evictions, evicted, memory } = await details()
    expect(evicted).toBeGreaterThan(0)
    expect(memory.used).toBeLessThanOrEqual(memory.limit)
    for (const key of stay) expect(evictions.map((each) => each.key)).not.toContain(key)
    expect(evictions.at(-1)?.key).toBe(policy === 'allkeys-lru' ? 'old' : 'filler:0')
  })

  it('takes settings that make sense, and says what does not', async () => {
    await store('mini')
    const set = (body: object) => ask<Config>('PATCH', `${DATA}/config`, body)
    expect((await set({ maxmemory_policy: 'allkeys-lfu' })).maxmemory_policy.value).toBe('allkeys-lfu')
    expect((await set({ notify_keyspace_events: 'KEA' })).notify_keyspace_events.value).toBe('AKE')
    expect((await set({ timeout: 0 })).timeout.value).toBe(0)
    expect(await say('config get maxmemory-policy')).toEqual(['maxmemory-policy', 'allkeys-lfu'])
    await refused('PATCH', `${DATA}/config`, { maxmemory_policy: 'oldest' }, 422, 'There is no policy oldest')
    await refused('PATCH', `${DATA}/config`, { notify_keyspace_events: 'KQ' }, 422, 'Q is no class of events')
    await refused('PATCH', `${DATA}/config`, { timeout: -1 }, 422, 'whole number of seconds')
    await refused('PATCH', `${DATA}/config`, { timeout: 5 }, 403, '', 'otto')
  })

  it('is upgraded in some minutes, and given a new password', async () => {
    await store('premium-0', { version: '7.2' })
    await refused('POST', `${DATA}/upgrade`, { version: '9' }, 422, 'There is no version 9')
    await refused('POST', `${DATA}/upgrade`, { version: '7.2' }, 422, 'only go to a newer version')
    await ask('POST', `${DATA}/upgrade`, { version: '8.1' })
    expect(await ask('GET', `${DATA}/wait`)).toEqual({ message: 'upgrading to 8.1.4', 'waiting?': true })
    api.pass(5 * MINUTE)
    expect(await details()).toMatchObject({ version: '8.1.4', versions: [], upgrading_to: null })
    const url = async () => (await ask<Record<string, string>>('GET', '/apps/shop/config-vars'))['REDIS_URL'] ?? ''
    const before = await url()
    await ask('POST', `${DATA}/credentials_rotation`)
    expect(await url()).not.toBe(before)
    expect(await ask('GET', '/apps/shop/releases')).toContainEqual(
      expect.objectContaining({ description: 'Update REDIS_URL by heroku-redis' }),
    )
    const connect = (address: string) => {
      const body = { password: new URL(address).password, commands: [['PING']] }
      return api.as(null, 'POST', '/control/redis-connections', body)
    }
    expect(await connect(await url())).toMatchObject({ status: 200, body: { replies: [{ status: 'PONG' }] } })
    expect(await connect(before)).toMatchObject({ status: 401, body: { message: expect.stringContaining('WRONGPASS') } })
  })

  it('tells what happens to keys when asked to, and what expires', async () => {
    await store()
    const told = () => api.world().tables.redisStores.all()[0]?.told
    await say('set a 1')
    expect(told()).toEqual({ nth: 0, events: [] })
    await ask('PATCH', `${DATA}/config`, { notify_keyspace_events: 'Ex$' })
    await say('set a 1 px 500')
    expect(told()).toEqual({ nth: 1, events: [{ kind: '$', name: 'set', key: 'a' }] })
    api.pass(1000)
    expect(told()).toEqual({ nth: 2, events: [{ kind: 'x', name: 'expired', key: 'a' }] })
  })

  it('takes what it held with it', async () => {
    await store()
    await say('set a 1 ex 600')
    await ask('DELETE', '/apps/shop/addons/store', { confirm: 'shop' })
    const { redisStores, redisKeys } = api.world().tables
    expect([redisStores.size, redisKeys.size]).toEqual([0, 0])
    api.pass(DAY)
  })

  it('shows a key with what it holds', async () => {
    await store()
    await say('zadd ranks 2 b 1 a')
    expect(await ask<KeyPage>('GET', `${OWN}/key?key=ranks`)).toMatchObject({
      type: 'zset',
      size: 2,
      elements: ['a', '1', 'b', '2'],
    })
    expect(await ask('GET', `${OWN}/key?key=none`)).toBeNull()
    for (let nth = 0; nth < 5; nth++) await say(`set user:${nth} ${'x'.repeat(1 + nth * 10)}`)
    const found = await keys('?match=user:*&type=string&sort=bytes&limit=2')
    expect(found).toMatchObject({ total: 6, found: 5, keys: [{ key: 'user:4', size: 41 }, { key: 'user:3' }] })
  })
})

describe('the stores of the starting world', () => {
  const SHOP = '/control/redis/redis-solid-20417'
  beforeEach(async () => {
    await begin('company')
  })

  it('hold what their apps keep in them, the same at each look', async () => {
    const before = await details(SHOP)
    expect(before.memory.used).toBeGreaterThan(40 * MB)
    expect(before.memory.used).toBeLessThan(before.memory.limit)
    expect(before.hit_rate).toBeGreaterThan(0.85)
    expect(await details(SHOP)).toEqual(before)
    expect(before.series.memory.at(-1)).toBe(before.memory.used)
    expect(await say('type bestsellers', SHOP)).toBe('zset')
    expect(await say('get stat:processed', SHOP)).toMatch(/^\d+$/)
    const { total } = await keys('', SHOP)
    expect(await say('dbsize', SHOP)).toBe(total)
    expect(api.world().tables.redisStores.size).toBe(0)
    const some = await keys('?match=cache:*', SHOP)
    for (const { key, bytes } of some.keys.slice(0, 5)) expect(await say(`memory usage ${key}`, SHOP)).toBe(bytes)
  })

  it('are written over and emptied for good, and filled again by their apps', async () => {
    const { memory } = await details(SHOP)
    expect(await say('set feature:flags off', SHOP)).toBe('OK')
    expect(await say('type feature:flags', SHOP)).toBe('string')
    expect(await say('del queues', SHOP)).toBe(1)
    api.pass(DAY)
    expect(await say('exists queues feature:flags', SHOP)).toBe(1)
    await say('flushall', SHOP)
    expect(await details(SHOP)).toMatchObject({ keys: 0, hit_rate: 0 })
    api.pass(30 * MINUTE)
    expect((await details(SHOP)).memory.used).toBeGreaterThan(memory.used * 0.8)
  })

  it('evict the least used of the app when others fill them, and stay within their plan', async () => {
    const before = await details(SHOP)
    const { evicted } = await ask<{ evicted: number }>('POST', `${SHOP}/fill`, { keys: 200, bytes: 400_000, seconds: null })
    expect(evicted).toBeGreaterThan(50)
    const full = await details(SHOP)
    expect(full.hit_rate).toBeLessThan(before.hit_rate ?? 0)
    expect(full.series.evicted.at(-1)).toBe(evicted)
    for (let hour = 0; hour < 24; hour += 4) {
      api.pass(4 * HOUR)
      const { memory } = await details(SHOP)
      expect(memory.used).toBeLessThan(memory.limit * 1.02)
    }
  })

  it('are read by those alone who may read the config vars', async () => {
    await refused('GET', '/redis/v0/databases/redis-solid-20417', undefined, 403, 'permission', 'otto')
    await refused('POST', `${SHOP}/commands`, { line: 'get a' }, 403, '', 'otto')
    await refused('GET', DATA, undefined, 404, 'add-on')
    await refused('GET', '/redis/v0/databases/kafka-spherical-57302', undefined, 404, 'key-value store')
  })
})
