import { clsx } from 'clsx'

export interface ProgressProps {
  label: string
  /** 0 to 1; left out when nobody knows how long it takes. */
  value?: number
  className?: string
}

/** How far something has come. */
export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={clsx('relative h-1.5 overflow-hidden rounded-full bg-active', className)}
    >
      {percent === undefined ? (
        <span className="absolute inset-y-0 w-1/3 animate-slide rounded-full bg-accent" />
      ) : (
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  )
}
