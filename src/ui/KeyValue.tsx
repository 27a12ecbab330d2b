import { clsx } from 'clsx'
import { Fragment, type ReactNode } from 'react'

export interface KeyValueProps {
  rows: readonly { name: ReactNode; value: ReactNode }[]
  className?: string
}

/** Names and values; the names in a column of their own where there is room. */
export function KeyValue({ rows, className }: KeyValueProps) {
  return (
    <dl className={clsx('grid items-baseline gap-x-6 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-1.5', className)}>
      {rows.map(({ name, value }, index) => (
        <Fragment key={index}>
          <dt className="text-muted">{name}</dt>
          <dd className="mb-2 min-w-0 sm:mb-0">{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
