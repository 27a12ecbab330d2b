import type { Tables } from '#platform/world.ts'
import type { Message, Topic } from './rows.ts'
import { countAt, keyOf, meanBytes, writtenAs, type Written } from './streams.ts'

// A topic's log: what its own programs wrote, and between that what was produced by hand. Offsets count both, in the order of
// time, without a gap; what is too old is gone, but its offsets are never given again.

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What is younger is not compacted yet. */
const HEAD_MS = HOUR
/** How long a deleted key can still be seen (Kafka's delete.retention.ms). */
const TOMBSTONE_MS = DAY
/** Of a compacted partition this many messages are looked through at most, from the newest. */
const LOOKED_THROUGH = 2000

export interface Entry extends Written {
  readonly partition: number
  readonly offset: number
}

/** A topic with what was produced to it by hand, sorted: what reading needs. */
export interface Log {
  readonly topic: Topic
  readonly now: number
  /** By partition, in the order of their offsets. */
  readonly produced: readonly (readonly Message[])[]
}

/** Opens a topic's log at a time. */
export function logOf(tables: Tables, topic: Topic, now: number): Log {
  const produced: Message[][] = Array.from({ length: topic.partitions }, () => [])
  for (const row of tables.kafkaMessages.by('topic', topic.id)) produced[row.partition]?.push(row)
  for (const rows of produced) rows.sort((a, b) => a.offset - b.offset)
  return { topic, now, produced }
}

const rowsIn = ({ produced }: Log, partition: number) => produced[partition] ?? []

/** The offset that the first message after a time has, or will have. */
export function offsetAfter(log: Log, partition: number, time: number): number {
  const dropped = log.topic.dropped[partition] ?? 0
  return (
    countAt(log.topic, partition, Math.min(time, log.now)) +
    dropped +
    rowsIn(log, partition).filter(({ at }) => at <= time).length
  )
}

/** The offset that the next message gets. */
export const endOffset = (log: Log, partition: number): number => offsetAfter(log, partition, log.now)

/** Messages before this time are gone. */
export const goneUntil = ({ topic, now }: Pick<Log, 'topic' | 'now'>): number =>
  Math.max(topic.goneUntil, topic.retentionMs === null ? 0 : now - topic.retentionMs)

/** The offset of the oldest message that may still be there. What was produced in the moment of emptying came after it. */
export function startOffset(log: Log, partition: number): number {
  const time = goneUntil(log)
  return offsetAfter(log, partition, time) - rowsIn(log, partition).filter(({ at: written }) => written === time).length
}

/** The index among the messages of the topic's own programs that an offset has, or the row that it is of. */
function at(log: Log, partition: number, offset: number): Message | number {
  const rows = rowsIn(log, partition)
  let before = 0
  for (const row of rows) {
    if (row.offset === offset) return row
    if (row.offset < offset) before += 1
  }
  return offset - before - (log.topic.dropped[partition] ?? 0)
}

/** The message with an offset, which must be between the first and the last. */
export function entryAt(log: Log, partition: number, offset: number): Entry {
  const found = at(log, partition, offset)
  if (typeof found === 'number') return { partition, offset, ...writtenAs(log.topic, partition, found) }
  return { partition, offset, at: found.at, key: found.key, value: found.value, headers: found.headers }
}

/** The offsets of a compacted partition that are left of its older part: of each key the newest. */
function compacted(log: Log, partition: number): ReadonlySet<number> {
  const end = offsetAfter(log, partition, log.now - HEAD_MS)
  const start = Math.max(startOffset(log, partition), end - LOOKED_THROUGH)
  const seen = new Set<string>()
  const kept = new Set<number>()
  for (let offset = end - 1; offset >= start; offset--) {
    const found = at(log, partition, offset)
    const key = typeof found === 'number' ? keyOf(log.topic, partition, found) : (found.key ?? '')
    if (seen.has(key)) continue
    seen.add(key)
    const isForgotten = typeof found !== 'number' && found.value === null && log.now - found.at > TOMBSTONE_MS
    if (!isForgotten) kept.add(offset)
  }
  return kept
}

/** Tells which offsets of a partition can still be read. */
function readable(log: Log, partition: number): (offset: number) => boolean {
  if (!log.topic.compaction) return () => true
  const head = offsetAfter(log, partition, log.now - HEAD_MS)
  const kept = compacted(log, partition)
  return (offset) => offset >= head || kept.has(offset)
}

/** Messages of a partition from an offset on, the oldest first. Offsets that are gone are passed over. */
export function readFrom(log: Log, partition: number, from: number, limit: number): Entry[] {
  const isThere = readable(log, partition)
  const end = endOffset(log, partition)
  const entries: Entry[] = []
  for (let offset = Math.max(from, startOffset(log, partition)); offset < end && entries.length < limit; offset++)
    if (isThere(offset)) entries.push(entryAt(log, partition, offset))
  return entries
}

/** The newest messages of a partition before an offset, the oldest of them first. */
export function readBefore(log: Log, partition: number, before: number, limit: number): Entry[] {
  const isThere = readable(log, partition)
  const start = startOffset(log, partition)
  const entries: Entry[] = []
  for (let offset = Math.min(before, endOffset(log, partition)) - 1; offset >= start && entries.length < limit; offset--)
    if (isThere(offset)) entries.push(entryAt(log, partition, offset))
  return entries.reverse()
}

/** How many messages of a partition can be read. */
export function countIn(log: Log, partition: number): number {
  const [start, end] = [startOffset(log, partition), endOffset(log, partition)]
  if (!log.topic.compaction) return end - start
  const head = offsetAfter(log, partition, log.now - HEAD_MS)
  return end - Math.max(start, head) + compacted(log, partition).size
}

const OVERHEAD = 70

/** What a message takes on disk, about. */
export const sizeOf = ({ key, value }: Pick<Written, 'key' | 'value'>): number =>
  OVERHEAD + new TextEncoder().encode(`${key ?? ''}${value ?? ''}`).length

/** What a partition takes on one broker, about. */
export function bytesIn(log: Log, partition: number): number {
  const since = goneUntil(log)
  const own = rowsIn(log, partition).filter((row) => row.at >= since)
  const others = Math.max(0, countIn(log, partition) - own.length)
  return others * (meanBytes(log.topic) + OVERHEAD) + own.reduce((sum, row) => sum + sizeOf(row), 0)
}

/** What a topic takes on all brokers, its copies included. */
export const topicBytes = (log: Log): number =>
  log.produced.reduce((sum, _, partition) => sum + bytesIn(log, partition), 0) * log.topic.replication
