import { Worker } from 'node:worker_threads'
import { Pool } from '#engines/postgres/pool.ts'
import type { AnswerTo, Asked, Contents, FromWorker, Kind, Target } from '#engines/postgres/protocol.ts'
import { targetOf } from '#engines/postgres/target.ts'
import type { StartWorker } from '#engines/postgres/runner.ts'
import { loadDatabases, type PlatformHost } from '#platform/index.ts'

type Content = NonNullable<ReturnType<Awaited<ReturnType<typeof loadDatabases>>['databaseByName']>>

/** So many databases run at a time: each takes 200 MB. */
const MOST = 3

/** The databases of a world, in threads. */
export class Databases {
  readonly #host: Pick<PlatformHost, 'present'>
  readonly #pool: Pool

  constructor(host: Pick<PlatformHost, 'present'>, folder: string) {
    this.#host = host
    this.#pool = new Pool(startThread(folder), MOST, () => undefined)
  }

  /** What is known of the database that clients call this; null if there is none. */
  async find(name: string): Promise<Content | null> {
    const { databaseByName } = await loadDatabases()
    return databaseByName(this.#host.present(), name)
  }

  /** Asks the database of an add-on; null when it is gone. */
  async ask<K extends Kind>(addon: string, question: (target: Target) => Asked & Asked<K>): Promise<AnswerTo<K> | null> {
    const { databaseById } = await loadDatabases()
    const world = this.#host.present()
    const { scenario, seed, epoch } = world.origin
    const contents = databaseById(world, addon)
    if (!contents) return null
    const another = async (id: string): Promise<Contents | null> => databaseById(world, id)
    return this.#pool.ask(question(await targetOf(`${scenario} ${seed} ${epoch}`, contents, another)))
  }

  close(): void {
    this.#pool.end()
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
