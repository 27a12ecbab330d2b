import { formatBytes } from './format.ts'
import { Missing } from './Num.tsx'

/** A size in bytes with a binary prefix; the hint has the exact number. */
export function Bytes({ value, className }: { value: number | null | undefined; className?: string }) {
  if (value === null || value === undefined) return <Missing />
  return (
    <data value={value} data-hint={value < 1024 ? undefined : `${value.toLocaleString()} bytes`} className={className}>
      <span className="whitespace-nowrap tabular-nums">{formatBytes(value)}</span>
    </data>
  )
}
