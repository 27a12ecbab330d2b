import type { Row } from '#kernel/table.ts'
import type { Value } from './values.ts'

/** What there is to say of a key-value store beside its add-on, whose id is its own. Made at the first change. */
export interface Store extends Row {
  /** One of the starting world holds what its app keeps in it; one that was added since begins without. */
  readonly empty: boolean
  /** Of the engine: '8.1.4'. */
  readonly version: string
  readonly upgrade: { readonly to: string; readonly until: number } | null
  /** What happens to keys when memory is full: one of `POLICIES`. */
  readonly policy: string
  /** Seconds after which an idle connection is closed; 0: never. */
  readonly timeout: number
  /** Letters of the events that are told. */
  readonly notify: string
  /** When an upgrade last restarted it. */
  readonly restartedAt: number | null
  /** What the app kept before is gone. */
  readonly flushedAt: number
  /** Counts writes: what a key is watched by, and what chance depends on. */
  readonly writes: number
  /** Of the keys that were written: as the engine counts them, and as a world keeps them. */
  readonly bytes: number
  readonly kept: number
  /** Of the app's keys that were written over or taken away. */
  readonly hidden: number
  /** Since the statistics were last reset. */
  readonly expired: number
  readonly evicted: number
  readonly resetAt: number
  /** The latest keys that went for want of memory, the newest last. */
  readonly evictions: readonly { readonly at: number; readonly key: string; readonly bytes: number }[]
  /** Since when its memory is nearly full, and since when it is full; null or missing if it is not. */
  readonly nearSince?: number | null
  readonly fullSince?: number | null
  /** What `bytes`, `hidden` and `evicted` were since when, for charts. */
  readonly sizes: readonly (readonly [at: number, bytes: number, hidden: number, evicted: number])[]
  /** What the last change has to tell to those who listen, and which change that was. */
  readonly told: { readonly nth: number; readonly events: readonly KeyEvent[] }
}

/** Something that happened to a key: a letter of the class, as keyspace notifications have it, and a name. */
export interface KeyEvent {
  readonly kind: string
  readonly name: string
  readonly key: string
}

/** A key that somebody wrote; without a value: one of the app's that was taken away. */
export interface StoredKey extends Row {
  readonly storeId: string
  /** As bytes: a character each, from 0 to 255. So are all texts of values. */
  readonly key: string
  readonly value: Value | null
  readonly expiresAt: number | null
  readonly bytes: number
  readonly kept: number
  readonly touchedAt: number
  /** How often it was used, up to 255. */
  readonly uses: number
  /** The write that it is from. */
  readonly version: number
}
