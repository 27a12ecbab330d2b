import { ChevronsUpDown, Pause, Play } from 'lucide-react'
import { clsx } from 'clsx'
import { lazyOverlay } from '#dashboard/shared/lazy-overlay.tsx'
import { useClock } from '#ui/clock.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { rateName } from './rates.ts'
import { useTime } from './useTime.ts'

const ClockPopover = lazyOverlay(async () => (await import('./ClockPanel.tsx')).ClockPopover)

const dateFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const minuteFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The simulated date and time with pause and speed; what else time can do is in its panel. */
export function ClockCard() {
  const date = useClock((now) => dateFormat.format(now))
  const { rate, pause } = useTime()
  return (
    <div className="flex items-center gap-1 rounded-lg border border-line bg-surface p-1 shadow-card">
      <PauseButton rate={rate} onPause={pause} />
      <ClockPopover
        trigger={
          <button
            type="button"
            data-hint="Simulated time: speed and jumps"
            className="group flex min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 py-0.5 text-left hover:bg-hover coarse:min-h-11"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate text-2xs text-muted">{date}</span>
              <ClockTime className="block font-mono text-sm leading-4" />
            </span>
            <RateBadge rate={rate} />
            <ChevronsUpDown size={12} aria-hidden className="text-faint" />
          </button>
        }
      />
    </div>
  )
}

/** The same in the width of an icon: hours and minutes, pause beneath. */
export function CompactClock() {
  const time = useClock((now) => minuteFormat.format(now))
  const { rate, pause } = useTime()
  return (
    <>
      <ClockPopover
        trigger={
          <button
            type="button"
            data-hint="Simulated time: speed and jumps"
            className="grid w-10 justify-items-center gap-0.5 rounded-md py-1 hover:bg-hover coarse:min-h-11 coarse:w-11"
          >
            <span className="font-mono text-xs">{time}</span>
            <RateBadge rate={rate} />
          </button>
        }
      />
      <PauseButton rate={rate} onPause={pause} />
    </>
  )
}

/** The simulated time of day, each second of it. Silent: nobody wants it read out. */
export function ClockTime({ className }: { className?: string }) {
  const time = useClock((now) => timeFormat.format(now))
  return <span className={clsx('tabular-nums', className)}>{time}</span>
}

export function RateBadge({ rate }: { rate: number }) {
  return (
    <span
      className={clsx(
        'rounded-sm px-1 text-2xs font-medium whitespace-nowrap',
        rate === 0 ? 'bg-warn-soft text-warn-text' : rate > 1 ? 'bg-accent-soft text-accent-text' : 'text-muted',
      )}
    >
      {rateName(rate)}
    </span>
  )
}

export function PauseButton({ rate, onPause }: { rate: number; onPause: () => void }) {
  const paused = rate === 0
  return (
    <IconButton
      label={paused ? 'Let time pass' : 'Pause time'}
      shortcut="t p"
      size="sm"
      icon={paused ? <Play size={14} /> : <Pause size={14} />}
      onClick={onPause}
    />
  )
}
