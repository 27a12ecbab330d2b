import { browseSql, MOST_COUNTED } from './browse.ts'
import { describe, expensive } from './catalog.ts'
import { dump } from './dump.ts'
import { Holder } from './holder.ts'
import type { Kept } from './kept.ts'
import type { Postgres, Raw } from './postgres.ts'
import {
  Refused,
  toSqlError,
  type AnswerTo,
  type Asked,
  type Column,
  type Kind,
  type Ran,
  type Result,
  type SqlError,
  type Step,
  type Target,
} from './protocol.ts'
import { Results } from './results.ts'
import { problemOf, Sessions } from './sessions.ts'
import { splitStatements } from './split.ts'
import type { Supply } from './supply.ts'
import { inSession, messagesOf, textIn } from './wire.ts'

/** No statement gives more rows than this. */
const MOST_ROWS = 250_000

const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 790, 1700])
const TRANSACTION = { I: 'none', T: 'open', E: 'failed' } as const

type Answers = { readonly [K in Kind]: (asked: Asked<K>) => Promise<AnswerTo<K>> }

/** One database, as its worker runs it: answers one question after the other. */
export class Database {
  readonly #holder: Holder
  readonly #results = new Results()
  readonly #types = new Map<number, string>()
  #of: Postgres | undefined
  #sessions: Sessions | undefined

  constructor(kept: Kept, supply: Supply, step: (step: Step) => void) {
    this.#holder = new Holder(kept, supply, step)
  }

  async answer<K extends Kind>(asked: Asked<K>): Promise<AnswerTo<K>> {
    return this.#answers[asked.kind](asked)
  }

  /** Whether a transaction is open, or waits for its ROLLBACK. */
  async inTransaction(): Promise<boolean> {
    return this.#of !== undefined && (await this.#of.status()) !== 'I'
  }

