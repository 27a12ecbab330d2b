import { draw, hash } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { contentOf, type Written } from './content.ts'
import { refuse, wrongType } from './reply.ts'
import type { KeyEvent, Store, StoredKey } from './rows.ts'
import { limitsOf, putStore, storeOf } from './store.ts'
import { bytesOf, checkSize, keptBytes, LONGEST_KEY, type Data, type Type, type Value } from './values.ts'

/** A key as commands see it, whoever wrote it. */
export type Entry = Pick<Written, 'key' | 'type' | 'bytes' | 'expiresAt' | 'touchedAt' | 'uses' | 'value'>

/** A class of keyspace notifications and the name of one. */
export type Event = readonly [kind: string, name: string]

/** What an empty engine takes. */
export const BASE_BYTES = 900 * 1024
const EVICTIONS_KEPT = 20
const SIZES_KEPT = 200
const EVENTS_TOLD = 2_000
const UPKEEP_MS = 10 * 60_000
/** Shares of its memory with which a store is nearly full, and full: one that evicts stays a little below its limit. */
const NEARLY = 0.8
const FULL = 0.98
const SECOND = 1000

// This model's limits: a world is kept in a browser. Runs of one byte count little.
const MOST_KEYS = 10_000
const KEPT_OF_STORE = 8 * 2 ** 20
const KEPT_OF_WORLD = 24 * 2 ** 20

/** What the commands of one request may look at, in bytes: whatever is asked for, the world is not held up for long. */
const MOST_WORK = 32 * 2 ** 20
/** Going through all keys counts as so much for each. */
const A_KEY = 300

const rowId = (storeId: string, key: string) => `${storeId} ${key}`
const keepsNoMore = (what: string) => refuse(`OOM command not allowed: this model keeps at most ${what}`)

/** The keys of one store, for as long as one request takes: what the app wrote, and over it the rows of what was written since. */
export class Keyspace {
  readonly world: PlatformWorld
  readonly addon: Addon
  readonly now: number
  readonly limit: number
  readonly #events: KeyEvent[] = []
  /** Reading a key makes it a used one; not where nothing may change. */
  readonly #touches: boolean
  #store: Store
  #changed = false
  #app: Map<string, Written>
  #appBytes = 0
  #hidden = 0
  #work = 0
  /** What goes next for want of memory, the last first; made once, and looked at again before it goes. */
  #candidates: Entry[] = []
  /** How to take back what a command has written so far. */
  #undo: (() => void)[] = []

  constructor(world: PlatformWorld, addon: Addon, { touches = false } = {}) {
    this.world = world
    this.addon = addon
    this.now = world.now
    this.limit = limitsOf(addon).bytes
    this.#store = storeOf(world, addon)
    this.#touches = touches && /l[rf]u$/.test(this.#store.policy)
    this.#app = new Map(contentOf(world, addon, this.#store, this.now).map((each) => [each.key, each]))
    for (const { key, bytes } of this.#app.values()) {
      this.#appBytes += bytes
      if (this.#row(key)) this.#hidden += bytes
    }
  }

  get store(): Store {
    return this.#store
  }

  #row(key: string): StoredKey | undefined {
    return this.world.tables.redisKeys.get(rowId(this.addon.id, key))
  }

