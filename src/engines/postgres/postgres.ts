import { PGlite, protocol } from '@electric-sql/pglite'
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements'
import { Refused, type Cell, type Cells } from './protocol.ts'
import type { Parts } from './supply.ts'
import { quoteText } from './sessions.ts'
import { readFromTar, type File } from './tar.ts'
import { segmentsBetween } from './wal.ts'
import { message, statementMessages } from './wire.ts'

/** What PostgreSQL answered to one statement. */
export interface Raw {
  readonly fields: readonly { readonly name: string; readonly oid: number }[] | null
  readonly rows: readonly Cells[]
  readonly command: string
  readonly cut: boolean
  readonly notices: readonly string[]
  readonly failed: Refused | null
}

/** What the engine asks in the middle of somebody's session carries this, so that it is not counted as theirs. */
export const OF_ENGINE = '/* engine */'

// Small files of the write-ahead log, which are not used again, make small copies; without checksums, reading does not write to it.
const INITDB = [
  '--wal-segsize=1',
  '--no-data-checksums',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]
const CONFIGURATION = [
  "timezone = 'Etc/UTC'",
  'pg_stat_statements.track_utility = off',
  // What an app's owner may install, by Heroku's way of saying so.
  "extwlist.extensions = 'pg_stat_statements,plpgsql'",
  'wal_recycle = off',
  'min_wal_size = 2MB',
]

const options = ({ program, share }: Parts) => ({
  extensions: { pg_stat_statements },
  ...(program && { pgliteWasmModule: program }),
  ...(share && { fsBundle: share }),
})

/** Where its files are. */
const DATA = '/pglite/data'
/** A file beside PostgreSQL's own, which holds what its database is called: it can be started by that name only. */
const NAME = '/database.name'

/** A PostgreSQL in memory. */
export class Postgres {
  readonly #db: PGlite
  #database: string

  private constructor(db: PGlite, database = 'postgres') {
    this.#db = db
    this.#database = database
  }

  /** Starts one from the files of another. */
  static async start(files: Uint8Array, parts: Parts = {}): Promise<Postgres> {
    const database = readFromTar(files, NAME) ?? undefined
    const loadDataDir = new Blob([new Uint8Array(files)])
    return new Postgres(await PGlite.create({ ...options(parts), loadDataDir, ...(database && { database }) }), database)
  }

  /** Sets one up, which takes some seconds more. */
  static async setUp(parts: Parts = {}): Promise<Postgres> {
    const db = await PGlite.create({ ...options(parts), initDbStartParams: INITDB, postgresqlconf: CONFIGURATION })
    await db.exec('create extension pg_stat_statements; revoke create on schema public from public')
    // What further databases would be made from: two thirds of all bytes.
    await db.exec('update pg_database set datistemplate = false')
    for (const name of ['template0', 'template1']) await db.exec(`drop database ${name}`)
    return new Postgres(db)
  }

  /** What `current_database()` says. */
  get database(): string {
    return this.#database
  }

  /** Nobody can be connected to a database whose name is altered, so it is written where PostgreSQL looks it up. */
  async rename(database: string): Promise<void> {
    if (database === this.#database) return
    await this.#db.exec(`update pg_database set datname = ${quoteText(database)} where datname = current_database()`)
    this.#db.Module.FS.writeFile(DATA + NAME, database)
    this.#database = database
  }

  /** Runs statements of the engine's own. */
  async exec(sql: string): Promise<void> {
    await this.#db.exec(sql)
  }

  /** The rows of a query of the engine's own, each value as PostgreSQL writes it. */
  async ask(sql: string): Promise<readonly Cells[]> {
    const { rows, failed } = await this.run(sql.replace(/^\s*select/, `select ${OF_ENGINE}`), 0)
    if (failed) throw failed
    return rows
  }

  /** Runs one statement, of whoever it is, and takes so many rows of it; 0: all. */
  async run(sql: string, most: number): Promise<Raw> {
    const { messages } = await this.#db.execProtocol(statementMessages(sql, most), { throwOnError: false })
    return readMessages(messages)
  }

  /** Passes messages of a client on. `input` is what a COPY from INPUT reads. */
  async pass(bytes: Uint8Array, input: Uint8Array | null): Promise<Uint8Array> {
    if (input) await this.#db._handleBlob(new Blob([new Uint8Array(input)]))
    try {
      return await this.#db.execProtocolRaw(bytes)
    } finally {
      if (input) await this.#db._cleanupBlob()
    }
  }

  /** How far the log of changes is on disk, in bytes: grows with every transaction that changes something. */
  async written(): Promise<number> {
    const [[bytes = '0'] = []] = await this.ask("select pg_current_wal_flush_lsn() - '0/0'")
    return Number(bytes)
  }

  /** The files of the log from there on; null if one of them is no longer there. */
  log(from: number, to: number): readonly File[] | null {
    const { FS } = this.#db.Module
    const files: File[] = []
    for (const name of segmentsBetween(from, to)) {
      if (!FS.analyzePath(DATA + name).exists) return null
      files.push({ name, bytes: FS.readFile(DATA + name) })
    }
    return files
  }

  /** Whether a transaction is open, waits for its ROLLBACK, or neither. */
  async status(): Promise<'I' | 'T' | 'E'> {
    const { messages } = await this.#db.execProtocol(message('S'), { throwOnError: false })
    const status = messages.findLast(({ name }) => name === 'readyForQuery')
    return status && 'status' in status && (status.status === 'T' || status.status === 'E') ? status.status : 'I'
  }

  /** All its files, as a tar archive. */
  async files(compress: boolean): Promise<Uint8Array> {
    await this.#db.exec('checkpoint')
    const file = await this.#db.dumpDataDir(compress ? 'gzip' : 'none')
    return new Uint8Array(await file.arrayBuffer())
  }

  async close(): Promise<void> {
    await this.#db.close()
  }
}

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number]

function readMessages(messages: readonly Message[]): Raw {
  let fields: Raw['fields'] = null
  let command = ''
  let cut = false
  let failed: Refused | null = null
  const rows: Cells[] = []
  const notices: string[] = []
  const lines: string[] = []
  for (const found of messages) {
    if (found instanceof protocol.messages.RowDescriptionMessage)
      fields = found.fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }))
    else if (found instanceof protocol.messages.DataRowMessage) rows.push(found.fields)
    else if (found instanceof protocol.messages.CommandCompleteMessage) command = found.text
    else if (found instanceof protocol.messages.CopyDataMessage) lines.push(new TextDecoder().decode(found.chunk))
    else if (found instanceof protocol.messages.NoticeMessage)
      notices.push(`${found.severity ?? 'NOTICE'}: ${found.message ?? ''}`)
    else if (found instanceof protocol.messages.DatabaseError) failed ??= refused(found)
    else if (found.name === 'portalSuspended') cut = true
  }
  if (lines.length > 0 && !fields) {
    fields = [{ name: 'copy', oid: 25 }]
    for (const line of lines) rows.push([line.replace(/\n$/, '')])
  }
  return { fields, rows, command, cut, notices, failed }
}

const textOr = (value: Cell | undefined): Cell => value ?? null

function refused({ code, message: text, detail, hint, position }: InstanceType<typeof protocol.messages.DatabaseError>): Refused {
  return new Refused(code ?? 'XX000', text, {
    detail: textOr(detail),
    hint: textOr(hint),
    position: position === undefined ? null : Number(position) - 1,
  })
}
