import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { add, baseOf, need, type Added, type Base, type Catalog, type Changes, type Kept, type Needs, type Row } from './kept.ts'
import { placeOf } from './state.ts'
import { addToTar } from './tar.ts'
import { logUpTo } from './wal.ts'

/** By the timeline and the position. */
type BaseKey = [timeline: string, position: number]

interface Schema extends DBSchema {
  rows: { key: string; value: Row }
  bases: { key: BaseKey; value: Base }
  files: { key: BaseKey; value: Uint8Array }
  /** What was added to the log of a base, by the base and the name of the file. */
  log: { key: [...BaseKey, name: string]; value: Uint8Array }
}

const STORES = ['rows', 'bases', 'files', 'log'] as const
const keyOf = ({ timeline, position }: Base): BaseKey => [timeline, position]
const logOf = (base: Base) => IDBKeyRange.bound([...keyOf(base), ''], [...keyOf(base), '\uffff'])

/** Keeps databases in the browser's own database. */
export class IndexedKept implements Kept {
  readonly #name: string
  #db: Promise<IDBPDatabase<Schema>> | undefined

  constructor(name: string) {
    this.#name = name
  }

  async need(name: string, needs: Needs): Promise<void> {
    await this.#change((catalog) => need(catalog, name, needs))
  }

  async add(name: string, needs: Needs, added: Added): Promise<boolean> {
    return this.#change((catalog) => add(catalog, name, needs, added), added)
  }

  async files(name: string): Promise<Uint8Array | null> {
    const transaction = (await this.#open()).transaction(['bases', 'files', 'log'])
    const base = baseOf(await transaction.objectStore('bases').getAll(), placeOf(name))
    if (!base) return null
    const log = transaction.objectStore('log')
    const [files, keys, segments] = await Promise.all([
      transaction.objectStore('files').get(keyOf(base)),
      log.getAllKeys(logOf(base)),
      log.getAll(logOf(base)),
      transaction.done,
    ])
    const grown = segments.map((bytes, at) => ({ name: keys[at]?.[2] ?? '', bytes }))
    return files ? addToTar(files, logUpTo(grown, placeOf(name).position)) : null
  }

  /** Does all of it in one step, or nothing. */
  async #change(make: (catalog: Catalog) => Changes | null, added?: Added): Promise<boolean> {
    const transaction = (await this.#open()).transaction(STORES, 'readwrite')
    const [rows, bases, files, log] = [
      transaction.objectStore('rows'),
      transaction.objectStore('bases'),
      transaction.objectStore('files'),
      transaction.objectStore('log'),
    ]
    const [knownRows, knownBases] = await Promise.all([rows.getAll(), bases.getAll()])
    const changes = make({ rows: knownRows, bases: knownBases })
    if (!changes) return false
    const { row, base, goneRows, goneBases } = changes
    await Promise.all([
      rows.put(row, row.id),
      ...goneRows.map(({ id }) => rows.delete(id)),
      ...goneBases.flatMap((gone) => [bases.delete(keyOf(gone)), files.delete(keyOf(gone)), log.delete(logOf(gone))]),
      ...(base ? [bases.put(base, keyOf(base))] : []),
      ...(base && added && 'files' in added ? [files.put(added.files, keyOf(base)), log.delete(logOf(base))] : []),
      ...(base && added && 'log' in added ? added.log.map(({ name, bytes }) => log.put(bytes, [...keyOf(base), name])) : []),
      transaction.done,
    ])
    return true
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const drop = () => (this.#db = undefined)
    this.#db ??= openDB<Schema>(this.#name, 2, {
      upgrade: (db) => {
        // What the first version kept was known by names that no world says.
        for (const store of Array.from(db.objectStoreNames)) db.deleteObjectStore(store)
        for (const store of STORES) db.createObjectStore(store)
      },
      blocking: () => void this.#db?.then((db) => db.close()).then(drop),
      terminated: drop,
    })
    this.#db.catch(drop)
    return this.#db
  }
}
