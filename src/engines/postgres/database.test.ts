import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Database } from './database.ts'
import { MemoryKept } from './kept.ts'
import { MemorySupply } from './supply.ts'
import { message, messagesOf } from './wire.ts'
import type { Contents, Description, Filter, Operation, Ran, Step, Target } from './protocol.ts'

const steps: Step[] = []
const base = new MemoryKept()
const supply = new MemorySupply()

let kept = base
let database: Database

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Setting PostgreSQL up takes a second or two: the tests share one, or begin with what is kept of it.
beforeAll(async () => {
  database = new Database(base, supply, (step) => steps.push(step))
  await database.answer({ kind: 'open', ...target() })
})

/** As after a reload. */
const reopen = () => new Database(kept, supply, () => undefined)

function target(operations: readonly Operation[] = [], more: Partial<Contents> = {}, sources: readonly Contents[] = []): Target {
  const contents: Contents = {
    addon: { id: 'shop-db' },
    database: 'd1',
    credentials: [
      { name: 'default', user: 'u1', permission: 'all' },
      { name: 'office', user: 'u2', permission: 'readonly' },
    ],
    sample: 'shop',
    limits: { statement_timeout_ms: 30_000 },
    follows: null,
    read_only: false,
    operations,
    ...more,
  }
  return { world: 'one', contents, sources }
}

interface How {
  readonly session?: string
  readonly as?: string
  readonly readonly?: boolean
  readonly of?: Target
}

const run = (sql: string, { session = 'one', as = 'u1', readonly = false, of = target() }: How = {}): Promise<Ran> =>
  database.answer({ kind: 'run', ...of, session, as, sql, readonly })

/** Runs a script as psql does. */
async function restore(sql: string, of: Target): Promise<void> {
  for (const part of sql.split(/(?<=\n\\\.\n)/)) {
    const [, statements = part, copy, rows] = /^([^]*?)^(copy \S+ \(.*\) from stdin;)\n([^]*)^\\\.\n$/m.exec(part) ?? []
    expect((await run(statements, { of })).error).toBeNull()
    if (copy === undefined) continue
    const bytes = message('Q', copy.replace('stdin', "'/dev/blob'"))
    const input = new TextEncoder().encode(rows)
    const answer = await database.answer({ kind: 'wire', ...of, session: 'one', as: 'u1', bytes, input })
    expect(messagesOf(answer.bytes).map(({ letter }) => letter)).toEqual(['C', 'Z'])
  }
}

/** What a statement gives, or the code of its error. */
async function ask(sql: string, how?: How) {
  const { results, error } = await run(sql, how)
  return error?.code ?? results.at(-1)?.rows
}

test('opening tells how it gets on', () => {
  expect(steps.map(({ what }) => what)).toEqual(['Loading PostgreSQL', 'Setting up PostgreSQL', 'Filling its tables'])
})

describe('statements', () => {
  test('give rows, types and a command', async () => {
    const { results, error, transaction } = await run("select 1 as a, null as b, 'x;y' as c; begin")
    expect(error).toBeNull()
    expect(transaction).toBe('open')
    await run('rollback')
    expect(results.map(({ command }) => command)).toEqual(['SELECT 1', 'BEGIN'])
    expect(results[0]?.rows).toEqual([['1', null, 'x;y']])
    expect(results[0]?.columns).toEqual([
      { name: 'a', type: 'integer', numeric: true },
      { name: 'b', type: 'text', numeric: false },
      { name: 'c', type: 'text', numeric: false },
    ])
  })

  test('stop at the first error, which says where it is', async () => {
    const text = "select '😀'; select 'é😀', nope from customers; create table never ()"
    const { results, error } = await run(text)
    expect(results).toHaveLength(1)
    expect(error).toMatchObject({ code: '42703', hint: expect.stringContaining('name') })
    expect(text.slice(error?.position ?? 0)).toMatch(/^nope/)
    expect(await ask("select to_regclass('never')")).toEqual([[null]])
  })

  test('keep a transaction open between runs, and roll it back when its session is left', async () => {
    expect(await run('begin; delete from reviews')).toMatchObject({ transaction: 'open' })
    expect(await run('selec')).toMatchObject({ transaction: 'failed', error: { code: '42601' } })
    expect(await ask('select 1')).toBe('25P02')
    await database.answer({ kind: 'leave', ...target(), session: 'one' })
    expect(await ask('select count(*) from reviews', { session: 'two' })).toEqual([['900']])
  })

  test('belong to a session with its own settings', async () => {
    await run("set search_path = nowhere; set timezone = 'Europe/Berlin'")
    expect(await ask('show timezone', { session: 'two' })).toEqual([['Etc/UTC']])
    expect(await ask('show timezone')).toEqual([['Europe/Berlin']])
    expect(await ask('select count(*) from customers')).toBe('42P01')
    await database.answer({ kind: 'leave', ...target(), session: 'one' })
  })

  test('give 100,000 rows, of which a page takes those it shows', async () => {
    const { results } = await run('select g from generate_series(1, 100000) g')
    const result = results[0]?.id ?? ''
    expect(results[0]).toMatchObject({ count: 100_000, cut: false })
    expect(results[0]?.rows.length).toBeLessThan(1000)
    expect(await database.answer({ kind: 'rows', ...target(), result, from: 99_998, count: 10 })).toEqual([['99999'], ['100000']])
    await run('select 1')
    await expect(database.answer({ kind: 'rows', ...target(), result, from: 0, count: 1 })).rejects.toThrow(
      /Run the statement again/,
    )
  })

  test('come as a file', async () => {
    const { results } = await run(`select 1 as n, true as b, null as "no", '' as e, 'a "b",c' as t, '{"k": [1]}'::jsonb as j`)
    const result = results[0]?.id ?? ''
    const text = (format: 'csv' | 'json') => database.answer({ kind: 'text', ...target(), result, format })
    expect(await text('csv')).toBe('n,b,no,e,t,j\r\n1,t,,"","a ""b"",c","{""k"": [1]}"\r\n')
    expect(JSON.parse(await text('json'))).toEqual([{ n: 1, b: true, no: null, e: '', t: 'a "b",c', j: { k: [1] } }])
  })
})

