import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A word of code within a sentence. */
export function Code({ className, ...rest }: ComponentProps<'code'>) {
  return <code {...rest} className={clsx('rounded-sm bg-active/70 px-1 py-px font-mono text-[0.92em]', className)} />
}
