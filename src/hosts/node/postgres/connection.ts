import { randomInt } from 'node:crypto'
import type { Socket } from 'node:net'
import { Refused, toSqlError, type Target } from '#engines/postgres/protocol.ts'
import { firstWords, splitStatements } from '#engines/postgres/split.ts'
import { errorMessage, join, message, messagesOf, textIn, type Message } from '#engines/postgres/wire.ts'
import type { Databases } from './databases.ts'

export interface Doors {
  readonly databases: Databases
  /** How each is told to end what it runs: by its number and a secret. */
  readonly cancel: Map<string, () => void>
  readonly report: (error: unknown, during: string) => void
}

type Found = NonNullable<Awaited<ReturnType<Databases['find']>>>

/** Larger messages are refused: they are held in memory. */
const MOST_BYTES = 64 * 1024 * 1024
/** After these a client waits for an answer. */
const ENDS = 'QSHF'
const byte = (text: string) => Buffer.from(text, 'latin1')
const STDIN = /\bfrom\s+stdin\b/i
const copiesIn = (sql: string) => firstWords(sql, 1) === 'copy' && STDIN.test(sql)

const SETTINGS = {
  server_version: '18.6',
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'Etc/UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  is_superuser: 'off',
}

let connections = 0

/** A client's connection, after TLS: who it is and which database it wants, then what passes between the two. */
export class Connection {
  readonly #socket: Socket
  readonly #doors: Doors
  readonly #nth: number
  readonly #secret = randomInt(2 ** 31)
  readonly #session: string
  #buffer: Uint8Array = new Uint8Array()
  #batch: Uint8Array[] = []
  #work: Promise<void> = Promise.resolve()
  #startup: ReadonlyMap<string, string> | undefined
  #found: Found | undefined
  #user = ''
  #signedIn = false
  /** The statement of a COPY, and the rows for it that have come so far. */
  #copying: { readonly sql: string; readonly rows: Uint8Array[]; bytes: number } | undefined
  /** After an error nothing counts until the client synchronises. */
  #skipping = false

  constructor(socket: Socket, doors: Doors) {
    this.#socket = socket
    this.#doors = doors
    connections += 1
    this.#nth = connections
    this.#session = `c${this.#nth}`
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => void this.#work.then(() => this.#leave()))
  }

