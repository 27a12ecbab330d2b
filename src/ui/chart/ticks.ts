const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * Round values from 0 to at least `max`, about `count` of them. With base 1024 the steps are round in bytes (256 MB, not
 * 244.1 MB). Always at least two, so that a chart without values has a scale too.
 */
export function valueTicks(max: number, count: number, base: 10 | 1024 = 10): number[] {
  const top = max > 0 && Number.isFinite(max) ? max : 1
  const step = niceStep(top / Math.max(1, count), base)
  const steps = Math.max(1, Math.ceil(top / step - 1e-9))
  // Multiplying and rounding off keeps 3 × 0.1 from being 0.30000000000000004.
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

function niceStep(raw: number, base: 10 | 1024): number {
  const power = base ** Math.floor(Math.log(raw) / Math.log(base) + 1e-9)
  const choices = base === 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
  return power * (choices.find((choice) => choice * power >= raw * (1 - 1e-9)) ?? base)
}

export interface TimeTick {
  time: number
  label: string
}

const steps = [1000, 5000, 15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute]
const longSteps = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 365 * day]

/**
 * Times between `from` and `to` (ms) at round places of the clock, at most `count`, with labels that tell the
 * date only where it changes. `offset` is the zone's distance from UTC in minutes at that time; the machine's unless told.
 */
export function timeTicks(from: number, to: number, count: number, offset = zoneOffset(from)): TimeTick[] {
  if (!(to > from)) return []
  const step = [...steps, ...longSteps].find((each) => (to - from) / each <= count) ?? 365 * day
  const shift = offset * minute
  const first = Math.ceil((from + shift) / step) * step - shift
  const ticks: TimeTick[] = []
  for (let time = first; time <= to; time += step) ticks.push({ time, label: label(time + shift, step) })
  return ticks
}

/** The zone's distance from UTC in minutes, east positive. */
function zoneOffset(time: number): number {
  return -new Date(time).getTimezoneOffset()
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function label(local: number, step: number): string {
  const date = new Date(local)
  const dayText = `${months[date.getUTCMonth()]} ${date.getUTCDate()}`
  if (step >= 91 * day) return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  if (step >= day || local % day === 0) return dayText
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  return step < minute ? `${clock}:${two(date.getUTCSeconds())}` : clock
}