describe('permissions', () => {
  test('are those of the credential', async () => {
    expect(await ask('select count(*) from customers', { as: 'u2' })).toEqual([['1200']])
    expect(await ask('delete from customers', { as: 'u2' })).toBe('42501')
    expect(await ask('create table t ()', { as: 'u2' })).toBe('42501')
  })

  test('are not those of somebody else', async () => {
    const escape = ['set session authorization postgres', "select set_config('session_authorization', 'postgres', false)"]
    for (const sql of escape) expect(await ask(sql, { as: 'u2' })).toBe('42501')
    expect(await ask('reset session authorization; select current_user', { as: 'u2' })).toEqual([['u2']])
    await expect(run('select 1', { as: 'u3' })).rejects.toMatchObject({ error: { code: '28000' } })
  })

  test('a run that only reads cannot be talked into writing', async () => {
    const tries = [
      '',
      'set default_transaction_read_only = off; ',
      'commit; ',
      'set transaction read write; ',
      'begin read write; ',
    ]
    for (const first of tries) expect(await ask(`${first}delete from reviews`, { readonly: true })).toMatch(/^25/)
    expect(await ask('select count(*) from reviews')).toEqual([['900']])
    const follower = target([], { read_only: true })
    expect(await ask('delete from reviews', { of: follower })).toBe('25006')
  })
})

describe('a table', () => {
  const browse = (more: { filters?: readonly Filter[]; order?: { column: string; down: boolean } | null; from?: number }) =>
    database.answer({
      kind: 'browse',
      ...target(),
      session: 'b',
      as: 'u2',
      schema: 'public',
      table: 'orders',
      order: null,
      filters: [],
      from: 0,
      count: 5,
      ...more,
    })

  test('is shown by pages, in an order, by filters', async () => {
    expect((await browse({ from: 10 })).results[0]).toMatchObject({ count: 4000, rows: { length: 5, 0: { 0: '11' } } })
    expect((await browse({ order: { column: 'id', down: true } })).results[0]?.rows[0]?.[0]).toBe('4000')
    const { results } = await browse({ filters: [{ column: 'status', operator: 'contains', value: 'PAI' }] })
    expect(new Set(results[0]?.rows.map((row) => row[2]))).toEqual(new Set(['paid']))
  })

  test('says what is wrong with a filter, and runs nothing that is written in one', async () => {
    const wrong = await browse({ filters: [{ column: 'id', operator: '=', value: "1'; drop table orders; --" }] })
    expect(wrong.error).toMatchObject({ code: '22P02', position: null })
    expect((await browse({ filters: [{ column: 'status', operator: '=', value: '\\' }] })).results[0]?.count).toBe(0)
  })

  test('is described', async () => {
    const { tables, version, bytes } = await database.answer({ kind: 'describe', ...target() })
    expect(version).toMatch(/^\d+\.\d+$/)
    expect(bytes).toBeGreaterThan(1_000_000)
    const items = tables.find(({ name }) => name === 'order_items')
    expect(items?.columns[0]).toEqual({
      name: 'order_id',
      type: 'bigint',
      nullable: false,
      default: null,
      key: true,
      references: 'orders.id',
    })
    expect(items?.indexes.map(({ name }) => name)).toEqual(['order_items_pkey', 'order_items_product'])
    expect(tables.find(({ name }) => name === 'revenue_by_month')?.kind).toBe('view')
  })
})

