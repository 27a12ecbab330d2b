import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Answers, Reply } from './contract.ts'
import { decode } from './replies.testing.ts'

// The same commands to a real Redis and to this model, whose answers have to be the same to the byte. Runs only where
// REDIS_SERVER names the program, such as Debian's: `REDIS_SERVER=redis-server npx vitest run src/platform/redis/oracle.test.ts`.

/** Sets have no order, also within a transaction. */
const UNORDERED = /^(s(members|union|inter|diff)|exec)$/i

const sorted = (reply: Reply): Reply =>
  Array.isArray(reply) ? reply.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : reply

const asText = (reply: Reply, unordered: boolean) => JSON.stringify(unordered ? sorted(reply) : reply)

const program = process.env['REDIS_SERVER'] ?? ''

describe('beside a real Redis', () => {
  let folder: string
  let server: ChildProcess
  let socket: Socket
  let api: Harness

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redis-oracle-'))
    const path = join(folder, 'socket')
    server = spawn(program, ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder], { stdio: 'pipe' })
    await new Promise<void>((resolve) => {
      let log = ''
      server.stdout?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        if (log.includes('ready to accept connections')) resolve()
      })
    })
    socket = connect(path)
    await once(socket, 'connect')
    api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    await api.as('ada', 'POST', '/apps/shop/addons', { plan: 'heroku-redis:premium-0', name: 'store' })
    api.pass(600_000)
  })
  afterAll(() => {
    socket.destroy()
    server.kill()
    rmSync(folder, { recursive: true })
  })

  async function real(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    const request = commands.map(
      (words) => `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`,
    )
    let text = ''
    const done = Promise.withResolvers<Reply[]>()
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const replies = decode(text)
      if (replies.length === commands.length) done.resolve(replies)
    }
    socket.on('data', read)
    socket.write(request.join(''), 'latin1')
    const replies = await done.promise
    socket.off('data', read)
    return replies
  }

  async function modelled(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    const { status, body } = await api.as('ada', 'POST', '/control/redis/store/commands', { commands, binary: true })
    expect(status).toBe(200)
    // The harness has checked it against the contract.
    return (body as Answers).replies
  }

  const key = fc.constantFrom('a', 'b', 'c', 'd')
  const text = fc.constantFrom('x', 'yy', '10', '-3', '3.5', '', 'one', 'two', 'three', '\xff\x00', '1e3', '9223372036854775807')
  const number = fc.constantFrom('0', '1', '-1', '2', '-2', '5', '100', 'x', '1.5')
  const score = fc.constantFrom('1', '2', '-1.5', 'inf', '-inf', '1e20', '(1', '3.25', 'nan')
  const lex = fc.constantFrom('-', '+', '[a', '(one', '[two', 'x')
  const word = (choices: string) => fc.constantFrom(...choices.split(' '))
  const optional = (...parts: fc.Arbitrary<string>[]) => fc.oneof(fc.constant<string[]>([]), fc.tuple(...parts))
  const said = (...parts: (fc.Arbitrary<string> | fc.Arbitrary<string[]>)[]) => fc.tuple(...parts).map((all) => all.flat())
  const some = (of: fc.Arbitrary<string>) => fc.array(of, { minLength: 1, maxLength: 3 })
  const pairs = (a: fc.Arbitrary<string>, b: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(a, b), { minLength: 1, maxLength: 3 }).map((all) => all.flat())
  const anyCase = (choices: string) => word(`${choices} ${choices.toLowerCase()}`)

  const command = fc.oneof(
    said(anyCase('GET STRLEN INCR DECR GETDEL TTL PTTL TYPE PERSIST EXISTS DEL LLEN HLEN SCARD ZCARD HKEYS HVALS'), key),
    said(word('HGETALL SMEMBERS LPOP RPOP ZPOPMIN ZPOPMAX'), key),
    said(word('SET'), key, text, optional(word('NX XX GET KEEPTTL nonsense')), optional(word('EX PX'), number)),
    said(word('SETNX GETSET APPEND LPUSHX RPUSHX'), key, text),
    said(word('SETEX PSETEX'), key, number, optional(text)),
    said(word('EXPIRE PEXPIRE'), key, number, optional(word('NX XX x'))),
    said(word('EXPIRE'), key, word('100 200 300'), optional(word('NX XX GT LT'))),
    said(word('INCRBY DECRBY'), key, fc.oneof(text, number)),
    // What has more digits than a long double keeps differs in the last of them.
    said(word('INCRBYFLOAT'), key, word('1 10 -3 x')),
    said(word('HINCRBYFLOAT'), key, text, word('1 10 -3 x')),
    said(word('MGET EXISTS DEL TOUCH SUNION SINTER SDIFF'), some(key)),
    said(word('MSET MSETNX'), pairs(key, text)),
    said(word('GETRANGE LRANGE LTRIM ZREMRANGEBYRANK'), key, number, number),
    said(word('SETRANGE SETBIT LSET'), key, number, text),
    said(word('GETBIT LINDEX'), key, number),
    said(word('BITCOUNT'), key, optional(number, number)),
    said(word('LPUSH RPUSH SADD SREM SMISMEMBER'), key, some(text)),
    said(word('LPOP RPOP'), key, number),
    said(word('LREM'), key, number, text),
    said(word('LINSERT'), key, word('BEFORE AFTER'), text, text),
    said(word('LMOVE'), key, key, word('LEFT RIGHT'), word('LEFT RIGHT')),
    said(word('LPOS'), key, text, optional(word('RANK COUNT MAXLEN'), number), optional(word('RANK COUNT'), number)),
    said(word('RPOPLPUSH RENAME RENAMENX COPY'), key, key),
    said(word('HSET HMSET'), key, pairs(text, text)),
    said(word('HSETNX HINCRBY'), key, text, text),
    said(word('HGET HEXISTS HSTRLEN HDEL SISMEMBER ZSCORE ZRANK ZREVRANK ZREM'), key, text),
    said(word('HMGET HDEL ZMSCORE'), key, some(text)),
    said(word('SMOVE'), key, key, text),
    said(word('SUNIONSTORE SINTERSTORE SDIFFSTORE'), key, some(key)),
    said(word('SINTERCARD'), word('1 2 0 x'), some(key)),
    said(word('ZADD'), key, optional(word('NX XX')), optional(word('GT LT')), optional(word('CH INCR')), pairs(score, text)),
    said(word('ZINCRBY'), key, score, text),
    said(word('ZCOUNT ZREMRANGEBYSCORE'), key, score, score),
    said(word('ZLEXCOUNT ZREMRANGEBYLEX ZRANGEBYLEX ZREVRANGEBYLEX'), key, lex, lex),
    said(word('ZRANGE'), key, number, number, optional(word('REV WITHSCORES')), optional(word('WITHSCORES REV'))),
    said(
      word('ZRANGE'),
      key,
      score,
      score,
      word('BYSCORE').map((each) => [each]),
      optional(word('REV WITHSCORES')),
    ),
    said(word('ZRANGEBYSCORE ZREVRANGEBYSCORE'), key, score, score, optional(word('LIMIT'), number, number)),
    said(word('ZREVRANGE'), key, number, number, optional(word('WITHSCORES'))),
    said(word('PING ECHO'), optional(text)),
    said(word('MULTI EXEC DISCARD UNWATCH')),
    said(word('WATCH'), some(key)),
    said(word('NOSUCH get'), some(text)),
  )

  it('answers the same, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 40 }), async (commands) => {
        const all = [['FLUSHALL'], ...commands]
        const [, , ...wanted] = await real([['DISCARD'], ['UNWATCH'], ...all])
        const found = await modelled(all)
        const said = (replies: readonly Reply[]) =>
          all.map((words, nth) => `${words.join(' ')} -> ${asText(replies[nth] ?? null, UNORDERED.test(words[0] ?? ''))}`)
        expect(said(found)).toEqual(said(wanted))
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  }, 300_000)
})
