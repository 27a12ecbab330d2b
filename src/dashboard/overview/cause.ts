import type { Mark } from '#platform/metrics/contract.ts'

const MINUTE = 60_000

/** What is done to an app that may break it. */
const deeds = ['release', 'config', 'scale', 'maintenance'] as const satisfies readonly Mark['kind'][]
const isDeed = ({ kind }: Mark) => deeds.some((deed) => deed === kind)
/** Codes of requests that visitors or single connections give up: some occur all the time. */
const usual = ['H13', 'H15', 'H16', 'H17', 'H18', 'H27', 'H28']
const isTrouble = ({ kind, code }: Mark) => kind === 'crash' || (kind === 'error' && code !== null && !usual.includes(code))

/** Trouble that comes less than this after the trouble before is the same. */
const PAUSE = 30 * MINUTE
/** What was done longer before the trouble did not cause it. */
const BEFORE = 15 * MINUTE

export interface Cause {
  /** When the present trouble began, ms since 1970. */
  readonly since: number
  /** What was done just before; null when nothing was. */
  readonly deed: Mark | null
}

/** Since when there has been trouble, and what was done just before; null if there is none, or it is over. `marks` come in order. */
export function causeOf(marks: readonly Mark[], now: number): Cause | null {
  const troubles = marks.filter(isTrouble).map(({ at }) => Date.parse(at))
  const last = troubles.at(-1)
  if (last === undefined || now - last > PAUSE) return null
  const first = troubles.findLastIndex((at, i) => i === 0 || at - (troubles[i - 1] ?? 0) > PAUSE)
  const since = troubles[first] ?? last
  // Errors are counted by the bucket, and so are dated up to ten minutes early.
  const deed = marks.findLast((mark) => {
    const at = Date.parse(mark.at)
    return isDeed(mark) && at >= since - BEFORE && at <= since + 10 * MINUTE
  })
  return { since, deed: deed ?? null }
}
