import { afterEach, expect, test, vi } from 'vitest'
import { MemoryKept } from './kept.ts'
import { Pool } from './pool.ts'
import type { Asked, Contents, Questions } from './protocol.ts'
import type { StartWorker } from './runner.ts'
import { serve } from './serve.ts'
import { MemorySupply } from './supply.ts'
import { SharedPool } from './shared.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterEach(() => {
  vi.useRealTimers()
})

const kept = new MemoryKept()
const supply = new MemorySupply()
let started = 0
let ended = 0

/** A worker on the same thread. One that was ended is not heard any more. */
const startWorker: StartWorker = (hear) => {
  started += 1
  let over = false
  const tell = serve(kept, supply, (message) => over || hear(JSON.parse(JSON.stringify(message))))
  return {
    tell,
    end: () => {
      over = true
      ended += 1
    },
  }
}

/** What their world says that they hold. */
const names = new Map<string, string>()

const contents = (id: string, timeout = 30_000): Contents => ({
  addon: { id },
  database: 'd1',
  credentials: [{ name: 'default', user: 'u1', permission: 'all' }],
  limits: { statement_timeout_ms: timeout },
  follows: null,
  read_only: false,
  era: 'e',
  names: [names.get(id) ?? 'empty'],
  since: 0,
  backups: {},
})

const asking = (sql: string, session = 'one', of = contents('a')): Asked<'run'> => ({
  kind: 'run',
  contents: of,
  session,
  as: 'u1',
  sql,
  readonly: false,
})

type Ran = Questions['run']['answer']
async function runIn(pool: Pick<Pool, 'ask'>, asked: Asked<'run'>): Promise<Ran> {
  const ran: Ran = await pool.ask(asked)
  if (ran.written) names.set(asked.contents.addon.id, ran.written.name)
  return ran
}

test('a transaction keeps other sessions waiting until it ends', async () => {
  const pool = new Pool(startWorker, 1, () => undefined)
  await runIn(pool, asking('create table t (i int); begin; insert into t values (1)'))
  const other = runIn(pool, asking('select count(*) from t', 'two'))
  const own = await runIn(pool, asking('insert into t values (2); commit'))
  expect(own.transaction).toBe('none')
  expect((await other).results[0]?.rows).toEqual([['2']])
  pool.end()
})

test('whoever waits for a transaction gives up, and one that nobody goes on with is rolled back', async () => {
  const pool = new Pool(startWorker, 1, () => undefined)
  await runIn(pool, asking('create table if not exists u (i int)'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await runIn(pool, asking('begin; insert into u values (1)'))
  const other = runIn(pool, asking('select 1', 'two'))
  const refused = expect(other).rejects.toMatchObject({ error: { code: '55P03', hint: expect.stringContaining('transaction') } })
  await vi.advanceTimersByTimeAsync(10_000)
  await refused
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect((await runIn(pool, asking('select count(*) from u', 'two'))).results[0]?.rows).toEqual([['0']])
  pool.end()
})

test('a statement that takes too long ends, and what was written before is there', async () => {
  const silent: StartWorker = () => ({ tell: () => undefined, end: () => (ended += 1) })
  const pool = new Pool(
    (hear, failed) => (started++ === 0 ? silent : startWorker)(hear, failed),
    1,
    () => undefined,
  )
  started = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const late = expect(runIn(pool, asking('select pg_sleep(100)'))).rejects.toMatchObject({ error: { code: '57014' } })
  await vi.advanceTimersByTimeAsync(90_000)
  await late
  vi.useRealTimers()
  expect((await runIn(pool, asking('select count(*) from t'))).results[0]?.rows).toEqual([['2']])
  pool.end()
})

test('a session stops what it runs, and nothing else', async () => {
  const silent: StartWorker = () => ({ tell: () => undefined, end: () => (ended += 1) })
  const pool = new Pool(
    (hear, failed) => (started++ === 0 ? silent : startWorker)(hear, failed),
    1,
    () => undefined,
  )
  const cancel = (session: string) => pool.ask({ ...asking('', session), kind: 'cancel' })
  started = ended = 0
  const stopped = expect(runIn(pool, asking('select pg_sleep(100)'))).rejects.toMatchObject({
    error: { code: '57014', message: 'canceling statement due to user request' },
  })
  void cancel('two').catch(() => undefined)
  expect(ended).toBe(0)
  await expect(cancel('one')).resolves.toBeNull()
  await stopped
  expect(ended).toBe(1)
  expect((await runIn(pool, asking('select count(*) from t'))).results[0]?.rows).toEqual([['2']])
  pool.end()
})

test('only so many databases run at a time', async () => {
  const pool = new Pool(startWorker, 1, () => undefined)
  started = ended = 0
  await runIn(pool, asking('select 1'))
  await runIn(pool, asking('select 1', 'one', contents('b')))
  expect([started, ended]).toEqual([2, 1])
  await runIn(pool, asking('begin', 'one', contents('b')))
  await runIn(pool, asking('select 1'))
  expect([started, ended]).toEqual([3, 1])
  pool.end()
})

test('pages share what one of them runs, and another takes over when it is closed', async () => {
  const locks = new Locks()
  const steps: string[] = []
  const page = (id: string) =>
    new SharedPool(
      'test',
      id,
      locks,
      (step) => new Pool(startWorker, 1, step),
      (_, { what }) => steps.push(`${id}: ${what}`),
    )
  const [first, second] = [page('first'), page('second')]
  started = 0
  const answer = await runIn(first, asking('select 1', 'f', contents('c')))
  expect(answer.results[0]?.rows).toEqual([['1']])
  expect((await runIn(second, asking('create table mine (); select 2', 's', contents('c')))).results[1]?.rows).toEqual([['2']])
  expect(started).toBe(1)
  await expect.poll(() => steps).toContain('second: Loading PostgreSQL')
  locks.pass()
  expect((await runIn(second, asking('select count(*) from mine', 's', contents('c')))).results[0]?.rows).toEqual([['0']])
  expect(started).toBe(2)
})

/** Locks of which the first is given away, and then the next. */
class Locks {
  readonly #waiting: (() => Promise<never>)[] = []

  request(_: string, callback: () => Promise<never>): Promise<never> {
    this.#waiting.push(callback)
    if (this.#waiting.length === 1) queueMicrotask(() => void callback())
    return new Promise(() => undefined)
  }

  pass(): void {
    void this.#waiting[1]?.()
  }
}
