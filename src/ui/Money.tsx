import { clsx } from 'clsx'
import { formatMoney } from './format.ts'

export interface MoneyProps {
  cents: number
  currency?: string
  /** With the cents even where there are none, so that columns align. */
  exact?: boolean
  /** "month" gives "$7/month". */
  per?: string
  className?: string
}

/** An amount of money. */
export function Money({ cents, currency, exact, per, className }: MoneyProps) {
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', className)}>
      {formatMoney(cents, currency, undefined, exact)}
      {per && <span className="text-muted">/{per}</span>}
    </span>
  )
}
