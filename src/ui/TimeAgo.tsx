import { useClock } from './clock.ts'
import { formatAbsolute, formatBrief, formatRelative } from './format.ts'
import { useTimeStyle } from './time-style.ts'

export interface TimeAgoProps {
  /** ms since 1970, or an ISO 8601 string as it came over the wire */
  time: number | string
  className?: string
}

/** "3 min ago", kept current by the clock, or the date for who wants that; the hint has the date, the time and the zone. */
export function TimeAgo({ time, className }: TimeAgoProps) {
  const ms = typeof time === 'string' ? Date.parse(time) : time
  const { exact } = useTimeStyle()
  const text = useClock((now) => (exact ? formatBrief(ms) : formatRelative(ms, now)))
  return (
    <time dateTime={new Date(ms).toISOString()} data-hint={formatAbsolute(ms)} className={className}>
      <span className="whitespace-nowrap">{text}</span>
    </time>
  )
}
