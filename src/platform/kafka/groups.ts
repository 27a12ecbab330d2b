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
  return times.map((time) => positionAt(group, mine, time))
}

/** The reading that goes on at a time. */
export const readingAt = ({ readings }: Group, time: number): Reading | undefined =>
  readings.findLast(({ from }) => from <= time) ?? readings[0]

const inflow = (topics: readonly Topic[], time: number) => topics.reduce((sum, topic) => sum + volumeAt(topic, time), 0)

function positionAt(group: Group, topics: readonly Topic[], time: number): number {
  const reading = readingAt(group, time)
  if (!reading) return time
  if (reading.members === 0 || time <= reading.from) return reading.position
  const perMs = (reading.members * reading.speed) / 1000
  let done = inflow(topics, Math.min(reading.position, reading.from))
  // Within an hour what comes in comes evenly, so that a step of an hour is exact.
  for (let from = reading.from; from < time;) {
    const to = Math.min(time, (Math.floor(from / HOUR) + 1) * HOUR)
    done = Math.min(inflow(topics, to), done + perMs * (to - from))
    from = to
  }
  const caughtUp = done >= inflow(topics, time) - NEARLY
  const polled = time - ((time + integer(0, POLL_MS - 1, 'poll', group.id)) % POLL_MS)
  const position = caughtUp ? polled : Math.min(polled, whenWritten(topics, done, reading.position, time))
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
