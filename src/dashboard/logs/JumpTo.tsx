import { use, useState } from 'react'
import { ClockContext } from '#ui/clock.ts'
import { Input } from '#ui/Input.tsx'

/** Goes to a moment: the lines around it. A time to come, or none, is the present. */
export function JumpTo({
  at,
  zone,
  onChange,
}: {
  at: string | null
  zone: 'local' | 'utc'
  onChange: (at: string | null) => void
}) {
  const clock = use(ClockContext)
  // Not moved while somebody types in it.
  const [latest] = useState(() => write(clock.now(), zone))
  const commit = (text: string) => {
    if (text === (at === null ? '' : write(Date.parse(at), zone))) return
    if (text === '') return onChange(null)
    const time = Date.parse(zone === 'utc' ? `${text}Z` : text)
    if (!Number.isNaN(time)) onChange(time >= clock.now() ? null : new Date(time).toISOString())
  }
  return (
    <span className="flex items-center gap-2 text-xs whitespace-nowrap text-muted">
      <span aria-hidden>Go to</span>
      <Input
        type="datetime-local"
        step={1}
        aria-label="Go to a time"
        data-hint={`Go to a time${zone === 'utc' ? ' (UTC)' : ''}`}
        defaultValue={at === null ? '' : write(Date.parse(at), zone)}
        max={latest.slice(0, 10) + 'T23:59:59'}
        onBlur={(event) => commit(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
        className="w-52 max-sm:w-full"
      />
    </span>
  )
}

/** A time as the field writes it: without a zone. */
function write(time: number, zone: 'local' | 'utc'): string {
  const offset = zone === 'utc' ? 0 : new Date(time).getTimezoneOffset() * 60_000
  return new Date(time - offset).toISOString().slice(0, 19)
}
