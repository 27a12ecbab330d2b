import { clsx } from 'clsx'
import { formatNumber } from './format.ts'

export interface NumProps {
  value: number | null | undefined
  /** Follows after a no-break space, smaller in voice than the figure. */
  unit?: string
  /** Digits after the point, always shown so that columns align. */
  digits?: number
  className?: string
}

/** A figure with its unit; a dash where there is none. */
export function Num({ value, unit, digits, className }: NumProps) {
  if (value === null || value === undefined || Number.isNaN(value)) return <Missing />
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', className)}>
      {formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 2 })}
      {unit && <span className="text-muted">&nbsp;{unit}</span>}
    </span>
  )
}

/** Stands where a value is not known. */
export function Missing({ label = 'none' }: { label?: string }) {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
