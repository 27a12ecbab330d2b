import { clsx } from 'clsx'
import { formatDuration } from './format.ts'
import { Missing } from './Num.tsx'

/** A length of time, given in ms, in its two largest units. */
export function Duration({ ms, className }: { ms: number | null | undefined; className?: string }) {
  if (ms === null || ms === undefined) return <Missing />
  return (
    <time dateTime={`PT${Math.abs(ms) / 1000}S`} className={clsx('whitespace-nowrap tabular-nums', className)}>
      {formatDuration(ms)}
    </time>
  )
}
