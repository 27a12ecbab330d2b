import type { Row } from '#kernel/table.ts'

/** What a cluster is beside its add-on, whose id it has. Made at the first change: before, there is nothing to say. */
export interface Cluster extends Row {
  readonly version: string
  /** The brokers restart one after the other from one time until the other. */
  readonly upgrade: { readonly to: string; readonly from: number; readonly until: number } | null
  readonly failure: { readonly broker: number; readonly until: number; readonly catastrophic: boolean } | null
  /** How often its credentials were made anew, and when last. */
  readonly rotations: number
  readonly rotatedAt: number | null
}

export interface Topic extends Row {
  readonly addonId: string
  /** Without the prefix of a shared cluster. */
  readonly name: string
  readonly partitions: number
  readonly replication: number
  /** Null: until it is compacted away. */
  readonly retentionMs: number | null
  readonly compaction: boolean
  readonly status: 'pending' | 'ready' | 'updating' | 'deleted'
  /** What fills it by itself; null for nothing. */
  readonly stream: string | null
  /** It was emptied, or kept less, up to then. */
  readonly goneUntil: number
  /** How many messages that were produced by hand have been forgotten, by partition: their offsets still count. */
  readonly dropped: readonly number[]
  readonly createdAt: number
  readonly updatedAt: number
}

/** What somebody produced by hand. */
export interface Message extends Row {
  readonly addonId: string
  readonly topicId: string
  readonly partition: number
  readonly offset: number
  readonly at: number
  readonly key: string | null
  /** Null deletes the key from a compacted topic. */
  readonly value: string | null
  readonly headers: Readonly<Record<string, string>>
}

/** From when on how many consumers read, beginning after what was written up to a time. */
export interface Reading {
  readonly from: number
  readonly position: number
  readonly members: number
  /** Messages a second that one of them can handle. */
  readonly speed: number
}

export interface Group extends Row {
  readonly addonId: string
  readonly name: string
  readonly topicIds: readonly string[]
  /** The newest last; there is at least one. */
  readonly readings: readonly Reading[]
  readonly status: 'pending' | 'created'
  readonly createdAt: number
  readonly updatedAt: number
}
