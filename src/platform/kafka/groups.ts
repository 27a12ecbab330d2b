import { integer } from '#kernel/random.ts'
import type { Group, Reading, Topic } from './rows.ts'
import { volumeAt } from './streams.ts'

// How far a group has read, as a function of time: everything that was written up to one moment, its position. Consumers that
// are fast enough are a poll behind; what comes faster than they can handle piles up, and is worked off when less comes.

const HOUR = 3_600_000
/** Consumers ask for more about as often. */
const POLL_MS = 2000
const NEARLY = 1e-6

/** The position of a group at each of some times, which must ascend. */
export function positionsAt(group: Group, topics: readonly Topic[], times: readonly number[]): number[] {
  const mine = topics.filter(({ id }) => group.topicIds.includes(id))
  let work: Work | undefined
  return times.map((time) => {
    const reading = readingAt(group, time)
    if (!reading) return time
    if (reading.members === 0 || time <= reading.from) return reading.position
    if (work?.reading !== reading)
      work = { reading, until: reading.from, done: inflow(mine, Math.min(reading.position, reading.from)) }
    workOn(work, mine, time)
    return positionOf(group, work, mine)
  })
}

/** How many messages consumers have got done up to a time. */
interface Work {
  readonly reading: Reading
  until: number
  done: number
}

/** The reading that goes on at a time. */
export const readingAt = ({ readings }: Group, time: number): Reading | undefined =>
  readings.findLast(({ from }) => from <= time) ?? readings[0]

const inflow = (topics: readonly Topic[], time: number) => topics.reduce((sum, topic) => sum + volumeAt(topic, time), 0)

function workOn(work: Work, topics: readonly Topic[], time: number): void {
  const perMs = (work.reading.members * work.reading.speed) / 1000
  // Within an hour what comes in comes evenly, so that a step of an hour is exact.
  while (work.until < time) {
    const to = Math.min(time, (Math.floor(work.until / HOUR) + 1) * HOUR)
    work.done = Math.min(inflow(topics, to), work.done + perMs * (to - work.until))
    work.until = to
  }
}

function positionOf({ id }: Group, { reading, until, done }: Work, topics: readonly Topic[]): number {
  const caughtUp = done >= inflow(topics, until) - NEARLY
  const polled = until - ((until + integer(0, POLL_MS - 1, 'poll', id)) % POLL_MS)
  const position = caughtUp ? polled : Math.min(polled, whenWritten(topics, done, reading.position, until))
  return Math.max(reading.position, position)
}

/** When the inflow of some topics reached a number of messages, between two times, to the ms. */
function whenWritten(topics: readonly Topic[], messages: number, after: number, before: number): number {
  let [low, high] = [Math.min(after, before), before]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (inflow(topics, middle) <= messages) low = middle
    else high = middle
  }
  return low
}

/** How many messages were written to some topics between two positions, about. */
export const writtenBetween = (topics: readonly Topic[], from: number, to: number): number =>
  Math.max(0, inflow(topics, to) - inflow(topics, from))
