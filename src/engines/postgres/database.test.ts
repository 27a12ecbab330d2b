import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Database } from './database.ts'
import { MemoryKept } from './kept.ts'
import { MemorySupply } from './supply.ts'
import { message, messagesOf } from './wire.ts'
import type { Contents, Description, Filter, Ran, Step, Target } from './protocol.ts'

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

const SAMPLE = ['sample shop shop-db']
/** What a world says of a database, which it is told of what was written. */
const BEGINNING: Pick<Contents, 'era' | 'names' | 'since' | 'backups'> = { era: 'one', names: SAMPLE, since: 0, backups: {} }
let said = BEGINNING
const capture = (id: string) => {
  said = { ...said, backups: { ...said.backups, [id]: said.names } }
}
const replaceBy = (names: readonly string[]) => {
  said = { ...said, names, since: said.since + 1 }
}

function target(more: Partial<Contents> = {}): Target {
  const contents: Contents = {
    addon: { id: 'shop-db' },
    database: 'd1',
    credentials: [
      { name: 'default', user: 'u1', permission: 'all' },
      { name: 'office', user: 'u2', permission: 'readonly' },
    ],
    limits: { statement_timeout_ms: 30_000 },
    follows: null,
    read_only: false,
    ...said,
    ...more,
  }
  return { contents }
}

interface How {
  readonly session?: string
  readonly as?: string
  readonly readonly?: boolean
  readonly of?: Target
}

async function run(sql: string, { session = 'one', as = 'u1', readonly = false, of = target() }: How = {}): Promise<Ran> {
  const ran = await database.answer({ kind: 'run', ...of, session, as, sql, readonly })
  if (ran.written) said = { ...said, names: [ran.written.name, ...said.names.slice(-1)] }
  return ran
}

