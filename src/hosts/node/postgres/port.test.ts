import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { join, message, messagesOf, textIn, type Message } from '#engines/postgres/wire.ts'
import { at, openShop, type Shop } from '#hosts/node/support.ts'

// PostgreSQL's protocol over a socket, as any client speaks it.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let shop: Shop
let url: URL
const sockets = new Set<Socket>()

beforeAll(async () => {
  shop = await openShop()
  await shop.cli('POST', '/apps/shop/addons', { plan: 'heroku-postgresql:essential-0', name: 'db' })
  await shop.cli('PATCH', '/control/clock', { advance: 600_000 })
  const { body } = await shop.cli('GET', '/apps/shop/config-vars')
  url = new URL(String(at(body, 'DATABASE_URL')))
  const client = await signedIn()
  await client.query('create table notes (id int primary key, t text)')
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
})
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

interface Who {
  readonly user?: string
  readonly password?: string
  readonly database?: string
}

class Client {
  readonly socket: Socket
  #bytes: Uint8Array = new Uint8Array()
  #heard = Promise.withResolvers<void>()

  constructor(socket = connect(Number(url.port), '127.0.0.1')) {
    this.socket = socket
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#heard.resolve())
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = join([this.#bytes, chunk])
      this.#heard.resolve()
    })
  }

  send(...messages: readonly Uint8Array[]): this {
    this.socket.write(join(messages))
    return this
  }

  /** The messages up to one of these kinds, or up to the end of the connection. */
  async until(letters: string): Promise<Message[]> {
    for (;;) {
      this.#heard = Promise.withResolvers()
      const all = messagesOf(this.#bytes)
      const end = all.findIndex(({ letter }) => letters.includes(letter))
      const found = end < 0 && this.socket.closed ? all : all.slice(0, end + 1)
      if (found.length > 0 || this.socket.closed) {
        this.#bytes = this.#bytes.slice(found.reduce((sum, { body }) => sum + body.length + 5, 0))
        return found
      }
      await this.#heard.promise
    }
  }

  /** Says who it is. Answers what went wrong, or undefined. */
  async signIn({ user = url.username, password = url.password, database = url.pathname.slice(1) }: Who = {}) {
    const startup = message('', new Uint8Array([0, 3, 0, 0]), 'user', user, 'database', database, new Uint8Array(1))
    await this.send(startup).until('R')
    return errorOf(await this.send(message('p', password)).until('ZE'))
  }

  async query(sql: string) {
    return readAnswer(await this.send(message('Q', sql)).until('Z'))
  }
}

async function signedIn(who?: Who): Promise<Client> {
  const client = new Client()
  expect(await client.signIn(who)).toBeUndefined()
  return client
}

function errorOf(messages: readonly Message[]): Readonly<Record<string, string>> | undefined {
  const body = messages.find(({ letter }) => letter === 'E')?.body
  return (
    body &&
    Object.fromEntries(
      Buffer.from(body)
        .toString()
        .split('\0')
        .map((field) => [field.slice(0, 1), field.slice(1)]),
    )
  )
}

function readAnswer(messages: readonly Message[]) {
  const rows = messages.flatMap(({ letter, body }) => (letter === 'D' ? [cellsOf(body)] : []))
  const done = messages.filter(({ letter }) => letter === 'C').map(({ body }) => textIn(body))
  const status = messages.at(-1)?.body
  return { rows, done, code: errorOf(messages)?.['C'], status: status && String.fromCharCode(status[0] ?? 0) }
}

function cellsOf(body: Uint8Array): (string | null)[] {
  const buffer = Buffer.from(body)
  let from = 2
  return Array.from({ length: buffer.readUInt16BE(0) }, () => {
    const length = buffer.readInt32BE(from)
    from += 4
    const cell = length < 0 ? null : buffer.toString('utf8', from, from + length)
    from += Math.max(0, length)
    return cell
  })
}

test("connects with the app's own address, and with no other", async () => {
  expect(url.href).toMatch(/^postgres:\/\/u\w+:p\w+@localhost:\d+\/d\w+$/)
  const client = await signedIn()
  expect(await client.query('select current_user, 1 + 1')).toMatchObject({ rows: [[url.username, '2']], status: 'I' })
  expect(await new Client().signIn({ password: 'guess' })).toMatchObject({ S: 'FATAL', C: '28P01' })
  expect(await new Client().signIn({ user: 'nobody' })).toMatchObject({ C: '28P01' })
  expect(await new Client().signIn({ database: 'nowhere' })).toMatchObject({ C: '3D000', M: 'database "nowhere" does not exist' })
})

test('connects by TLS', async () => {
  const plain = connect(Number(url.port), '127.0.0.1')
  sockets.add(plain)
  plain.write(message('', new Uint8Array([4, 210, 22, 47])))
  const [answer] = await once(plain, 'data')
  expect(String(answer)).toBe('S')
  const secure = connectSecurely({ socket: plain, ca: shop.host.certificate, servername: 'localhost' })
  const client = new Client(secure)
  expect(await client.signIn()).toBeUndefined()
  expect((await client.query('select 3')).rows).toEqual([['3']])
})

test('passes errors on, and goes on after them', async () => {
  const client = await signedIn()
  expect(await client.query('select * from nowhere')).toMatchObject({ code: '42P01', status: 'I' })
  expect(await client.query('begin; selec')).toMatchObject({ code: '42601' })
  expect(await client.query('begin')).toMatchObject({ done: ['BEGIN'], status: 'T' })
  expect(await client.query('select 1/0')).toMatchObject({ code: '22012', status: 'E' })
  expect(await client.query('rollback')).toMatchObject({ done: ['ROLLBACK'], status: 'I' })
})

test('keeps the transactions of two connections apart', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  await one.query("begin; insert into notes values (1, 'one')")
  const seen = two.query('select count(*) from notes where id = 1')
  await one.query('rollback')
  expect((await seen).rows).toEqual([['0']])
})

