import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** The row above a list: search first, then filters, then actions. Wraps where it is narrow. */
export function Toolbar({ label, className, ...rest }: ComponentProps<'div'> & { label: string }) {
  return <div role="group" aria-label={label} {...rest} className={clsx('flex flex-wrap items-center gap-2', className)} />
}
