import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Clock } from '#kernel/clock.ts'
import type { JournalEntry, Origin, Snapshot } from '#kernel/world.ts'
import { isOutdated, type Saved, type Store } from '#hosts/store.ts'
import type { Command } from '#platform/index.ts'

interface Schema extends DBSchema {
  /** 'origin', 'clock', and 'snapshot', JSON in bytes (storing objects takes longer) with the 'build' that took it. */
  world: { key: string; value: unknown }
  journal: { key: number; value: JournalEntry<Command> }
}

/** Keeps a world in IndexedDB: a row a command, and a snapshot in one blob. */
export class IndexedStore implements Store {
  readonly #name: string
  readonly #build: string
  #db: IDBPDatabase<Schema> | undefined
  #length = 0
  #snapshot: Pick<Snapshot, 'now' | 'position'> | undefined

  /** `build` names the version of the code: rows have no format of their own, so a snapshot of another one is not used. */
  constructor(name: string, build: string) {
    this.#name = name
    this.#build = build
  }

  /** Rejects where the browser has no database, as in some private windows. */
  async open(): Promise<void> {
    this.#db ??= await openDB<Schema>(this.#name, 1, {
      upgrade: (db) => {
        db.createObjectStore('world')
        db.createObjectStore('journal')
      },
      blocking: () => this.close(),
      terminated: () => this.close(),
    })
  }

  async load(): Promise<Saved | null> {
    await this.open()
    const transaction = (await this.#opened()).transaction(['world', 'journal'])
    const [world, journal] = [transaction.objectStore('world'), transaction.objectStore('journal')]
    const [origin, clock, bytes, build, positions, entries] = await Promise.all([
      world.get('origin'),
      world.get('clock'),
      world.get('snapshot'),
      world.get('build'),
      journal.getAllKeys(),
      journal.getAll(),
    ])
    if (!isOrigin(origin) || !isClock(clock)) return null
    const gap = positions.findIndex((position, i) => position !== i)
    const kept = gap === -1 ? entries : entries.slice(0, gap)
    this.#length = kept.length
    const snapshot = bytes instanceof Uint8Array && build === this.#build ? parseSnapshot(bytes) : undefined
    this.#snapshot = snapshot
    return { origin, clock, journal: kept, ...(snapshot && { snapshot }) }
  }

  async begin({ origin, clock, journal }: Saved): Promise<void> {
    const transaction = (await this.#opened()).transaction(['world', 'journal'], 'readwrite')
    const [world, rows] = [transaction.objectStore('world'), transaction.objectStore('journal')]
    await Promise.all([
      world.clear(),
      rows.clear(),
      world.put(origin, 'origin'),
      world.put(clock, 'clock'),
      ...journal.map((entry, position) => rows.put(entry, position)),
      transaction.done,
    ])
    this.#length = journal.length
    this.#snapshot = undefined
  }

  async append(position: number, entry: JournalEntry<Command>, clock: Clock): Promise<void> {
    const outdated = this.#snapshot && isOutdated(this.#snapshot, position, entry.at)
    const transaction = (await this.#opened()).transaction(['world', 'journal'], 'readwrite')
    const [world, rows] = [transaction.objectStore('world'), transaction.objectStore('journal')]
    await Promise.all([
      ...(position < this.#length ? [rows.delete(IDBKeyRange.lowerBound(position))] : []),
      ...(outdated ? [world.delete('snapshot')] : []),
      rows.put(entry, position),
      world.put(clock, 'clock'),
      transaction.done,
    ])
    this.#length = position + 1
    if (outdated) this.#snapshot = undefined
  }

  async saveClock(clock: Clock): Promise<void> {
    await (await this.#opened()).put('world', clock, 'clock')
  }

  async saveSnapshot(snapshot: Snapshot): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(snapshot))
    const transaction = (await this.#opened()).transaction('world', 'readwrite')
    await Promise.all([transaction.store.put(bytes, 'snapshot'), transaction.store.put(this.#build, 'build'), transaction.done])
    this.#snapshot = { now: snapshot.now, position: snapshot.position }
  }

  /** Drops the world. */
  async forget(): Promise<void> {
    this.close()
    await deleteDB(this.#name)
  }

  /** Lets another worker have the database. */
  close(): void {
    this.#db?.close()
    this.#db = undefined
  }

  /** When the browser has closed the database (site data was cleared), what was in it is gone: the world must be written whole. */
  async #opened(): Promise<IDBPDatabase<Schema>> {
    if (this.#db) return this.#db
    await this.open()
    throw new Error('The browser had closed the database.')
  }
}

function parseSnapshot(bytes: Uint8Array): Snapshot {
  const snapshot: Snapshot = JSON.parse(new TextDecoder().decode(bytes))
  return snapshot
}

function isOrigin(value: unknown): value is Origin {
  return typeof value === 'object' && value !== null && 'scenario' in value && 'seed' in value && 'epoch' in value
}

function isClock(value: unknown): value is Clock {
  return typeof value === 'object' && value !== null && 'sim' in value && 'wall' in value && 'rate' in value
}
