import { clsx } from 'clsx'

export interface SparklineProps {
  /** Evenly spaced; null is a gap. */
  values: readonly (number | null)[]
  /** What it shows, in words. Left out when the same stands beside it. */
  label?: string
  width?: number
  height?: number
  /** The top of the scale; the largest value unless told. */
  max?: number
  className?: string
}

/** A line without axes, for a row of a table. */
export function Sparkline({ values, label, width = 88, height = 20, max, className }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  const top = Math.max(max ?? 0, ...known) || 1
  const x = (index: number) => 1 + (index / Math.max(1, values.length - 1)) * (width - 2)
  const y = (value: number) => height - 1.5 - (value / top) * (height - 3)
  let path = ''
  let pen = 'M'
  values.forEach((value, index) => {
    if (value !== null) path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    pen = value === null ? 'M' : 'L'
  })
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={clsx('block shrink-0 text-series-1', className)}
    >
      <path d={`M1 ${height - 0.5}H${width - 1}`} stroke="var(--color-line)" />
      <path d={path} stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}
