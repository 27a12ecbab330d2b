import { invalid } from '#platform/http/errors.ts'
import type { Schedule, Window } from './model.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const WEEK = 7 * DAY

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

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** 'Tuesdays 22:00 to 02:00 UTC': a window is four hours long (heroku-facts E.2). */
export const windowWords = ({ day, minute }: Window): string => `${WEEKDAYS[day]}s ${clock(minute)} to ${clock(minute + 240)} UTC`

/** When a window next begins after a moment, some weeks later if asked. */
export function nextWindow({ day, minute }: Window, after: number, weeks = 0): number {
  // 1970-01-04 was a Sunday.
  const first = 3 * DAY + day * DAY + minute * MINUTE
  return first + (Math.floor((after - first) / WEEK) + 1 + weeks) * WEEK
}

/** Reads a window; refuses with 422 what is none. */
export function readWindow(dayOfWeek: string, timeOfDay: string): Window {
  const day = WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(dayOfWeek.toLowerCase().replace(/s$/, '')))
  if (day < 0 || dayOfWeek.length < 3) throw invalid(`${dayOfWeek} is no day of the week.`)
  const [, hour, minute] = /^([01]?\d|2[0-3]):?([03]0)\s*(?:UTC)?$/i.exec(timeOfDay) ?? []
  if (hour === undefined) throw invalid('A window begins on the full or half hour, such as 22:30, in UTC.')
  return { day, minute: Number(hour) * 60 + Number(minute) }
}
