import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, refused } from '#hosts/support/asking.testing.ts'
import { createWorld } from '#platform/index.ts'
import type { Answers, Session } from '#platform/redis/contract.ts'
import { answers, DATA, details, keys, OWN, plain, say, store } from '#platform/redis/stores.testing.ts'

const MINUTE = 60_000

beforeEach(() => begin())

describe('commands', () => {
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

it('holds a hash as a map does, and a list as an array', async () => {
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
