import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { message } from '#engines/postgres/wire.ts'
import { at, type Shop } from '#hosts/node/support.ts'
import { Client, closeClients, errorOf, readAnswer, openWithDatabase, signedIn } from './support.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let shop: Shop
let url: URL

beforeAll(async () => {
  ;({ shop, url } = await openWithDatabase())
  const client = await signedIn(url)
  await client.query('create table notes (id int primary key, t text)')
})
afterEach(closeClients)
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

test("connects with the app's own address, and with no other", async () => {
  expect(url.href).toMatch(/^postgres:\/\/u\w+:p\w+@localhost:\d+\/d\w+$/)
  const client = await signedIn(url)
  const whoAndWhere = await client.query('select current_user, current_database()')
  expect(whoAndWhere).toMatchObject({ rows: [[url.username, url.pathname.slice(1)]], status: 'I' })
  expect(await new Client(url).signIn({ password: 'guess' })).toMatchObject({ S: 'FATAL', C: '28P01' })
  expect(await new Client(url).signIn({ user: 'nobody' })).toMatchObject({ C: '28P01' })
  expect(await new Client(url).signIn({ database: 'nowhere' })).toMatchObject({
    C: '3D000',
    M: 'database "nowhere" does not exist',
  })
})

test('connects by TLS', async () => {
  const plain = connect(Number(url.port), '127.0.0.1')
  plain.write(message('', new Uint8Array([4, 210, 22, 47])))
  const [answer] = await once(plain, 'data')
  expect(String(answer)).toBe('S')
  const secure = connectSecurely({ socket: plain, ca: shop.host.certificate, servername: 'localhost' })
  const client = new Client(url, secure)
  expect(await client.signIn()).toBeUndefined()
  expect((await client.query('select 3')).rows).toEqual([['3']])
})

test('passes errors on, and goes on after them', async () => {
  const client = await signedIn(url)
  expect(await client.query('select * from nowhere')).toMatchObject({ code: '42P01', status: 'I' })
  expect(await client.query('begin; selec')).toMatchObject({ code: '42601' })
  expect(await client.query('begin')).toMatchObject({ done: ['BEGIN'], status: 'T' })
  expect(await client.query('select 1/0')).toMatchObject({ code: '22012', status: 'E' })
  expect(await client.query('rollback')).toMatchObject({ done: ['ROLLBACK'], status: 'I' })
})

test('keeps the transactions of two connections apart', async () => {
  const [one, two] = [await signedIn(url), await signedIn(url)]
  await one.query("begin; insert into notes values (1, 'one')")
  const seen = two.query('select count(*) from notes where id = 1')
  await one.query('rollback')
  expect((await seen).rows).toEqual([['0']])
})

test('rolls back what a connection leaves behind', async () => {
  const one = await signedIn(url)
  await one.query("begin; insert into notes values (2, 'two')")
  one.socket.destroy()
  const two = await signedIn(url)
  expect((await two.query('select count(*) from notes where id = 2')).rows).toEqual([['0']])
})

test('keeps the prepared statements of two connections apart', async () => {
  const none = new Uint8Array(2)
  const prepare = (sql: string) => [message('P', 's1', sql, none), message('S')]
  const run = [message('B', '', 's1', none, none, none), message('E', '', 0), message('S')]
  const [one, two] = [await signedIn(url), await signedIn(url)]
  await one.send(...prepare('select 1')).until('Z')
  await two.send(...prepare('select 2')).until('Z')
  expect(readAnswer(await one.send(...run).until('Z')).rows).toEqual([['1']])
  expect(readAnswer(await two.send(...run).until('Z')).rows).toEqual([['2']])
})

test('keeps settings of two connections apart', async () => {
  const [one, two] = [await signedIn(url), await signedIn(url)]
  await one.query("set timezone = 'Europe/Berlin'")
  expect((await two.query('show timezone')).rows).toEqual([['Etc/UTC']])
  expect((await one.query('show timezone')).rows).toEqual([['Europe/Berlin']])
})

test('copies rows in and out', async () => {
  const client = await signedIn(url)
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
  const client = new Client(url)
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
  const canceller = new Client(url)
  await once(canceller.socket, 'connect')
  await vi.waitFor(
    async () => {
      const cancel = new Client(url).send(message('', new Uint8Array([4, 210, 22, 46]), key))
      await once(cancel.socket, 'close')
      expect(await Promise.race([answer, Promise.resolve(null)])).toMatchObject({ code: '57014' })
    },
    { timeout: 20_000 },
  )
})

test('tells the platform how many are connected, and when they are gone', async () => {
  const connections = async () => {
    const { body } = await shop.cli('GET', '/client/v11/databases/db')
    return JSON.stringify(body).match(/(\d+)\/20/)?.[1]
  }
  const [one, two] = [await signedIn(url), await signedIn(url)]
  await one.query('select 1')
  await two.query('select 1')
  // The app's dyno has five of its own.
  await vi.waitFor(async () => expect(await connections()).toBe('7'), { timeout: 20_000 })
  closeClients()
  await vi.waitFor(async () => expect(await connections()).toBe('5'), { timeout: 20_000 })
})

test('lets no more in than the plan has connections', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => signedIn(url)))
  expect(clients).toHaveLength(20)
  expect(await new Client(url).signIn()).toMatchObject({ C: '53300' })
})

test('goes back in time with the world, and on again', async () => {
  const client = await signedIn(url)
  const rows = async () => (await client.query('select id from notes where id >= 30 order by id')).rows.flat()
  await client.query("insert into notes values (30, 'first')")
  const then = String(at((await shop.cli('GET', '/control/clock')).body, 'now'))
  await shop.cli('PATCH', '/control/clock', { advance: 60_000 })
  await client.query("insert into notes values (31, 'second')")
  await shop.cli('PATCH', '/control/clock', { back_to: then })
  expect(await rows()).toEqual(['30'])
  await shop.cli('PATCH', '/control/clock', { advance: 60_000 })
  expect(await rows()).toEqual(['30', '31'])
})

test('follows what happens to the database', async () => {
  const client = await signedIn(url)
  await client.query("insert into notes values (20, 'kept')")
  const { status } = await shop.cli('PUT', '/client/v11/databases/db/reset')
  expect(status).toBeLessThan(300)
  await shop.cli('PATCH', '/control/clock', { advance: 60_000 })
  expect(await client.query('select * from notes')).toMatchObject({ code: '42P01' })
  await shop.cli('DELETE', '/apps/shop/addons/db')
  expect(errorOf(await client.send(message('Q', 'select 1')).until('Z'))).toMatchObject({ S: 'FATAL', C: '57P01' })
})
