import { clsx } from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useField } from './Field.tsx'

/** The platform's own select: the best one on touch, and no bytes. For search in many options take Combobox. */
export function NativeSelect({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative inline-flex min-w-0', className ?? 'w-full')}>
      <select {...useField()} {...rest} className="field-box appearance-none truncate pr-7">
        {children}
      </select>
      <ChevronsUpDown
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