test('statements that took time are those of people', async () => {
  await run('select count(*) from orders')
  const found = await database.answer({ kind: 'expensive', ...target() })
  const queries = found.map(({ query }) => query)
  expect(queries).toContain('select count(*) from orders')
  expect(queries.filter((query) => /pg_|^set /.test(query))).toEqual([])
})

describe('what a database holds', () => {
  beforeEach(() => {
    kept = base.copy()
    database = reopen()
  })

  test('is there again after a reload', async () => {
    await run('create table notes (t text); insert into notes values ($$kept$$)')
    await run("insert into notes select 'more' from generate_series(1, 20000); drop table reviews")
    database = reopen()
    expect(await ask('select count(*), min(t), to_regclass($$reviews$$) from notes')).toEqual([['20001', 'kept', null]])
    await run('delete from notes')
    database = reopen()
    expect(await ask('select count(*) from notes')).toEqual([['0']])
  })

  const capture = { seq: 1, kind: 'capture', backup: 'b1' } as const

  test('can be restored from a backup that was made before a table was dropped', async () => {
    await run("update customers set name = 'Before' where id = 1")
    await run('drop table reviews', { of: target([capture]) })
    const restored = target([capture, { seq: 2, kind: 'restore', backup: 'b1' }])
    expect(await ask('select name from customers where id = 1', { of: restored })).toEqual([['Before']])
    expect(await ask('select count(*) from reviews', { of: restored })).toEqual([['900']])
  })

  test('goes out as SQL that makes it again', async () => {
    await run(
      "create type mood as enum ('well', 'it''s fine'); create schema other; create table other.t (m mood, v text default 'x;y')",
    )
    await run("insert into other.t values ('well', E'tab\\t and\\nline'), (null, null)")
    await run(
      'create function one() returns int language sql as $$select 1$$; create sequence numbers; select nextval($$numbers$$)',
    )
    const of = target([capture])
    await run('drop table reviews', { of })
    const before = await database.answer({ kind: 'describe', ...target([capture, { seq: 2, kind: 'restore', backup: 'b1' }]) })
    const sql = await (await database.answer({ kind: 'copy', ...of, backup: 'b1' })).text()
    const empty = target([], { addon: { id: 'other' }, sample: '' })
    database = reopen()
    await restore(sql, empty)
    const after = await database.answer({ kind: 'describe', ...empty })
    const shape = ({ tables }: Description) => tables.map((table) => ({ ...table, bytes: 0, indexes: table.indexes.length }))
    expect(shape(after)).toEqual(shape(before))
    expect(await ask('select m, v from other.t', { of: empty })).toEqual([
      ['well', 'tab\t and\nline'],
      [null, null],
    ])
    expect(await ask('select one(), nextval($$numbers$$) > 1', { of: empty })).toEqual([['1', 't']])
  })

  test('is nothing after a reset', async () => {
    const of = target([{ seq: 1, kind: 'reset' }])
    await run('select 1')
    expect(await ask('select count(*) from customers', { of })).toBe('42P01')
    expect(await ask('create table mine (); select count(*) from mine', { of })).toEqual([['0']])
  })

  test('is what it was in another world that began alike', async () => {
    await run('drop table reviews')
    expect(await ask('select count(*) from reviews', { of: { ...target(), world: 'two' } })).toEqual([['900']])
  })

  test('goes to a fork, which its own user owns', async () => {
    await run("update customers set name = 'Mine' where id = 1")
    const source = target([capture]).contents
    const of = target(
      [{ seq: 5, kind: 'fork', from: 'shop-db', backup: 'b1' }],
      { addon: { id: 'fork' }, credentials: [{ name: 'default', user: 'u9', permission: 'all' }] },
      [source],
    )
    database = reopen()
    expect(await ask('select name from customers where id = 1', { of, as: 'u9' })).toEqual([['Mine']])
    expect(await ask('alter table customers add extra text; select extra from customers where id = 1', { of, as: 'u9' })).toEqual(
      [[null]],
    )
  })
})