  /** A key, without that counting as a use of it. */
  get(key: string): Entry | null {
    const row = this.#row(key)
    return row ? entryOf(row, this.now) : (this.#app.get(key) ?? null)
  }

  /** The value of a key, which has to be of this type; null if there is none. */
  value<T extends Type>(key: string, type: T): Data[T] | null {
    const entry = this.get(key)
    if (!entry) {
      this.note('m', 'keymiss', key)
      return null
    }
    // Elements are only gone through; a text may be answered whole, again and again.
    this.#spend(entry.type === 'string' ? entry.bytes : entry.bytes / 8)
    const value = entry.value()
    if (!isOf(value, type)) throw wrongType()
    this.touch(key)
    return value.data
  }

  #spend(bytes: number): void {
    this.#work += bytes
    if (this.#work > MOST_WORK) throw refuse('ERR that is too much at once for this model: send fewer commands together')
  }

  /** Counts a use of a key, for those policies that go by it. */
  touch(key: string): void {
    const row = this.#row(key)
    if (!this.#touches || !row?.value) return
    const uses = Math.min(255, row.uses + 1)
    if (row.touchedAt !== this.now || row.uses !== uses) this.#write(row.id, { ...row, touchedAt: this.now, uses })
  }

  /** What a key is watched by: it is another after each write. */
  token(key: string): string {
    const row = this.#row(key)
    return row ? `${row.version}` : `app ${this.#app.get(key)?.bornAt ?? ''}`
  }

  /** All keys there are, in the order of their bytes. */
  entries(): Entry[] {
    const { redisKeys } = this.world.tables
    this.#spend(A_KEY * (redisKeys.count('store', this.addon.id) + this.#app.size))
    const rows = redisKeys.by('store', this.addon.id).flatMap((row) => entryOf(row, this.now) ?? [])
    return [...rows, ...this.#visible()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  #visible(): Written[] {
    return [...this.#app.values()].filter(({ key }) => !this.#row(key))
  }

  get used(): number {
    return BASE_BYTES + this.#store.bytes + this.#appBytes - this.#hidden
  }

  /** Writes a key; an empty list, hash or set is no key. `expiresAt` stays what it was unless told. */
  set(key: string, value: Value, event: Event, expiresAt?: number | null): void {
    const before = this.get(key)
    if (value.type !== 'string' && value.data.length === 0) return void this.delete(key)
    if (key.length > LONGEST_KEY) throw refuse(`ERR keys of this model have at most ${LONGEST_KEY} bytes`)
    checkSize(value)
    const until = expiresAt === undefined ? (before?.expiresAt ?? null) : expiresAt
    const fields = {
      value,
      expiresAt: until,
      bytes: bytesOf(key, value, until !== null),
      kept: keptBytes(value),
      touchedAt: this.now,
      uses: Math.min(255, (before?.uses ?? 0) + 1),
    }
    this.#checkRoom(key, fields.kept)
    this.#put(key, fields)
    this.note(...event, key)
    if (until !== null) this.#wake(until)
  }

  #checkRoom(key: string, kept: number): void {
    const { redisKeys, redisStores } = this.world.tables
    const row = this.#row(key)
    if (!row && redisKeys.count('store', this.addon.id) >= MOST_KEYS) throw keepsNoMore(`${MOST_KEYS} keys of a store`)
    const more = kept - (row?.kept ?? 0)
    if (more > 0 && this.#store.kept + more > KEPT_OF_STORE) throw keepsNoMore(`${KEPT_OF_STORE / 2 ** 20} MB of a store`)
    const others = redisStores.all().reduce((sum, store) => sum + (store.id === this.addon.id ? 0 : store.kept), 0)
    if (more > 0 && others + this.#store.kept + more > KEPT_OF_WORLD)
      throw keepsNoMore(`${KEPT_OF_WORLD / 2 ** 20} MB of all stores`)
  }

  /** Takes a key away. Answers whether there was one. */
  delete(key: string, event: Event = ['g', 'del']): boolean {
    if (!this.get(key)) return false
    this.#drop(key)
    this.note(...event, key)
    return true
  }

  /** Takes all keys away. */
  flush(): void {
    if (this.entries().length === 0) return
    for (const { id } of this.world.tables.redisKeys.by('store', this.addon.id)) this.#write(id, null)
    this.#app = new Map()
    this.#appBytes = this.#hidden = 0
    this.change({ flushedAt: this.now, bytes: 0, kept: 0, writes: this.#store.writes + 1 })
  }

  change(fields: Partial<Store>): void {
    this.#store = { ...this.#store, ...fields }
    this.#changed = true
  }

  note(kind: string, name: string, key: string): void {
    const { notify } = this.#store
    const wanted = /[KE]/.test(notify) && (notify.includes(kind) || (notify.includes('A') && kind !== 'm'))
    if (wanted && this.#events.length < EVENTS_TOLD) this.#events.push({ kind, name, key })
  }

  /** Takes keys away until what there is fits into the plan's memory. Answers whether it does. */
  makeRoom(): boolean {
    const { policy } = this.#store
    if (this.used <= this.limit) return true
    if (policy === 'noeviction') return false
    const gone: Store['evictions'][number][] = []
    while (this.used > this.limit) {
      if (this.#candidates.length === 0) this.#candidates = this.#evictable(policy)
      const entry = this.#candidates.pop()
      if (!entry) break
      // One that was used or written meanwhile has to wait for its turn.
      const now = this.get(entry.key)
      if (now?.touchedAt !== entry.touchedAt || now.uses !== entry.uses || now.expiresAt !== entry.expiresAt) continue
      this.#drop(entry.key)
      this.note('e', 'evicted', entry.key)
      gone.push({ at: this.now, key: entry.key, bytes: entry.bytes })
    }
    const { evicted, evictions } = this.#store
    this.change({ evicted: evicted + gone.length, evictions: [...evictions, ...gone].slice(-EVICTIONS_KEPT) })
    return this.used <= this.limit
  }

  /** The keys that may go by a policy, the first to go last. */
  #evictable(policy: string): Entry[] {
    const order = this.#evictionOrder(policy)
    return this.entries()
      .filter(({ expiresAt }) => !policy.startsWith('volatile') || expiresAt !== null)
      .map((entry) => ({ entry, order: order(entry) }))
      .sort((a, b) => b.order - a.order || (a.entry.key < b.entry.key ? 1 : -1))
      .map(({ entry }) => entry)
  }

  /** The smallest goes first. */
  #evictionOrder(policy: string): (entry: Entry) => number {
    if (policy.endsWith('lru')) return ({ touchedAt }) => touchedAt
    if (policy.endsWith('lfu')) return ({ uses }) => uses
    if (policy.endsWith('ttl')) return ({ expiresAt }) => expiresAt ?? Infinity
    const { seed } = this.world
    return ({ key }) => draw(seed, hash(key), this.#store.evicted)
  }

  /** Takes away what has expired, and sees to the next. */
  expire(): void {
    let expired = 0
    let next = Infinity
    for (const row of this.world.tables.redisKeys.by('store', this.addon.id)) {
      if (row.expiresAt === null) continue
      if (row.expiresAt > this.now) next = Math.min(next, row.expiresAt)
      else {
        this.#drop(row.key)
        if (row.value) this.note('x', 'expired', row.key)
        if (row.value) expired += 1
      }
    }
    if (expired > 0) this.change({ expired: this.#store.expired + expired })
    if (next !== Infinity) this.#wake(next)
  }

  /** Now and then what the app writes meets what others have filled: then keys go, or the app's newest never came to be. */
  keepWithin(): void {
    if (this.makeRoom()) return
    for (const { key } of this.#visible().sort((a, b) => b.bornAt - a.bornAt)) {
      if (this.used <= this.limit) return
      this.#drop(key)
    }
  }

  /** Does something whole or, where it throws, not at all. */
  attempt<T>(work: () => T): T {
    const before = { store: this.#store, changed: this.#changed, hidden: this.#hidden, events: this.#events.length }
    this.#undo = []
    try {
      return work()
    } catch (error) {
      for (const takeBack of this.#undo.toReversed()) takeBack()
      this.#store = before.store
      this.#changed = before.changed
      this.#hidden = before.hidden
      this.#events.length = before.events
      throw error
    }
  }

  /** Writes down what has become of the store. */
  commit(upkeep = false): void {
    if (this.#events.length > 0) this.change({ told: { nth: this.#store.told.nth + 1, events: this.#events } })
    if (!this.#changed && !upkeep) return
    const { sizes, bytes, evicted } = this.#store
    const size = [bytes, this.#hidden, evicted] as const
    if (sizes.at(-1)?.slice(1).join() !== size.join())
      this.change({ sizes: [...sizes, [this.now, ...size] as const].slice(-SIZES_KEPT), hidden: this.#hidden })
    this.#noteMemory()
    putStore(this.world, this.#store)
    this.#changed = false
    const full = BASE_BYTES + bytes + this.#appBytes > 0.9 * this.limit
    if (bytes > 0 && this.#appBytes > 0 && full) this.world.setAlarm('redis upkeep', this.addon.id, this.now + UPKEEP_MS)
  }

  #noteMemory(): void {
    const { nearSince = null, fullSince = null } = this.#store
    const since = (share: number, before: number | null) => (this.used >= share * this.limit ? (before ?? this.now) : null)
    const [near, full] = [since(NEARLY, nearSince), since(FULL, fullSince)]
    if (near !== nearSince || full !== fullSince) this.change({ nearSince: near, fullSince: full })
  }

  #put(key: string, fields: Omit<StoredKey, 'id' | 'storeId' | 'key' | 'version'>): void {
    const { id: storeId } = this.addon
    const before = this.#row(key)
    const { writes, bytes, kept } = this.#store
    const row = { id: rowId(storeId, key), storeId, key, ...fields, version: writes + 1 }
    this.#write(row.id, row)
    if (!before) this.#hidden += this.#app.get(key)?.bytes ?? 0
    this.change({
      writes: writes + 1,
      bytes: bytes + row.bytes - (before?.bytes ?? 0),
      kept: kept + row.kept - (before?.kept ?? 0),
    })
  }

  #drop(key: string): void {
    const written = this.#app.get(key)
    if (written) {
      // The app's own key would be there again without the row that says it is gone.
      this.#put(key, { value: null, expiresAt: written.expiresAt, bytes: 0, kept: 0, touchedAt: this.now, uses: 0 })
      if (written.expiresAt !== null) this.#wake(written.expiresAt)
      return
    }
    const row = this.#row(key)
    if (!row) return
    this.#write(row.id, null)
    const { writes, bytes, kept } = this.#store
    this.change({ writes: writes + 1, bytes: bytes - row.bytes, kept: kept - row.kept })
  }

  #write(id: string, row: StoredKey | null): void {
    const { redisKeys } = this.world.tables
    const before = redisKeys.get(id)
    const put = (wanted: StoredKey | null) => {
      if (!wanted) redisKeys.delete(id)
      else if (redisKeys.get(id)) redisKeys.update(id, wanted)
      else redisKeys.insert(wanted)
    }
    put(row)
    this.#undo.push(() => put(before ?? null))
  }

  /** Has the store looked at when a key expires, on the next full second. */
  #wake(at: number): void {
    const due = Math.max(this.now + 1, Math.ceil(at / SECOND) * SECOND)
    const set = this.world.alarmAt('redis expiry', this.addon.id)
    if (set === undefined || set > due) this.world.setAlarm('redis expiry', this.addon.id, due)
  }
}

const isOf = <T extends Type>(value: Value, type: T): value is Value & { readonly data: Data[T] } => value.type === type

function entryOf({ value, ...row }: StoredKey, now: number): Entry | null {
  if (!value || (row.expiresAt !== null && row.expiresAt <= now)) return null
  return { ...row, type: value.type, value: () => value }
}
