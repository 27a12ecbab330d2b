import { floatIn, numberIn, rangeOf } from '#platform/redis/bytes.ts'
import { refuse, syntaxError } from '#platform/redis/reply.ts'

// The ranges of a sorted set that commands name: by rank, by score `(1 +inf`, by the bytes of members `[a (c`.

export type Ranked = readonly [member: string, score: number]
export type By = 'rank' | 'score' | 'lex'

export interface Range {
  readonly by: By
  /** The smaller one first, whichever way one asks. */
  readonly from: string
  readonly to: string
  readonly reverse: boolean
  readonly limit: readonly [offset: number, count: number] | null
}

/** Reads a range. Answers how to take the part that it asks for out of a sorted set, in the order that it asks for. */
export function rangeIn({ by, from, to, reverse, limit }: Range): (all: readonly Ranked[]) => Ranked[] {
  if (by === 'rank') {
    const [first, last] = [numberIn(from), numberIn(to)]
    return (all) => (reverse ? all.toReversed() : all).slice(...rangeOf(all.length, first, last))
  }
  const fits = by === 'score' ? scoreTest(from, to) : lexTest(from, to)
  return (all) => {
    const found = all.filter(fits)
    const ordered = reverse ? found.reverse() : found
    if (!limit) return ordered
    const [offset, count] = limit
    return offset < 0 ? [] : ordered.slice(offset, count < 0 ? undefined : offset + count)
  }
}

/** Whether a score is between two, of which `(` leaves one out. */
function scoreTest(from: string, to: string): (ranked: Ranked) => boolean {
  const bound = (word: string) => {
    const open = word.startsWith('(')
    return { open, score: floatIn(open ? word.slice(1) : word, 'ERR min or max is not a float') }
  }
  const [low, high] = [bound(from), bound(to)]
  return ([, score]) =>
    (low.open ? score > low.score : score >= low.score) && (high.open ? score < high.score : score <= high.score)
}

/** Whether a member is between two, which begin with `[` or `(`, or are `-` and `+`. */
function lexTest(from: string, to: string): (ranked: Ranked) => boolean {
  const bound = (word: string): ((member: string) => number) => {
    if (word === '-') return () => 1
    if (word === '+') return () => -1
    const open = word.startsWith('(')
    if (!open && !word.startsWith('[')) throw refuse('ERR min or max not valid string range item')
    const text = word.slice(1)
    return (member) => (member === text ? (open ? NaN : 0) : member > text ? 1 : -1)
  }
  const [low, high] = [bound(from), bound(to)]
  return ([member]) => low(member) >= 0 && high(member) <= 0
}

interface Options {
  readonly by: By
  readonly reverse: boolean
  readonly withScores: boolean
  readonly limit: Range['limit']
}

/** Reads the words after a range; `allowed` are those that a command knows. */
export function rangeOptions(words: readonly string[], allowed: readonly string[], by: By = 'rank'): Options {
  let options: Options = { by, reverse: false, withScores: false, limit: null }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toLowerCase() ?? ''
    const again = word === 'rev' ? options.reverse : word.startsWith('by') && options.by !== by
    if (!allowed.includes(word) || again) throw syntaxError()
    if (word === 'withscores') options = { ...options, withScores: true }
    if (word === 'rev') options = { ...options, reverse: true }
    if (word === 'byscore') options = { ...options, by: 'score' }
    if (word === 'bylex') options = { ...options, by: 'lex' }
    if (word === 'limit') {
      const [offset, count] = words.slice(at + 1, at + 3)
      if (offset === undefined || count === undefined) throw syntaxError()
      options = { ...options, limit: [numberIn(offset), numberIn(count)] }
      at += 2
    }
  }
  if (options.limit && options.by === 'rank')
    throw refuse('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX')
  if (options.withScores && options.by === 'lex')
    throw refuse('ERR syntax error, WITHSCORES not supported in combination with BYLEX')
  return options
}
