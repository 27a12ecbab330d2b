import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Pool } from '#engines/postgres/pool.ts'
import { toSqlError, type AnswerTo, type Asked, type FromWorker, type Kind, type Target } from '#engines/postgres/protocol.ts'
import { targetOf } from '#engines/postgres/target.ts'
import { sizeOf } from '#engines/postgres/size.ts'
import { onceTold } from '#engines/postgres/told.ts'
import type { StartWorker } from '#engines/postgres/runner.ts'
import { loadDatabases, type Databases as Door, type PlatformHost } from '#platform/index.ts'

type Content = NonNullable<ReturnType<Awaited<ReturnType<typeof loadDatabases>>['databaseByName']>>

/** So many databases run at a time: each takes 200 MB. */
const MOST = 3

/** How large a database is, is looked at so long after it was asked something; once, whatever it is asked meanwhile. */
const MEASURE_AFTER_MS = 1_000

type World = Pick<PlatformHost, 'present' | 'era' | 'execute' | 'report'>

/** The databases of a world, in threads: those that psql reaches, and the dashboard by HTTP. */
export class Databases {
  /** How many clients are connected to each, by its add-on's id. */
  readonly connected = new Map<string, number>()
  readonly #host: World
  readonly #due = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #pool: Pool
  readonly #drop: () => Promise<void>
  #closed = false

  /** Null keeps them for as long as they run. */
  static async open(host: World, folder: string | null): Promise<Databases> {
    if (folder !== null) return new Databases(host, folder, async () => undefined)
    const temporary = await mkdtemp(join(tmpdir(), 'dynorama-postgres-'))
    return new Databases(host, temporary, () => rm(temporary, { recursive: true, force: true }))
  }

  private constructor(host: World, folder: string, drop: () => Promise<void>) {
    this.#host = host
    this.#pool = new Pool(startThread(folder), MOST, () => undefined)
    this.#drop = drop
  }

  /** What is known of the database that clients call this; null if there is none. */
  async find(name: string): Promise<Content | null> {
    const { databaseByName } = await loadDatabases()
    return databaseByName(this.#host.present(), name, this.#host.era())
  }

  /** Asks the database of an add-on; null when it is gone. */
  async ask<K extends Kind>(addon: string, question: (target: Target) => Asked & Asked<K>): Promise<AnswerTo<K> | null> {
    const target = await this.#targetOf(addon)
    return target && this.#ask(question(target))
  }

  /** How the platform asks them. */
  readonly door: Door = {
    secret: randomBytes(32).toString('hex'),
    ask: async (addon, question) => {
      const target = await this.#targetOf(addon)
      return (
        target &&
        this.#ask({ ...target, ...question }).then(
          (answer) => ({ answer }),
          (error: unknown) => ({ error: toSqlError(error) }),
        )
      )
    },
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#due.values()) clearTimeout(timer)
    this.#pool.end()
    await this.#drop()
  }

  /** The world knows what was written before anybody is answered. */
  #ask(asked: Asked): Promise<never> {
    const { id } = asked.contents.addon
    if (['run', 'wire', 'describe', 'leave'].includes(asked.kind) && !this.#due.has(id)) {
      const failed = (error: unknown) => this.#host.report(error, 'measuring a database')
      const timer = setTimeout(() => {
        this.#due.delete(id)
        this.#measure(id).catch(failed)
      }, MEASURE_AFTER_MS)
      this.#due.set(id, timer)
    }
    return onceTold(this.#pool.ask(asked), async (written) => {
      const { writtenCommand } = await loadDatabases()
      await this.#host.execute(writtenCommand(this.#host.present(), id, written))
    })
  }

  /** Tells the world how large a database is, and how many are connected to it. */
  async #measure(id: string): Promise<void> {
    const { measuredCommand } = await loadDatabases()
    const target = await this.#targetOf(id)
    // It may be gone, or ended in the middle: whoever asks it next has it measured.
    if (!target || this.#closed) return
    const size = await this.#pool.ask({ kind: 'describe', ...target }).then(sizeOf, () => null)
    const connections = this.connected.get(id) ?? 0
    const command = size && measuredCommand(this.#host.present(), id, { ...size, connections })
    if (command) await this.#host.execute(command)
  }

  async #contentOf(addon: string): Promise<Content | null> {
    const { databaseById } = await loadDatabases()
    return databaseById(this.#host.present(), addon, this.#host.era())
  }

  async #targetOf(addon: string): Promise<Target | null> {
    const contents = await this.#contentOf(addon)
    return contents && targetOf(contents, (id) => this.#contentOf(id))
  }
}

const startThread =
  (folder: string): StartWorker =>
  (hear, failed) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: folder })
    worker.on('message', (message: FromWorker) => hear(message))
    worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)))
    return { tell: (message) => worker.postMessage(message), end: () => void worker.terminate() }
  }
