import { invalid } from '#platform/http/errors.ts'
import type { Schedule } from './model.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of a time zone are ahead of UTC at a moment. Refuses with 422 a zone that there is not. */
function offsetOf(timezone: string, at: number): number {
  if (timezone === 'UTC') return 0
  let format = formats.get(timezone)
  try {
    format ??= new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch {
    throw invalid(`${timezone} is no time zone. Name one such as UTC, Europe/Berlin or America/New_York.`)
  }
  formats.set(timezone, format)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE
}

/** When a schedule is next due after a moment. */
export function nextRun({ hour, timezone }: Pick<Schedule, 'hour' | 'timezone'>, after: number): number {
  const day = Math.floor((after + offsetOf(timezone, after)) / DAY) - 1
  for (let ahead = 0; ; ahead++) {
    const local = (day + ahead) * DAY + hour * HOUR
    const at = local - offsetOf(timezone, local - offsetOf(timezone, local))
    if (at > after) return at
  }
}
