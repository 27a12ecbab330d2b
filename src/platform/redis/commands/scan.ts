import { hash } from '#kernel/random.ts'
import { fits, integerIn, numberIn } from '#platform/redis/bytes.ts'
import { bulks, refuse, syntaxError, type Reply } from '#platform/redis/reply.ts'

interface Asked {
  readonly match: string | null
  readonly type: string | null
}

const place = (text: string) => hash(text) + 1

/**
 * A part of what there is, from a cursor on. Everything has a place by its hash, so what is there all the time is answered
 * once, whatever comes and goes meanwhile.
 */
export function scan<T>(
  all: readonly T[],
  nameOf: (item: T) => string,
  args: readonly string[],
  answer: (found: readonly T[], asked: Asked) => Iterable<string>,
): Reply {
  const [cursor = '', ...options] = args
  const from = Number(integerIn(cursor, 'ERR invalid cursor'))
  let count = 10
  let asked: Asked = { match: null, type: null }
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1]
    const option = options[at]?.toLowerCase()
    if (value === undefined) throw syntaxError()
    if (option === 'count') count = numberIn(value)
    else if (option === 'match') asked = { ...asked, match: value }
    else if (option === 'type') asked = { ...asked, type: value.toLowerCase() }
    else throw syntaxError()
  }
  if (count < 1) throw syntaxError()
  if (from < 0) throw refuse('ERR invalid cursor')
  const ahead = all
    .map((item) => ({ item, at: place(nameOf(item)) }))
    .filter(({ at }) => at >= from)
    .sort((a, b) => a.at - b.at)
  // What shares a place is answered together.
  const last = ahead[Math.min(count, ahead.length) - 1]?.at ?? 0
  const part = ahead.filter(({ at }) => at <= last).map(({ item }) => item)
  const next = ahead[part.length]?.at ?? 0
  const { match } = asked
  const found = match === null ? part : part.filter((item) => fits(match, nameOf(item)))
  return [{ bulk: String(next) }, bulks(answer(found, asked))]
}