  readonly #answers: Answers = {
    open: async (asked) => ({ version: await this.#version(await this.#own(asked)) }),
    run: (asked) => this.#run(asked),
    browse: (asked) => this.#browse(asked),
    wire: (asked) => this.#wire(asked),
    rows: async ({ result, from, count }) => this.#results.rows(result, from, count),
    text: async ({ result, format }) => this.#results.text(result, format),
    // There was nothing to stop, or it was stopped before this was asked.
    cancel: async () => null,
    leave: async ({ session }) => {
      this.#results.leave(session)
      await this.#sessions?.leave(session)
      return null
    },
    describe: async (asked) => {
      const postgres = await this.#own(asked)
      return { ...(await describe(postgres, await this.#version(postgres))), lacks: this.#holder.lacks }
    },
    expensive: async (asked) => expensive(await this.#own(asked)),
    copy: async (asked) => {
      if (asked.backup === null) return dump(await this.#own(asked))
      const copy = await this.#holder.openCopy(asked, asked.backup)
      try {
        return await dump(copy)
      } finally {
        await copy.close()
      }
    },
  }

  readonly #release = async () => this.#sessions?.release()

  async #postgres(target: Target): Promise<Postgres> {
    const postgres = await this.#holder.hold(target, this.#release)
    if (this.#of !== postgres) {
      this.#of = postgres
      this.#sessions = new Sessions(postgres)
      this.#types.clear()
    }
    return postgres
  }

  /** For the engine's own questions. */
  async #own(target: Target): Promise<Postgres> {
    const postgres = await this.#postgres(target)
    await this.#release()
    return postgres
  }

  async #take({ session, as, contents }: Asked<'run' | 'browse' | 'wire'>): Promise<void> {
    if (!contents.credentials.some(({ user }) => user === as)) throw new Refused('28000', `role "${as}" does not exist`)
    await this.#sessions?.take(session, as, contents.read_only)
  }

  async #version(postgres: Postgres): Promise<string> {
    const [[version] = []] = await postgres.ask('show server_version')
    return version ?? ''
  }

  async #run(asked: Asked<'run'>): Promise<Ran> {
    const { session, sql } = asked
    const readonly = asked.readonly || asked.contents.read_only
    const postgres = await this.#postgres(asked)
    await this.#take(asked)
    this.#results.begin(session)
    const results: Result[] = []
    if (readonly && (await postgres.status()) !== 'I')
      throw new Refused('25001', 'A transaction that may write is open: commit it or roll it back first.')
    for (const statement of splitStatements(sql)) {
      const problem = problemOf(statement.sql, readonly)
      if (problem) return this.#ran(results, problem.error, readonly)
      const started = performance.now()
      const raw = await (readonly ? readOnly(postgres, statement.sql) : postgres.run(statement.sql, MOST_ROWS))
      const ms = performance.now() - started
      if (raw.failed) return this.#ran(results, placed(raw.failed, sql, statement.at), readonly)
      this.#sessions?.note(session, statement.sql)
      results.push(this.#results.keep(session, await this.#toResult(postgres, raw, statement.sql, ms)))
    }
    return this.#ran(results, null, readonly)
  }

  async #ran(results: readonly Result[], error: SqlError | null, readonly: boolean): Promise<Ran> {
    const transaction = TRANSACTION[(await this.#of?.status()) ?? 'I']
    const written = transaction === 'none' && !readonly ? await this.#holder.save(this.#release) : null
    return { results, transaction, error, written }
  }

  async #wire(asked: Asked<'wire'>): Promise<AnswerTo<'wire'>> {
    const postgres = await this.#postgres(asked)
    await this.#take(asked)
    const texts = messagesOf(asked.bytes).flatMap(({ letter, body }) => {
      const statements = letter === 'Q' ? textIn(body) : letter === 'P' ? textIn(body, body.indexOf(0) + 1) : ''
      return splitStatements(statements).map(({ sql }) => ({ sql, simple: letter === 'Q' }))
    })
    for (const { sql } of texts) {
      const problem = problemOf(sql, asked.contents.read_only)
      if (problem) throw problem
    }
    const bytes = await postgres.pass(inSession(asked.session, asked.bytes), asked.input)
    const failed = messagesOf(bytes).some(({ letter }) => letter === 'E')
    const settings = failed ? [] : messagesOf(asked.bytes).filter(({ letter }) => letter === 'Q')
    for (const { body } of settings) for (const { sql } of splitStatements(textIn(body))) this.#sessions?.note(asked.session, sql)
    const status = await postgres.status()
    return { bytes, status, written: status === 'I' ? await this.#holder.save(this.#release) : null }
  }

  async #browse(asked: Asked<'browse'>): Promise<Ran> {
    const { session, schema, table } = asked
    const own = await this.#own(asked)
    const { tables } = await describe(own, '')
    const known = tables.find((one) => one.schema === schema && one.name === table)
    const keys = known?.columns.filter(({ key }) => key).map(({ name }) => name) ?? []
    const sql = browseSql(asked, keys)
    await this.#take(asked)
    this.#results.begin(session)
    const started = performance.now()
    const page = await readOnly(own, sql.page)
    const counted = page.failed ? page : await readOnly(own, sql.count)
    // Where it is wrong is in a statement that nobody wrote.
    if (counted.failed) return this.#ran([], new Refused(counted.failed.error.code, counted.failed.message).error, true)
    const result = await this.#toResult(own, page, sql.page, performance.now() - started)
    const count = Number(counted.rows[0]?.[0] ?? 0)
    return this.#ran([this.#results.keep(session, { ...result, count, cut: count >= MOST_COUNTED })], null, true)
  }

  async #toResult(postgres: Postgres, raw: Raw, sql: string, ms: number): Promise<Omit<Result, 'id'>> {
    const { command, rows, cut, notices } = raw
    return { command, sql, columns: await this.#columns(postgres, raw), rows, count: rows.length, cut, notices, ms }
  }

  async #columns(postgres: Postgres, { fields }: Raw): Promise<readonly Column[]> {
    const missing = (fields ?? []).filter(({ oid }) => !this.#types.has(oid)).map(({ oid }) => oid)
    if (missing.length > 0) {
      const found = await postgres.ask(`select oid, format_type(oid, null) from pg_type where oid in (${missing.join()})`)
      for (const [oid, type] of found) this.#types.set(Number(oid), type ?? '')
    }
    return (fields ?? []).map(({ name, oid }) => ({ name, type: this.#types.get(oid) ?? 'unknown', numeric: NUMBERS.has(oid) }))
  }
}

/** Runs a statement so that it cannot change anything, whatever it sets. */
async function readOnly(postgres: Postgres, sql: string): Promise<Raw> {
  // After a query, a transaction that reads cannot be made one that writes.
  await postgres.exec('begin read only; select 1')
  const raw = await postgres.run(sql, MOST_ROWS)
  await postgres.exec('rollback')
  return raw
}

/** An error of one statement, in the text that it stands in. PostgreSQL counts characters, not their halves. */
function placed(failed: Refused, text: string, at: number): SqlError {
  const error = toSqlError(failed)
  if (error.position === null) return error
  const before = Array.from(text.slice(at)).slice(0, error.position).join('')
  return { ...error, position: at + before.length }
}
