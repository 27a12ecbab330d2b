import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { changeRows, type Kept, type KeptRow, type Written } from './kept.ts'
import { addToTar } from './tar.ts'

interface Schema extends DBSchema {
  rows: { key: string; value: KeptRow }
  files: { key: string; value: Uint8Array }
  /** What was added to the log since the files of a state were kept, by the state and the name. */
  log: { key: [string, string]; value: Uint8Array }
}

/** Keeps databases in the browser's own database. */
export class IndexedKept implements Kept {
  readonly #name: string
  #db: Promise<IDBPDatabase<Schema>> | undefined

  constructor(name: string) {
    this.#name = name
  }

  async change(make: (rows: readonly KeptRow[]) => KeptRow, written?: Written): Promise<KeptRow> {
    const transaction = (await this.#open()).transaction(['rows', 'files', 'log'], 'readwrite')
    const [rows, files, log] = [transaction.objectStore('rows'), transaction.objectStore('files'), transaction.objectStore('log')]
    const [before, states, segments] = await Promise.all([rows.getAll(), files.getAllKeys(), log.getAllKeys()])
    const { row, dropped, needed } = changeRows(before, make)
    const stale = (state: string) => !needed.has(state) || (state === row.current && written !== undefined && 'files' in written)
    await Promise.all([
      ...states.filter((state) => !needed.has(state)).map((state) => files.delete(state)),
      ...segments.filter(([state]) => stale(state)).map((key) => log.delete(key)),
      ...dropped.map((id) => rows.delete(id)),
      rows.put(row, row.id),
      ...(written && 'files' in written ? [files.put(written.files, row.current)] : []),
      ...(written && 'log' in written ? written.log.map(({ name, bytes }) => log.put(bytes, [row.current, name])) : []),
      transaction.done,
    ])
    return row
  }

  async files(state: string): Promise<Uint8Array | null> {
    const transaction = (await this.#open()).transaction(['files', 'log'])
    const log = transaction.objectStore('log')
    const range = IDBKeyRange.bound([state, ''], [state, '\uffff'])
    const [files, keys, segments] = await Promise.all([
      transaction.objectStore('files').get(state),
      log.getAllKeys(range),
      log.getAll(range),
      transaction.done,
    ])
    if (!files) return null
    return addToTar(
      files,
      segments.map((bytes, at) => ({ name: keys[at]?.[1] ?? '', bytes })),
    )
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const drop = () => (this.#db = undefined)
    this.#db ??= openDB<Schema>(this.#name, 1, {
      upgrade: (db) => {
        db.createObjectStore('rows')
        db.createObjectStore('files')
        db.createObjectStore('log')
      },
      blocking: () => void this.#db?.then((db) => db.close()).then(drop),
      terminated: drop,
    })
    this.#db.catch(drop)
    return this.#db
  }
}
