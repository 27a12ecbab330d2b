import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { at, openShop, type Shop } from '#hosts/node/support.ts'

// Redis' protocol over a socket, as any client speaks it.

let shop: Shop
let url: URL
const sockets = new Set<Socket>()

beforeAll(async () => {
  shop = await openShop()
  await shop.cli('POST', '/apps/shop/addons', { plan: 'heroku-redis:mini', name: 'store' })
  await shop.cli('PATCH', '/control/clock', { advance: 600_000 })
  const { body } = await shop.cli('GET', '/apps/shop/config-vars')
  url = new URL(String(at(body, 'REDIS_URL')))
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
})
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

/** A connection that is sent and says plain text, and what it said so far. */
class Client {
  readonly socket: Socket
  text = ''

  constructor(socket = connect(Number(url.port), '127.0.0.1')) {
    this.socket = socket
    sockets.add(socket)
    socket.on('data', (chunk: Buffer) => (this.text += chunk.toString('latin1')))
    socket.on('error', () => undefined)
  }

  send(...commands: readonly (string | readonly string[])[]): this {
    for (const command of commands)
      this.socket.write(
        typeof command === 'string'
          ? command
          : `*${command.length}\r\n${command.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`,
        'latin1',
      )
    return this
  }

  /** Waits until it has said this, and forgets it. */
  async says(text: string): Promise<void> {
    await expect.poll(() => this.text.slice(0, text.length), { timeout: 10_000 }).toBe(text)
    this.text = this.text.slice(text.length)
  }
}

async function signedIn(): Promise<Client> {
  const client = new Client().send(['AUTH', url.password])
  await client.says('+OK\r\n')
  return client
}

test("connects with the app's own address, which is not told to others", async () => {
  expect(url.href).toMatch(/^redis:\/\/:p[0-9a-f]{64}@localhost:\d+/)
  const client = new Client().send(['GET', 'a'])
  await client.says('-NOAUTH Authentication required.\r\n')
  client.send(['AUTH', 'nobody'])
  await client.says('-WRONGPASS invalid username-password pair or user is disabled.\r\n')
  client.send(['AUTH', 'default', url.password], ['SELECT', '0'], ['SELECT', '1'])
  await client.says('+OK\r\n+OK\r\n-ERR DB index is out of range\r\n')
  client.send(['HELLO', '3'], ['HELLO', '2', 'AUTH', 'default', url.password])
  await client.says('-NOPROTO unsupported protocol version\r\n*12\r\n$6\r\nserver\r\n')
})

test('takes commands in pieces, many at once and as lines, with any bytes', async () => {
  const client = await signedIn()
  for (const piece of ['*3\r\n$3\r\nSE', 'T\r\n$5\r\nbytes\r\n$4\r\n\xff\0', '\r\n\r', '\n']) {
    client.send(piece)
    await new Promise((resolve) => client.socket.write('', resolve))
  }
  await client.says('+OK\r\n')
  client.send(['GET', 'bytes'], ['INCR', 'n'], ['INCRBY', 'n', '9007199254740993'], ['LPUSH', 'n', 'x'], ['MGET', 'n', 'none'])
  await client.says('$4\r\n\xff\0\r\n\r\n:1\r\n:9007199254740994\r\n-WRONGTYPE ')
  await client.says('Operation against a key holding the wrong kind of value\r\n*2\r\n$16\r\n9007199254740994\r\n$-1\r\n')
  client.send('set line "two words"\r\n\r\nget line\n', ['PING'])
  await client.says('+OK\r\n$9\r\ntwo words\r\n+PONG\r\n')
  client.send(...Array.from({ length: 2500 }, (_, nth) => ['SET', `many:${nth}`, 'x']))
  await client.says('+OK\r\n'.repeat(2500))
  const ended = once(client.socket, 'close')
  client.send('*1\r\n:1\r\n')
  await client.says("-ERR Protocol error: expected '$', got ':'\r\n")
  await ended
})

test('carries out transactions, and nothing of one whose keys were changed meanwhile', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  one.send(['MULTI'], ['SET', 'a', '1'], ['INCR', 'a'], ['EXEC'])
  await one.says('+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n+OK\r\n:2\r\n')
  one.send(['WATCH', 'a'], ['MULTI'], ['SET', 'a', 'mine'])
  await one.says('+OK\r\n+OK\r\n+QUEUED\r\n')
  two.send(['SET', 'a', 'theirs'])
  await two.says('+OK\r\n')
  one.send(['EXEC'], ['GET', 'a'])
  await one.says('$-1\r\n$6\r\ntheirs\r\n')
})

test('tells those who listen what others publish and what becomes of keys, from wherever that is done', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  one.send(['SUBSCRIBE', 'news'], ['PSUBSCRIBE', '__key*__:*'], ['GET', 'a'])
  await one.says('*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n*3\r\n$10\r\npsubscribe\r\n$10\r\n__key*__:*\r\n:2\r\n-ERR Can')
  await one.says("'t execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context\r\n")
  two.send(['PUBLISH', 'news', 'hello'], ['PUBLISH', 'else', 'hello'])
  await two.says(':1\r\n:0\r\n')
  await one.says('*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n')
  await shop.cli('PATCH', '/redis/v0/databases/store/config', { notify_keyspace_events: 'Ex' })
  await shop.cli('POST', '/control/redis/store/commands', { line: 'set short 1 ex 5' })
  await shop.cli('PATCH', '/control/clock', { advance: 6_000 })
  await one.says('*4\r\n$8\r\npmessage\r\n$10\r\n__key*__:*\r\n$22\r\n__keyevent@0__:expired\r\n$5\r\nshort\r\n')
  one.send(['UNSUBSCRIBE'], ['PUNSUBSCRIBE'], ['DBSIZE'])
  await one.says('*3\r\n$11\r\nunsubscribe\r\n$4\r\nnews\r\n:1\r\n*3\r\n$12\r\npunsubscribe\r\n$10\r\n__key*__:*\r\n:0\r\n:')
})

test('waits for a list to have something, or for so long', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  one.send(['BLPOP', 'jobs', '0.01'], ['BLPOP', 'jobs', '0'], ['PING'])
  await one.says('$-1\r\n')
  two.send(['RPUSH', 'jobs', 'first', 'second'])
  await two.says(':2\r\n')
  await one.says('*2\r\n$4\r\njobs\r\n$5\r\nfirst\r\n+PONG\r\n')
})

test('is spoken over TLS as well, and ends where the password is made anew', async () => {
  const { body: before } = await shop.cli('GET', '/redis/v0/databases/store')
  expect(at(before, 'resource_url')).toBe(url.href)
  const socket = connectSecurely({
    port: Number(url.port),
    host: '127.0.0.1',
    ca: shop.host.certificate,
    servername: 'localhost',
  })
  const client = new Client(socket).send(`AUTH ${url.password}\n`, 'ECHO hello\n')
  await client.says('+OK\r\n$5\r\nhello\r\n')
  await shop.cli('POST', '/redis/v0/databases/store/credentials_rotation', {})
  client.send(['PING'], ['PING'])
  await client.says('-WRONGPASS invalid username-password pair or user is disabled.\r\n')
  const { body } = await shop.cli('GET', '/apps/shop/config-vars')
  expect(at(body, 'REDIS_URL')).not.toBe(url.href)
  client.send('QUIT\r\n')
  await once(socket, 'close')
})
