import type { Topic } from '#platform/kafka/contract.ts'
import type { GroupRow } from '#platform/kafka/control/contract.ts'
import { formatDuration, formatNumber } from '#ui/format.ts'
import type { Look, Tone } from '#ui/tone.ts'

const HOUR = 3_600_000

export const topicTones: Record<Topic['status'], Tone> = { pending: 'busy', ready: 'ok', updating: 'busy', deleted: 'busy' }

/** How a group does: whether somebody reads, and how far behind. */
export function groupLook({ state, status, lag, members, speed }: GroupRow): Look {
  if (status === 'pending') return { tone: 'busy', word: 'Being created' }
  if (state === 'unused') return { tone: 'idle', word: 'Never used' }
  if (state === 'empty') return { tone: lag > 0 ? 'warn' : 'idle', word: 'Nobody reads' }
  // What they cannot work off within ten seconds has piled up.
  return lag > members * speed * 10 ? { tone: 'warn', word: 'Behind' } : { tone: 'ok', word: 'Keeps up' }
}

/** '24 h', '7 d', or that nothing goes by its age. */
export const retentionWords = (ms: number | null) => (ms === null ? 'no limit' : formatDuration(ms))

/** The retention times that a choice is offered of, within what the plan allows. */
export function retentionChoices(low: number, high: number): { ms: number; label: string }[] {
  return [6, 12, 24, 48, 72, 168, 336, 1008]
    .map((hours) => hours * HOUR)
    .filter((ms) => ms >= low && ms <= high)
    .map((ms) => ({ ms, label: ms % (24 * HOUR) === 0 ? days(ms / (24 * HOUR)) : `${ms / HOUR} hours` }))
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)

export const rate = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0/s`

/** What is wrong with a topic's name or a group's; null for nothing. */
export const kafkaNameProblem = (name: string): string | null =>
  name === '' || /^[A-Za-z0-9._-]+$/.test(name) ? null : 'Use letters, digits, dots, underscores and dashes.'

/** Where a group reads on, as one types it. */
export const times = (from: string, step: number, count: number): number[] =>
  Array.from({ length: count }, (_, nth) => Date.parse(from) + (nth + 1) * step)
