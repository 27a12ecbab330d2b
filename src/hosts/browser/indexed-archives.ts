import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { tooMany, type Archives } from '#hosts/archives.ts'

interface Schema extends DBSchema {
  /** What is kept, so that the order and the sum are known without reading it. */
  archives: { key: string; value: { checksum: string; size: number; at: number } }
  bytes: { key: string; value: Uint8Array }
}

/** Keeps archives in a database of their own: the world's can do without them. */
export class IndexedArchives implements Archives {
  readonly #name: string
  readonly #report: (error: unknown, during: string) => void
  #db: Promise<IDBPDatabase<Schema>> | undefined

  constructor(name: string, report: (error: unknown, during: string) => void) {
    this.#name = name
    this.#report = report
  }

  async keep(checksum: string, bytes: Uint8Array): Promise<void> {
    try {
      const transaction = (await this.#open()).transaction(['archives', 'bytes'], 'readwrite')
      const [archives, contents] = [transaction.objectStore('archives'), transaction.objectStore('bytes')]
      const all = await archives.getAll()
      const kept = all.filter((other) => other.checksum !== checksum).toSorted((a, b) => a.at - b.at)
      const own = { checksum, size: bytes.length, at: (kept.at(-1)?.at ?? 0) + 1 }
      const old = tooMany([...kept, own])
      await Promise.all([
        archives.put(own, checksum),
        contents.put(bytes, checksum),
        ...old.flatMap((one) => [archives.delete(one.checksum), contents.delete(one.checksum)]),
        transaction.done,
      ])
    } catch (error) {
      this.#report(error, 'keeping an archive')
    }
  }

  async read(checksum: string): Promise<Uint8Array | null> {
    try {
      return (await (await this.#open()).get('bytes', checksum)) ?? null
    } catch (error) {
      this.#report(error, 'reading an archive')
      return null
    }
  }

  /** Drops them all. */
  async forget(): Promise<void> {
    await this.close()
    await deleteDB(this.#name)
  }

  /** Lets another worker have the database. */
  async close(): Promise<void> {
    const db = await this.#db?.catch(() => undefined)
    this.#db = undefined
    db?.close()
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const drop = () => (this.#db = undefined)
    this.#db ??= openDB<Schema>(this.#name, 1, {
      upgrade: (db) => {
        db.createObjectStore('archives')
        db.createObjectStore('bytes')
      },
      blocking: () => void this.close(),
      terminated: drop,
    })
    this.#db.catch(drop)
    return this.#db
  }
}