  #take(chunk: Uint8Array): void {
    this.#buffer = join([this.#buffer, chunk])
    if (this.#buffer.length > MOST_BYTES) return this.#fatal('54000', 'message is too long')
    // Nothing more is read while this is carried out: a client that sends faster than it is answered has to wait.
    this.#socket.pause()
    this.#work = this.#work
      .then(() => this.#carryOut())
      .catch((error: unknown) => {
        this.#doors.report(error, 'a connection to a database')
        this.#fatal('XX000', 'internal error')
      })
      .finally(() => this.#socket.resume())
  }

  async #carryOut(): Promise<void> {
    if (!this.#startup && !this.#begin()) return
    const all = messagesOf(this.#buffer)
    this.#buffer = this.#buffer.slice(all.reduce((sum, { body }) => sum + body.length + 5, 0))
    for (const one of all) {
      if (this.#socket.destroyed || this.#socket.writableEnded) return
      if (this.#signedIn) await this.#pass(one)
      else if (one.letter === 'p') await this.#signIn(textIn(one.body))
      else return this.#fatal('08P01', 'expected a password')
    }
  }

  /** Reads who it is, once all of that is there. */
  #begin(): boolean {
    const view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.length)
    const length = this.#buffer.length < 8 ? Infinity : view.getUint32(0)
    if (length > this.#buffer.length) return false
    if (view.getUint16(4) !== 3) {
      this.#fatal('0A000', 'unsupported frontend protocol')
      return false
    }
    const words = Buffer.from(this.#buffer.subarray(8, length)).toString().split('\0')
    this.#buffer = this.#buffer.slice(length)
    const pairs = words.flatMap((word, at): [string, string][] =>
      at % 2 === 0 && word !== '' ? [[word, words[at + 1] ?? '']] : [],
    )
    this.#startup = new Map(pairs)
    // This speaks 3.0: a newer client is told so.
    if (view.getUint16(6) > 0) this.#write(message('v', 196_608, 0))
    this.#write(message('R', 3))
    return true
  }

  async #signIn(password: string): Promise<void> {
    const user = this.#startup?.get('user') ?? ''
    const name = this.#startup?.get('database') ?? user
    const found = await this.#doors.databases.find(name)
    if (!found) return this.#fatal('3D000', `database "${name}" does not exist`)
    const login = found.credentials.find((one) => one.user === user)
    if (!login || login.password !== password) return this.#fatal('28P01', `password authentication failed for user "${user}"`)
    const { connected } = this.#doors.databases
    const count = connected.get(found.addon.id) ?? 0
    if (count >= found.limits.connections) return this.#fatal('53300', `too many connections for role "${user}"`)
    connected.set(found.addon.id, count + 1)
    this.#found = found
    this.#user = user
    this.#doors.cancel.set(`${this.#nth} ${this.#secret}`, () => this.#cancel(found.addon.id))
    // Opens it, and tells a client early when that is not possible.
    const opened = await this.#ask(message('S'), null)
    if (!opened) return
    this.#signedIn = true
    const application = this.#startup?.get('application_name') ?? ''
    const settings = Object.entries({ ...SETTINGS, session_authorization: user, application_name: application })
    const told = settings.map(([setting, value]) => message('S', setting, value))
    this.#write(join([message('R', 0), ...told, message('K', this.#nth, this.#secret), READY]))
  }

  async #pass({ letter, body }: Message): Promise<void> {
    if (this.#copying) return this.#copy(letter, body)
    if (letter === 'X') return void this.#socket.end()
    const text = letter === 'Q' ? textIn(body) : letter === 'P' ? textIn(body, body.indexOf(0) + 1) : ''
    const problem = this.#problem(letter, text)
    if (problem) {
      this.#skipping = letter === 'P'
      this.#batch = []
      this.#write(errorMessage('ERROR', problem.error.code, problem.message))
      if (letter === 'Q') this.#write(READY)
      return
    }
    if (this.#skipping && letter !== 'S') return
    this.#skipping = false
    if (letter === 'Q' && copiesIn(text)) {
      this.#copying = { sql: text, rows: [], bytes: 0 }
      return this.#write(message('G', new Uint8Array(3)))
    }
    this.#batch.push(message(letter, body))
    if (!ENDS.includes(letter)) return
    const bytes = join(this.#batch.splice(0))
    const answer = await this.#ask(bytes, null)
    if (answer) this.#write(answer)
  }

  /** What is refused before PostgreSQL sees it. */
  #problem(letter: string, sql: string): Refused | null {
    const statements = letter === 'Q' || letter === 'P' ? splitStatements(sql) : []
    if (!statements.some((one) => copiesIn(one.sql)) || (letter === 'Q' && statements.length === 1)) return null
    return new Refused('0A000', 'COPY FROM STDIN is possible as a simple query of its own only')
  }

  /** Takes the rows of a COPY FROM STDIN together: PostgreSQL is then given them as a file. */
  async #copy(letter: string, body: Uint8Array): Promise<void> {
    const copying = this.#copying
    if (!copying) return
    if (letter === 'd') {
      copying.rows.push(body)
      copying.bytes += body.length
      if (copying.bytes > MOST_BYTES) this.#fatal('54000', 'too many rows to copy')
      return
    }
    if (letter === 'H' || letter === 'S') return
    this.#copying = undefined
    if (letter === 'c') {
      const sql = copying.sql.replace(STDIN, "from '/dev/blob'")
      const answer = await this.#ask(message('Q', sql), join(copying.rows))
      if (answer) this.#write(answer)
    } else this.#write(join([errorMessage('ERROR', '57014', `COPY from stdin failed: ${textIn(body)}`), READY]))
  }

  /** What the database answers; null when it cannot, which the client is told. */
  async #ask(bytes: Uint8Array, input: Uint8Array | null): Promise<Uint8Array | null> {
    const session = { session: this.#session, as: this.#user, bytes, input }
    try {
      const answer = await this.#doors.databases.ask<'wire'>(this.#found?.addon.id ?? '', (target) => ({
        kind: 'wire',
        ...target,
        ...session,
      }))
      if (answer) return answer.bytes
      this.#fatal('57P01', 'terminating connection: the database is gone')
    } catch (error) {
      const { code, message: what, hint, detail } = toSqlError(error)
      this.#write(join([errorMessage('ERROR', code, what, { H: hint, D: detail }), READY]))
    }
    return null
  }

  async #leave(): Promise<void> {
    const id = this.#found?.addon.id
    if (id === undefined) return
    const { databases, cancel } = this.#doors
    cancel.delete(`${this.#nth} ${this.#secret}`)
    databases.connected.set(id, (databases.connected.get(id) ?? 1) - 1)
    const session = this.#session
    await databases.ask<'leave'>(id, (target) => ({ kind: 'leave', ...target, session })).catch(() => undefined)
  }

  #cancel(id: string): void {
    const question = (target: Target) => ({ kind: 'cancel', ...target, session: this.#session }) as const
    void this.#doors.databases.ask<'cancel'>(id, question).catch(() => undefined)
  }

  #fatal(code: string, what: string): void {
    if (this.#socket.writable) this.#socket.end(errorMessage('FATAL', code, what))
  }

  #write(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes)
  }
}

const READY = message('Z', byte('I'))
