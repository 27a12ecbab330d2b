import { clsx } from 'clsx'
import { toneFill, type Tone } from './tone.ts'

export interface MeterProps {
  label: string
  value: number
  max: number
  /** The value in words: "410 MB of 512 MB". */
  text: string
  /** Shares of `max` from which it is a warning or an error. */
  warnAt?: number
  errorAt?: number
  /** Words beside the bar; assistive technology hears them anyway. */
  showText?: boolean
  className?: string
}

/** How much of a limited amount is used. Over the limit the bar is full and striped. */
export function Meter({ label, value, max, text, warnAt = 0.8, errorAt = 1, showText, className }: MeterProps) {
  const share = max > 0 ? value / max : 0
  const tone: Tone = share >= errorAt ? 'error' : share >= warnAt ? 'warn' : 'ok'
  return (
    <span className={clsx('flex min-w-0 items-center gap-2', className)}>
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={text}
        className="relative h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-active"
      >
        <span
          className={clsx(
            'absolute inset-y-0 left-0 rounded-full',
            toneFill[tone],
            share > 1 && 'bg-[repeating-linear-gradient(135deg,transparent_0_3px,var(--color-surface)_3px_5px)]',
          )}
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      </span>
      {showText && (
        <span className={clsx('shrink-0 text-xs whitespace-nowrap', tone === 'error' ? 'text-error-text' : 'text-muted')}>
          {text}
        </span>
      )}
    </span>
  )
}
