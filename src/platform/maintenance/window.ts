import { invalid } from '#platform/http/errors.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const WEEK = 7 * DAY

/** In which hours of the week something may be worked on: the day it begins on, 0 is Sunday, and the minute of that day, UTC. */
export interface Window {
  readonly day: number
  readonly minute: number
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
