import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { leftOver, type Kept, type KeptRow } from './kept.ts'

interface Schema extends DBSchema {
  rows: { key: string; value: KeptRow }
  blobs: { key: string; value: Uint8Array }
}

const BASE = 'base'

/** Keeps databases in the browser's own database. */
export class IndexedKept implements Kept {
  readonly #name: string
  #db: Promise<IDBPDatabase<Schema>> | undefined

  constructor(name: string) {
    this.#name = name
  }

  async rows(): Promise<readonly KeptRow[]> {
    return (await this.#open()).getAll('rows')
  }

  async blob(state: string): Promise<Uint8Array | null> {
    return (await (await this.#open()).get('blobs', state)) ?? null
  }

  async put(row: KeptRow, blob?: Uint8Array): Promise<void> {
    const transaction = (await this.#open()).transaction(['rows', 'blobs'], 'readwrite')
    const [rows, blobs] = [transaction.objectStore('rows'), transaction.objectStore('blobs')]
    const [all, states] = await Promise.all([rows.getAll(), blobs.getAllKeys()])
    const left = leftOver(all, row)
    await Promise.all([
      rows.put(row, row.id),
      ...(blob ? [blobs.put(blob, row.current)] : []),
      ...left.rows.map((id) => rows.delete(id)),
      ...states.filter((state) => state !== BASE && !left.needed.has(state)).map((state) => blobs.delete(state)),
      transaction.done,
    ])
  }

  async base(): Promise<Uint8Array | null> {
    return this.blob(BASE)
  }

  async keepBase(bytes: Uint8Array): Promise<void> {
    await (await this.#open()).put('blobs', bytes, BASE)
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const drop = () => (this.#db = undefined)
    this.#db ??= openDB<Schema>(this.#name, 1, {
      upgrade: (db) => {
        db.createObjectStore('rows')
        db.createObjectStore('blobs')
      },
      blocking: () => void this.#db?.then((db) => db.close()).then(drop),
      terminated: drop,
    })
    this.#db.catch(drop)
    return this.#db
  }
}
