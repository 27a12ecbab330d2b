import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Answers, Config, Details, Key, KeyPage, Reply, Session } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MB = 2 ** 20

let api: Harness

async function ask<T>(method: string, path: string, body?: object, who: string | null = 'ada'): Promise<T> {
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

const DATA = '/redis/v0/databases/store'
const OWN = '/control/redis/store'

async function store(plan = 'mini', config: object = {}): Promise<void> {
  await ask('POST', '/apps', { name: 'shop' })
  await ask('POST', '/apps/shop/addons', { plan: `heroku-redis:${plan}`, name: 'store', config })
  api.pass(6 * MINUTE)
}

const answers = (line: string, session?: Session, of = OWN) => ask<Answers>('POST', `${of}/commands`, { line, session })

/** What one line answers: texts and words as they are, errors by their message. */
async function say(line: string, of = OWN): Promise<unknown> {
  const { replies } = await answers(line, undefined, of)
  return plain(replies[0] ?? null)
}

function plain(reply: Reply): unknown {
  if (reply === null || typeof reply === 'number') return reply
  if (Array.isArray(reply)) return reply.map(plain)
  return Object.values(reply)[0]
}

const details = (of = OWN) => ask<Details>('GET', of)
const keys = (query = '', of = OWN) => ask<{ total: number; found: number; keys: Key[] }>('GET', `${of}/keys${query}`)

describe('a store', () => {
  beforeEach(async () => {
    api = await openHarness()
  })

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

  it('answers a line as its console would, with quotes and bytes', async () => {
    await store()
    expect(await say('set greeting "h\u00e9llo \\x00"')).toBe('OK')
    expect(await say('get greeting')).toBe('h\u00c3\u00a9llo \0')
    expect(await say('strlen greeting')).toBe(8)
    expect(await say('lpush greeting 1')).toMatch(/^WRONGTYPE /)
    expect(await say('nothing here')).toBe("ERR unknown command 'nothing', with args beginning with: 'here' ")
    expect(await say('get')).toBe("ERR wrong number of arguments for 'get' command")
    expect(await say('set a "b')).toBe('ERR Protocol error: unbalanced quotes in request')
    await refused(
      'POST',
      `${OWN}/commands`,
      { commands: [['SET', 'a', '\u20ac']], binary: true },
      400,
      'characters from 0 to 255',
    )
    expect(await say('config set maxmemory 1gb')).toMatch(/^NOPERM /)
    expect(await say('info memory')).toMatch(/maxmemory:26214400\r\n/)
  })

  it('leaves no trace of what only reads, and keeps what writes when it is replayed', async () => {
    await store()
    await say('rpush queue a b c')
    const { length } = api.world().journal
    await say('lrange queue 0 -1')
    expect(api.world().journal).toHaveLength(length)
    await say('spop nothing')
    await say('sadd some a b c d e')
    await say('spop some 2')
    await say('set short x ex 90')
    api.pass(2 * MINUTE)
    const world = api.world()
    const again = createWorld(world.origin, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
  })

  it('lets keys expire by the simulated clock', async () => {
    await store()
    await say('set code 1234 ex 60')
    await say('set kept 1')
    api.pass(59_000)
    expect(await say('ttl code')).toBe(1)
    expect(await say('get code')).toBe('1234')
    api.pass(1_000)
    expect(await say('get code')).toBeNull()
    expect(await keys()).toMatchObject({ total: 1, keys: [{ key: 'kept', expires_at: null }] })
    expect(await details()).toMatchObject({ expired: 1 })
    expect(await ask('POST', `${DATA}/stats/reset`)).toEqual({ message: 'Stats reset successful.' })
    expect(await details()).toMatchObject({ expired: 0 })
  })

  it('carries out a transaction whole, unless a key that it watches was changed', async () => {
    await store()
    const after = async (...lines: string[]) => {
      let session: Session | undefined
      const said: unknown[] = []
      for (const line of lines) {
        const answer = await answers(line, session)
        session = answer.session
        said.push(plain(answer.replies[0] ?? null))
      }
      return said
    }
    expect(await after('multi', 'incr n', 'lpush n 1', 'incr n', 'exec')).toEqual([
      'OK',
      'QUEUED',
      'QUEUED',
      'QUEUED',
      [1, expect.stringMatching(/^WRONGTYPE/), 2],
    ])
    expect(await after('multi', 'incr', 'exec')).toEqual([
      'OK',
      expect.stringMatching(/^ERR wrong/),
      expect.stringMatching(/^EXECABORT/),
    ])
    const { session } = await answers('watch n')
    await say('incr n')
    const multi = await answers('multi', session)
    expect((await answers('exec', multi.session)).replies).toEqual([null])
    expect(await say('exec')).toBe('ERR EXEC without MULTI')
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

  it('stays small whatever is written to it', async () => {
    await store('premium-2')
    expect(await say('setrange large 600000 x')).toMatch(/^ERR string exceeds/)
    const many = Array.from({ length: 10_000 }, (_, nth) => ['SET', `k${nth}`, 'v'])
    await ask('POST', `${OWN}/commands`, { commands: many })
    expect(await say('set another v')).toMatch(/^OOM .* at most 10000 keys/)
    expect(await say('mset k0 w another v')).toMatch(/^OOM /)
    expect(await say('get k0')).toBe('v')
    await say('flushall')
    const noise = Array.from({ length: 40_000 }, (_, nth) => nth.toString(36))
      .join('')
      .slice(0, 150_000)
    for (let nth = 0; nth < 75; nth++) await ask('POST', `${OWN}/commands`, { commands: [['SET', `noise${nth}`, noise]] })
    expect(await say('copy noise0 more')).toMatch(/^OOM .* at most 8 MB/)
    await refused('POST', `${OWN}/commands`, { commands: Array.from({ length: 10_001 }, () => ['PING']) }, 422, 'at most 10000')
  })
})

it('is not held up by what asks for too much', async () => {
  api = await openHarness()
  await store('premium-2')
  await ask('PATCH', `${DATA}/config`, { maxmemory_policy: 'allkeys-lru' })
  const run = (commands: string[][]) => ask<Answers>('POST', `${OWN}/commands`, { commands })
  await run(Array.from({ length: 5000 }, (_, nth) => ['SET', `k${nth}`, 'v']))
  await run([
    ['SETRANGE', 'large', '500000', 'x'],
    ['SADD', 'set', ...Array.from({ length: 20_000 }, (_, nth) => nth.toString(36))],
  ])
  const many = <T>(item: T, count = 10_000) => Array.from({ length: count }, () => item)
  for (const commands of [
    many(['KEYS', '*']),
    many(['GET', 'large']),
    [['MGET', ...many('large')]],
    [['SUNION', ...many('set')]],
  ]) {
    const { replies } = await run(commands)
    expect(replies).toHaveLength(commands.length)
    expect(plain(replies.at(-1) ?? null)).toMatch(/^ERR that is too much at once/)
  }
  expect(await say('get k1')).toBe('v')
}, 30_000)

describe('the stores of the starting world', () => {
  const SHOP = '/control/redis/redis-solid-20417'
  beforeEach(async () => {
    api = await openHarness('company')
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

it('holds a hash as a map does, and a list as an array', async () => {
  api = await openHarness()
  await store('premium-0')
  const word = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', '\u00e9', ' ', '"') })
  const step = fc.oneof(
    fc.tuple(fc.constant('HSET'), word, word),
    fc.tuple(fc.constant('HDEL'), word),
    fc.tuple(fc.constant('RPUSH'), word, word),
    fc.tuple(fc.constant('LPOP')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const hash = new Map<string, string>()
      let list: string[] = []
      for (const [name, a = '', b = ''] of steps) {
        if (name === 'HSET') hash.set(a, b)
        if (name === 'HDEL') hash.delete(a)
        if (name === 'RPUSH') list = [...list, a, b]
        if (name === 'LPOP') list = list.slice(1)
      }
      const commands = steps.map(([name, ...words]) => [name, name.startsWith('H') ? 'hash' : 'list', ...words])
      const asked = { commands: [['FLUSHALL'], ...commands, ['HGETALL', 'hash'], ['LRANGE', 'list', '0', '-1']] }
      const { replies } = await ask<Answers>('POST', `${OWN}/commands`, asked)
      const [found, items] = replies.slice(-2).map(plain)
      const bytes = (text: string) => Buffer.from(text).toString('latin1')
      expect(found).toEqual([...hash].flat().map(bytes))
      expect(items).toEqual(list.map(bytes))
    }),
    { numRuns: 60 },
  )
  expect(api.reports).toEqual([])
})