/** Runs a script as psql does. */
async function restore(sql: string, more: Partial<Contents>): Promise<void> {
  for (const part of sql.split(/(?<=\n\\\.\n)/)) {
    const [, statements = part, copy, rows] = /^([^]*?)^(copy \S+ \(.*\) from stdin;)\n([^]*)^\\\.\n$/m.exec(part) ?? []
    expect((await run(statements, { of: target(more) })).error).toBeNull()
    if (copy === undefined) continue
    const bytes = message('Q', copy.replace('stdin', "'/dev/blob'"))
    const input = new TextEncoder().encode(rows)
    const answer = await database.answer({ kind: 'wire', ...target(more), session: 'one', as: 'u1', bytes, input })
    if (answer.written) said = { ...said, names: [answer.written.name] }
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
    const follower = target({ read_only: true })
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
    said = BEGINNING
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

  test('can be restored from a backup that was made before a table was dropped', async () => {
    await run("update customers set name = 'Before' where id = 1")
    capture('b1')
    await run('drop table reviews')
    replaceBy(said.backups['b1'] ?? [])
    expect(await ask('select name from customers where id = 1')).toEqual([['Before']])
    expect(await ask('select count(*) from reviews')).toEqual([['900']])
  })

  test('goes out as SQL that makes it again', async () => {
    await run(
      "create type mood as enum ('well', 'it''s fine'); create schema other; create table other.t (m mood, v text default 'x;y')",
    )
    await run("insert into other.t values ('well', E'tab\\t and\\nline'), (null, null)")
    await run(
      'create function one() returns int language sql as $$select 1$$; create sequence numbers; select nextval($$numbers$$)',
    )
    const before = await database.answer({ kind: 'describe', ...target() })
    capture('b1')
    await run('drop table reviews')
    const sql = await (await database.answer({ kind: 'copy', ...target(), backup: 'b1' })).text()
    said = { ...said, names: ['empty'] }
    const of = { addon: { id: 'other' } }
    database = reopen()
    await restore(sql, of)
    const after = await database.answer({ kind: 'describe', ...target(of) })
    const shape = ({ tables }: Description) => tables.map((table) => ({ ...table, bytes: 0, indexes: table.indexes.length }))
    expect(shape(after)).toEqual(shape(before))
    expect(await ask('select m, v from other.t', { of: target(of) })).toEqual([
      ['well', 'tab\t and\nline'],
      [null, null],
    ])
    expect(await ask('select one(), nextval($$numbers$$) > 1', { of: target(of) })).toEqual([['1', 't']])
  })

  test('is nothing after a reset', async () => {
    await run('select 1')
    replaceBy(['empty'])
    expect(await ask('select count(*) from customers')).toBe('42P01')
    expect(await ask('create table mine (); select count(*) from mine')).toEqual([['0']])
  })

  test('follows its world back in time, on another way, and forward again', async () => {
    const notes = () => ask("select string_agg(t, ' ' order by t) from notes")
    await run("create table notes (t text); insert into notes values ('a')")
    const first = said
    await run("insert into notes values ('b')")
    const second = said
    said = { ...first, era: 'two' }
    expect(await notes()).toEqual([['a']])
    await run("insert into notes values ('c')")
    const other = said
    // A page that has not heard yet of the last write is no reason to go back.
    said = { ...first, era: 'two' }
    expect(await notes()).toEqual([['a c']])
    for (database of [database, reopen()]) {
      said = { ...second, era: 'three' }
      expect(await notes()).toEqual([['a b']])
      said = { ...other, era: 'four' }
      expect(await notes()).toEqual([['a c']])
      said = { ...BEGINNING, era: 'five' }
      expect(await notes()).toBe('42P01')
      said = { ...first, era: 'six' }
      expect(await notes()).toEqual([['a']])
      // The journal goes on by itself.
      said = { ...second, era: 'six' }
      expect(await notes()).toEqual([['a b']])
    }
  })

  test('is what the world knows of: what it was not told of is undone', async () => {
    await run('create table notes (t text)')
    const told = said
    await run("insert into notes values ('never told')")
    said = told
    database = reopen()
    expect(await ask('select t from notes')).toEqual([])
    await run("insert into notes values ('told')")
    database = reopen()
    expect(await ask('select t from notes')).toEqual([['told']])
    const { lacks } = await database.answer({ kind: 'describe', ...target() })
    expect(lacks).toBe(false)
  })

  test('is what there was before anybody wrote, where nothing is kept of that', async () => {
    said = {
      ...BEGINNING,
      names: [`kept ${'0'.repeat(32)} 1`, ...SAMPLE],
      backups: { b1: [`kept ${'0'.repeat(32)} 1`, ...SAMPLE] },
    }
    expect(await ask('select count(*) from reviews')).toEqual([['900']])
    expect(await database.answer({ kind: 'describe', ...target() })).toMatchObject({ lacks: true })
    await expect(database.answer({ kind: 'copy', ...target(), backup: 'b1' })).rejects.toThrow(/where it was written/)
    const { written } = await run('drop table reviews')
    expect(written?.from).toBe(`kept ${'0'.repeat(32)} 1`)
    expect(await database.answer({ kind: 'describe', ...target() })).toMatchObject({ lacks: false })
  })

  test('is called what its address says, wherever its files came from', async () => {
    const called = 'select current_database(), current_catalog, (select string_agg(datname, $$ $$) from pg_database)'
    expect(await ask(called)).toEqual([['d1', 'd1', 'd1']])
    await run('create table mine ()')
    database = reopen()
    expect(await ask(called)).toEqual([['d1', 'd1', 'd1']])
    database = reopen()
    const fork = { addon: { id: 'fork' }, database: "d'9" }
    expect(await ask(`create table theirs (); ${called}`, { of: target(fork) })).toEqual([["d'9", "d'9", "d'9"]])
    await run('insert into theirs default values', { of: target(fork) })
    database = reopen()
    expect(await ask(called, { of: target(fork) })).toEqual([["d'9", "d'9", "d'9"]])
  })

  test('goes to a fork, which its own user owns, and what is written there stays there', async () => {
    await run("update customers set name = 'Mine' where id = 1")
    const source = database
    const fork = { addon: { id: 'fork' }, credentials: [{ name: 'default', user: 'u9', permission: 'all' }] } as const
    const before = said
    database = reopen()
    expect(await ask('select name from customers where id = 1', { of: target(fork), as: 'u9' })).toEqual([['Mine']])
    const sql = 'alter table customers add extra text; select extra from customers where id = 1'
    expect(await ask(sql, { of: target(fork), as: 'u9' })).toEqual([[null]])
    said = before
    for (database of [source, reopen()]) expect(await ask('select extra from customers where id = 1')).toBe('42703')
  })
})
