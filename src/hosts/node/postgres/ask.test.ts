import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ask as get, at, type Answer, type Shop } from '#hosts/node/support.ts'
import { closeClients, openWithDatabase, signedIn } from './support.ts'

// A database asked by HTTP, as the dashboard does: the one that psql reaches.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const WAIT = { timeout: 20_000 }

let shop: Shop
let url: URL
beforeAll(async () => {
  ;({ shop, url } = await openWithDatabase())
  await sql('create table notes (id int primary key, t text)')
})
afterEach(closeClients)
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

const by = (person: string) => ({ authorization: `Bearer ${shop.tokenOf(person)}` })
const ask = (question: unknown, person = 'ada'): Promise<Answer> =>
  shop.cli('POST', '/control/databases/db/ask', question, by(person))
const run = (text: string, more: object = {}) => ({
  kind: 'run',
  session: 'one',
  as: url.username,
  sql: text,
  readonly: false,
  ...more,
})

async function sql(text: string, more: object = {}, person = 'ada'): Promise<unknown> {
  const { status, body } = await ask(run(text, more), person)
  expect(status, text).toBe(200)
  return at(body, 'answer')
}

const rowsOf = (ran: unknown) => at(ran, 'results', 0, 'rows')

test('sees what psql writes, and the other way round', async () => {
  const psql = await signedIn(url)
  await psql.query("create table orders (id int); insert into orders values (7); insert into notes values (1, 'by psql')")
  expect(rowsOf(await sql('select t from notes'))).toEqual([['by psql']])
  const { body } = await ask({ kind: 'describe' })
  expect(body).toMatchObject({
    answer: {
      tables: [
        { name: 'notes', rows: 1 },
        { name: 'orders', rows: 1 },
      ],
    },
  })
  await sql("update notes set t = 'by the dashboard'")
  expect((await psql.query('select t from notes')).rows).toEqual([['by the dashboard']])
})

test('tells the platform how large it is', async () => {
  const psql = await signedIn(url)
  const sizeOf = async () => {
    const { body } = await shop.cli('GET', '/client/v11/databases/db')
    return { bytes: Number(at(body, 'num_bytes')), tables: at(body, 'num_tables') }
  }
  const before = await vi.waitFor(async () => {
    const size = await sizeOf()
    expect(size.tables).toBe(2)
    return size
  }, WAIT)
  await psql.query("create table large (t text); insert into large select repeat('x', 100) from generate_series(1, 50000)")
  await vi.waitFor(async () => {
    const { bytes, tables } = await sizeOf()
    expect(tables).toBe(3)
    expect(bytes).toBeGreaterThan(before.bytes + 5_000_000)
  }, WAIT)
  await psql.query('drop table large')
})

test('answers each kind of question', async () => {
  expect(await ask({ kind: 'open' })).toMatchObject({
    status: 200,
    body: { answer: { version: expect.stringMatching(/^\d+\.\d+$/) } },
  })
  const ran = await sql('select n from generate_series(1, 1000) n')
  expect(ran).toMatchObject({ error: null, transaction: 'none', results: [{ count: 1000, command: 'SELECT 1000' }] })
  const result = at(ran, 'results', 0, 'id')
  expect((await ask({ kind: 'rows', result, from: 998, count: 10 })).body).toEqual({ answer: [['999'], ['1000']] })
  const text = await ask({ kind: 'text', result, format: 'csv' })
  expect(String(at(text.body, 'answer')).split('\r\n').slice(0, 3)).toEqual(['n', '1', '2'])
  const page = {
    kind: 'browse',
    session: 'two',
    as: url.username,
    schema: 'public',
    table: 'notes',
    order: null,
    filters: [],
    from: 0,
    count: 5,
  }
  expect((await ask(page)).body).toMatchObject({ answer: { results: [{ columns: [{ name: 'id' }, { name: 't' }] }] } })
  expect((await ask({ kind: 'expensive' })).body).toMatchObject({
    answer: expect.arrayContaining([expect.objectContaining({ calls: 1 })]),
  })
  expect((await ask({ kind: 'leave', session: 'two' })).body).toEqual({ answer: null })
  const dump = await shop.cli('GET', '/control/databases/db/dump')
  expect(dump).toMatchObject({ status: 200, text: expect.stringContaining('create table "public"."notes"') })
})

test('says what PostgreSQL refuses, and where', async () => {
  expect(await sql('select 1; select nothing')).toMatchObject({
    error: { code: '42703', position: 17 },
    results: [{ command: 'SELECT 1' }],
  })
  const result = at(await sql('select 1'), 'results', 0, 'id')
  await sql('select 2')
  expect(await ask({ kind: 'rows', result, from: 0, count: 1 })).toMatchObject({
    status: 200,
    body: { error: { code: '34000' } },
  })
})

test('stops a statement while it runs', async () => {
  const long = ask(run('select count(*) from generate_series(1, 1000000000)'))
  const stopped = await vi.waitFor(async () => {
    await ask({ kind: 'cancel', session: 'one' })
    const answer = await Promise.race([long, Promise.resolve(null)])
    expect(answer).not.toBeNull()
    return answer
  }, WAIT)
  expect(stopped?.body).toMatchObject({ error: { code: '57014', message: 'canceling statement due to user request' } })
})

