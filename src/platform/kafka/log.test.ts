import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionsAt } from './groups.ts'
import { endOffset, entryAt, goneUntil, offsetAfter, readFrom, startOffset, type Log } from './log.ts'
import { murmur2, partitionOf } from './murmur.ts'
import type { Group, Topic } from './rows.ts'
import { countAt, rateAt, volumeAt } from './streams.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 5, 6)

const topic = (more: Partial<Topic> = {}): Topic => ({
  id: 'a0000000-0000-4000-8000-000000000001',
  addonId: 'addon',
  name: 'orders',
  partitions: 8,
  replication: 3,
  retentionMs: 7 * DAY,
  compaction: false,
  status: 'ready',
  stream: 'views',
  goneUntil: 0,
  dropped: [0, 0, 0, 0, 0, 0, 0, 0],
  createdAt: START,
  updatedAt: START,
  ...more,
})

const log = (now: number, more: Partial<Topic> = {}): Log => {
  const row = topic(more)
  return { topic: row, now, produced: Array.from({ length: row.partitions }, () => []) }
}

const group = (members: number, speed: number, more: Partial<Group> = {}): Group => ({
  id: 'g',
  addonId: 'addon',
  name: 'group',
  topicIds: [topic().id],
  readings: [{ from: START, position: START, members, speed }],
  status: 'created',
  createdAt: START,
  updatedAt: START,
  ...more,
})

describe('the partition of a key', () => {
  // The values of the test of Kafka's own clients.
  it.each([
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
    ['abc', 479_470_107],
  ])('is that of murmur2 with the seed of Kafka: %s', (key, hash) => {
    expect(murmur2(new TextEncoder().encode(key))).toBe(hash)
    expect(partitionOf(key, 8)).toBe((hash & 0x7fffffff) % 8)
  })
})

describe('what programs write', () => {
  const time = fc.integer({ min: 0, max: 20 * DAY }).map((ms) => START + ms)

  it('is counted so that every message is written once, in the partition of its key, not after it can be read', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 7 }), (now, partition) => {
        const all = log(now)
        const end = endOffset(all, partition)
        if (end === 0) return
        const { key, at, value } = entryAt(all, partition, end - 1)
        expect(partitionOf(key ?? '', 8)).toBe(partition)
        expect(at).toBeLessThanOrEqual(now)
        expect(() => JSON.parse(value ?? '') as unknown).not.toThrow()
        // The next is not there yet; and what a time is asked of is never more than what it is asked of later.
        expect(countAt(topic(), partition, now)).toBe(end)
        expect(offsetAfter(all, partition, now - 60_000)).toBeLessThanOrEqual(end)
      }),
    )
  })

  it('comes by the hours of the day, and adds up to the partitions', () => {
    const now = START + 6 * HOUR
    const sum = Array.from({ length: 8 }, (_, id) => endOffset(log(now), id)).reduce((a, b) => a + b)
    expect(Math.abs(sum - volumeAt(topic(), now))).toBeLessThan(8)
    expect(rateAt(topic(), START + 12 * HOUR)).toBeGreaterThan(rateAt(topic(), START + 20 * HOUR) * 2)
  })

  it('is read in order, without a gap, in ascending time, and the same again', () => {
    const all = log(START + 30 * HOUR)
    const from = endOffset(all, 3) - 100
    const entries = readFrom(all, 3, from, 200)
    expect(entries.map(({ offset }) => offset)).toEqual(Array.from({ length: 100 }, (_, nth) => from + nth))
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => a - b))
    expect(readFrom(log(START + 31 * HOUR), 3, from, 100)).toEqual(entries)
  })
})

describe('retention', () => {
  it('moves the first offset, and never back', () => {
    const kept = log(START + 3 * DAY, { retentionMs: DAY })
    expect(startOffset(kept, 0)).toBe(offsetAfter(kept, 0, START + 2 * DAY))
    const { offset, at } = readFrom(kept, 0, 0, 1)[0] ?? { offset: -1, at: 0 }
    expect(offset).toBe(startOffset(kept, 0))
    expect(at).toBeGreaterThan(START + 2 * DAY - 2000)
    const longer = log(START + 3 * DAY, { retentionMs: 7 * DAY, goneUntil: goneUntil(kept) })
    expect(startOffset(longer, 0)).toBe(startOffset(kept, 0))
  })

  it('by compaction leaves of each key the newest, and offsets as they were', () => {
    const all = log(START + 2 * DAY, { stream: 'stock', compaction: true, retentionMs: null })
    const entries = readFrom(all, 2, 0, 10_000).filter(({ at }) => at < all.now - HOUR - 2000)
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
    expect(entries.length).toBeLessThan(endOffset(all, 2) / 4)
    for (const entry of entries) expect(entryAt(all, 2, entry.offset)).toEqual(entry)
  })
})

describe('a consumer group', () => {
  const topics = [topic()]
  const lag = (row: Group, time: number) => {
    const [position = 0] = positionsAt(row, topics, [time])
    return volumeAt(topic(), time) - volumeAt(topic(), position)
  }

  it('that is fast enough is a poll behind', () => {
    for (const hours of [1, 7, 13, 40]) expect(lag(group(2, 40), START + hours * HOUR)).toBeLessThan(38 * 2.1)
  })

  it('that is not falls behind at the busy hours and catches up in the night', () => {
    const slow = group(1, 30)
    expect(lag(slow, START + 13 * HOUR)).toBeGreaterThan(10_000)
    expect(lag(slow, START + 22 * HOUR)).toBeLessThan(70)
  })

  it('that stopped reads nothing more, and goes on where it was', () => {
    const stop = START + 2 * HOUR
    const again = START + 4 * HOUR
    const [reached = 0] = positionsAt(group(2, 40), topics, [stop])
    const readings = [
      ...group(2, 40).readings,
      { from: stop, position: reached, members: 0, speed: 40 },
      { from: again, position: reached, members: 4, speed: 40 },
    ]
    const row = group(2, 40, { readings })
    expect(positionsAt(row, topics, [again - 1])).toEqual([reached])
    expect(lag(row, again)).toBeGreaterThan(100_000)
    expect(lag(row, again + HOUR)).toBeLessThan(lag(row, again))
    expect(lag(row, again + 3 * HOUR)).toBeLessThan(80)
  })

  it('never goes back', () => {
    const time = fc.integer({ min: 0, max: 5 * DAY }).map((ms) => START + ms)
    fc.assert(
      fc.property(time, time, fc.integer({ min: 0, max: 40 }), (a, b, speed) => {
        const [first = 0, second = 0] = positionsAt(group(1, speed), topics, [Math.min(a, b), Math.max(a, b)])
        expect(second).toBeGreaterThanOrEqual(first)
        expect(second).toBeLessThanOrEqual(Math.max(a, b))
      }),
    )
  })
})