test('rolls back what a connection leaves behind', async () => {
  const one = await signedIn()
  await one.query("begin; insert into notes values (2, 'two')")
  one.socket.destroy()
  const two = await signedIn()
  expect((await two.query('select count(*) from notes where id = 2')).rows).toEqual([['0']])
})

test('keeps the prepared statements of two connections apart', async () => {
  const none = new Uint8Array(2)
  const prepare = (sql: string) => [message('P', 's1', sql, none), message('S')]
  const run = [message('B', '', 's1', none, none, none), message('E', '', 0), message('S')]
  const [one, two] = [await signedIn(), await signedIn()]
  await one.send(...prepare('select 1')).until('Z')
  await two.send(...prepare('select 2')).until('Z')
  expect(readAnswer(await one.send(...run).until('Z')).rows).toEqual([['1']])
  expect(readAnswer(await two.send(...run).until('Z')).rows).toEqual([['2']])
})

test('keeps settings of two connections apart', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  await one.query("set timezone = 'Europe/Berlin'")
  expect((await two.query('show timezone')).rows).toEqual([['Etc/UTC']])
  expect((await one.query('show timezone')).rows).toEqual([['Europe/Berlin']])
})

test('copies rows in and out', async () => {
  const client = await signedIn()
  await client.send(message('Q', 'copy notes from stdin with csv')).until('G')
  const copied = client.send(copyData("10,ten\n11,'el"), copyData("even'\n"), message('c'))
  expect(readAnswer(await copied.until('Z'))).toMatchObject({ done: ['COPY 2'], status: 'I' })
  const out = await client.send(message('Q', 'copy (select id from notes where id > 9 order by 1) to stdout')).until('Z')
  expect(out.filter(({ letter }) => letter === 'd').map(({ body }) => Buffer.from(body).toString())).toEqual(['10\n', '11\n'])
  await client.send(message('Q', 'copy notes from stdin')).until('G')
  expect(readAnswer(await client.send(message('f', 'gave up')).until('Z'))).toMatchObject({ code: '57014', status: 'I' })
  expect(await client.query('select 1; copy notes from stdin')).toMatchObject({ code: '0A000' })
  expect((await client.query('select 1')).rows).toEqual([['1']])
})

const copyData = (rows: string) => message('d', Buffer.from(rows))

test('ends a statement when it is asked to', async () => {
  const client = new Client()
  const startup = message(
    '',
    new Uint8Array([0, 3, 0, 0]),
    'user',
    url.username,
    'database',
    url.pathname.slice(1),
    new Uint8Array(1),
  )
  await client.send(startup).until('R')
  const greeting = await client.send(message('p', url.password)).until('Z')
  const key = greeting.find(({ letter }) => letter === 'K')?.body ?? new Uint8Array()
  const answer = client.query('select count(*) from generate_series(1, 1000000000)')
  const canceller = new Client()
  await once(canceller.socket, 'connect')
  await vi.waitFor(
    async () => {
      const cancel = new Client().send(message('', new Uint8Array([4, 210, 22, 46]), key))
      await once(cancel.socket, 'close')
      expect(await Promise.race([answer, Promise.resolve(null)])).toMatchObject({ code: '57014' })
    },
    { timeout: 20_000 },
  )
})

test('lets no more in than the plan has connections', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => signedIn()))
  expect(clients).toHaveLength(20)
  expect(await new Client().signIn()).toMatchObject({ C: '53300' })
})

test('follows what happens to the database', async () => {
  const client = await signedIn()
  await client.query("insert into notes values (20, 'kept')")
  const { status } = await shop.cli('PUT', '/client/v11/databases/db/reset')
  expect(status).toBeLessThan(300)
  await shop.cli('PATCH', '/control/clock', { advance: 60_000 })
  expect(await client.query('select * from notes')).toMatchObject({ code: '42P01' })
  await shop.cli('DELETE', '/apps/shop/addons/db')
  expect(errorOf(await client.send(message('Q', 'select 1')).until('Z'))).toMatchObject({ S: 'FATAL', C: '57P01' })
})
