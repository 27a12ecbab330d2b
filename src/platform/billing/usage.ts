import type { Tables } from '#platform/world.ts'
import { monthOf, type Meter } from './meters.ts'

const HOUR = 3_600_000

/** What a meter had counted until a midnight, or until now. */
function countedUntil({ readings }: Tables, meter: Meter, time: number): number {
  const stood = time >= meter.at ? meter : readings.by('meter', meter.id).find((row) => row.at <= time && time < row.until)
  return stood ? stood.total + stood.quantity * (time - stood.at) : 0
}

/** How long what a meter counts ran, in ms times how many; `from` is a midnight (UTC), `until` one or the present. */
export const ranBetween = (tables: Tables, meter: Meter, from: number, until: number): number =>
  countedUntil(tables, meter, until) - countedUntil(tables, meter, from)

/** The first instant of a month (UTC), by `monthOf`. */
export const beginOf = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1)

/** '2026-11' */
export const nameOf = (month: number): string => new Date(beginOf(month)).toISOString().slice(0, 7)

/**
 * The ms that a price a month is spread over: 720 hours, and in a longer month all of it, so that nothing ever costs more than
 * its price (the CLI, too, shows a 720th as the price an hour).
 */
export const spreadOver = (month: number): number => Math.max(720 * HOUR, beginOf(month + 1) - beginOf(month))

/** What so many ms of something cost in the month of `time`, in cents and parts of them. */
export const costOf = (monthlyCents: number, ms: number, time: number): number => (monthlyCents * ms) / spreadOver(monthOf(time))
