import { Slider as Base } from '@base-ui/react/slider'
import { clsx } from 'clsx'
import { useId } from 'react'
import { NumberField } from './NumberField.tsx'

export interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  /** At the end of a drag or a key press: when to send it. */
  onCommit?: (value: number) => void
  min?: number
  max: number
  step?: number
  /** Values with a tick and a word beneath. */
  marks?: readonly { value: number; label: string }[]
  /** The value in words for assistive technology: "3 instances". */
  format?: (value: number) => string
  disabled?: boolean
  /** What is wrong with the number: one that is typed may be out of range. */
  error?: string | null
  className?: string
}

/** A slider with the exact number beside it, so that a value can be typed too. */
export function Slider({
  label,
  value,
  onChange,
  onCommit,
  min = 0,
  max,
  step = 1,
  marks,
  format,
  disabled,
  error,
  className,
}: SliderProps) {
  const errorId = useId()
  const place = (mark: number) => `${((mark - min) / (max - min)) * 100}%`
  return (
    <div className={clsx('flex flex-wrap items-center gap-x-4 gap-y-1', className)}>
      <Base.Root
        value={Math.min(Math.max(min, value), max)}
        onValueChange={onChange}
        onValueCommitted={onCommit}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        className="min-w-0 flex-1 data-disabled:opacity-55"
      >
        <Base.Control className="mx-2 flex h-8 touch-none items-center select-none coarse:h-11">
          <Base.Track className="relative h-1 w-full rounded-full bg-active">
            <Base.Indicator className="rounded-full bg-accent" />
            <Base.Thumb
              aria-label={label}
              getAriaValueText={format && ((_, current) => format(current))}
              className="size-4 rounded-full border border-line-strong bg-on-accent shadow-control has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
            />
          </Base.Track>
        </Base.Control>
        {marks && (
          <div aria-hidden className="relative mx-2 h-4 text-2xs text-faint">
            {marks.map((mark) => (
              <span
                key={mark.value}
                className="absolute -translate-x-1/2 whitespace-nowrap before:absolute before:-top-2 before:left-1/2 before:h-1.5 before:w-px before:bg-line-strong"
                style={{ left: place(mark.value) }}
              >
                {mark.label}
              </span>
            ))}
          </div>
        )}
      </Base.Root>
      <NumberField
        label={label}
        value={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        onChange={(next) => {
          if (next === null) return
          onChange(next)
          onCommit?.(next)
        }}
        className="w-24 shrink-0 self-start coarse:w-36"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
      />
      {error && (
        <p id={errorId} className="basis-full text-xs text-error-text">
          {error}
        </p>
      )}
    </div>
  )
}