test.each<[what: string, by: string | null, database: string, question: unknown, status: number, says: RegExp]>([
  ['nobody', null, 'db', { kind: 'open' }, 401, /credentials/],
  ['an outsider', 'otto', 'db', { kind: 'open' }, 403, /permission/],
  ['a database that is not', 'ada', 'nothing', { kind: 'open' }, 404, /find/],
  ['no question', 'ada', 'db', undefined, 422, /kind/],
  ['an unknown question', 'ada', 'db', { kind: 'drop' }, 422, /kind/],
  ['messages of the port', 'ada', 'db', { kind: 'wire', session: 'x', as: 'x', bytes: '', input: null }, 422, /kind/],
  ['a question that makes no sense', 'ada', 'db', { kind: 'rows', result: 'x', from: -1, count: 1 }, 422, /from/],
  ['a session of a strange name', 'ada', 'db', { kind: 'leave', session: 'a b' }, 422, /letters/],
  [
    'a user of no credential',
    'ada',
    'db',
    { kind: 'run', session: 'x', as: 'postgres', sql: 'select 1', readonly: false },
    422,
    /postgres/,
  ],
  ['a result of somebody else', 'ada', 'db', { kind: 'rows', result: 'somebody.one 1', from: 0, count: 1 }, 404, /result/],
  ['no JSON', 'ada', 'db', '{', 400, /JSON/],
  ['too large a body', 'ada', 'db', new Uint8Array(17 * 1024 * 1024).fill(0x20), 413, /larger/],
])('refuses %s', async (_, person, database, question, status, says) => {
  const headers = person === null ? { authorization: '' } : by(person)
  const answer = await shop.cli('POST', `/control/databases/${database}/ask`, question, headers)
  expect(answer).toMatchObject({ status, body: { id: expect.any(String), message: expect.stringMatching(says) } })
})

test('goes by what the platform knows of a database, whatever is sent', async () => {
  const contents = { addon: { id: 'other' }, read_only: true, credentials: [], operations: [{ seq: 1, kind: 'reset' }] }
  expect(await sql('select count(*) from notes', { contents, world: 'other', sources: [] })).toMatchObject({ error: null })
})

test('hands a backup out at an address that is good for an hour', async () => {
  const { body: taken } = await shop.cli('POST', '/client/v11/databases/db/backups')
  await shop.cli('PATCH', '/control/clock', { advance: 600_000 })
  await sql('drop table notes')
  const address = async (by = {}) =>
    shop.cli('POST', `/client/v11/apps/shop/transfers/${String(at(taken, 'num'))}/actions/public-url`, undefined, by)
  expect((await address(by('otto'))).status).toBe(403)
  expect(at((await address({ 'user-agent': 'curl/8' })).body, 'url')).toMatch(`http://localhost:${shop.host.port}/`)
  const { pathname, search, origin } = new URL(String(at((await address()).body, 'url')))
  expect(origin).toBe(`https://localhost:${shop.host.port}`)
  const download = (path: string) => get(shop.host.port, { path })
  const answer = await download(pathname + search)
  expect(answer).toMatchObject({
    status: 200,
    text: expect.stringContaining('create table "public"."notes"'),
    headers: { 'content-disposition': 'attachment; filename="db-b001.sql"' },
  })
  const signature = /signature=(\w)/.exec(search)?.[1]
  const others = [
    search.replace(`signature=${signature}`, `signature=${signature === '0' ? '1' : '0'}`),
    search.replace('expires=', 'expires=1'),
    search.replace(/signature=.*/, 'signature='),
  ]
  for (const other of others) expect(await download(pathname + other)).toMatchObject({ status: 403, body: { id: 'forbidden' } })
  expect((await download(pathname)).status).toBe(422)
  expect((await download(pathname.replace(/[0-9a-f]{8}-/, '00000000-') + search)).status).toBe(403)
  await shop.cli('PATCH', '/control/clock', { advance: 3_700_000 })
  expect(await download(pathname + search)).toMatchObject({ status: 403, body: { message: expect.stringContaining('expired') } })
  await shop.cli('PUT', '/client/v11/databases/db/reset')
})

test('keeps the sessions of two people apart', async () => {
  await sql('create table notes (id int primary key, t text)')
  await shop.cli('POST', '/apps/shop/collaborators', { user: 'otto@example.com' })
  const result = at(await sql("begin; insert into notes values (2, 'two') returning id"), 'results', 1, 'id')
  expect((await ask({ kind: 'rows', result, from: 0, count: 1 }, 'otto')).status).toBe(404)
  expect((await ask({ kind: 'text', result, format: 'csv' }, 'otto')).status).toBe(404)
  expect((await ask({ kind: 'leave', session: 'one' }, 'otto')).status).toBe(200)
  expect((await ask({ kind: 'cancel', session: 'one' }, 'otto')).status).toBe(200)
  expect(await sql('commit')).toMatchObject({ error: null, transaction: 'none' })
  expect(rowsOf(await sql('select t from notes where id = 2', {}, 'otto'))).toEqual([['two']])
})
