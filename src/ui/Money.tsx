import { clsx } from 'clsx'
import { formatMoney } from './format.ts'

export interface MoneyProps {
  cents: number
  currency?: string
  /** "month" gives "$7/month". */
  per?: string
  className?: string
}

/** An amount of money. */
export function Money({ cents, currency, per, className }: MoneyProps) {
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', className)}>
      {formatMoney(cents, currency)}
      {per && <span className="text-muted">/{per}</span>}
    </span>
  )
}
