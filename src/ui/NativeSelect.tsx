import { clsx } from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import { useId, type ChangeEvent, type ComponentProps, type KeyboardEvent, type MouseEvent } from 'react'
import { useField } from './Field.tsx'

export interface NativeSelectProps extends Omit<ComponentProps<'select'>, 'disabled'> {
  /** Why nothing can be chosen now; it stays focusable and says so. */
  reason?: string | false | null | undefined
}

/** The platform's own select: the best one on touch, and no bytes. For search in many options take Combobox. */
export function NativeSelect({ reason, className, children, onChange, ...rest }: NativeSelectProps) {
  const reasonId = useId()
  const { 'aria-describedby': told, ...field } = useField()
  const described = [rest['aria-describedby'] ?? told, reason && reasonId].filter(Boolean).join(' ')
  return (
    <span className={clsx('relative inline-flex min-w-0', className ?? 'w-full')}>
      <select
        {...field}
        {...rest}
        {...(reason && { ...blocked, 'aria-disabled': true, 'data-hint': reason })}
        aria-describedby={described || undefined}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => !reason && onChange?.(event)}
        className="field-box appearance-none truncate pr-7"
      >
        {children}
      </select>
      {reason && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
      <ChevronsUpDown
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}

const OPENS = [' ', 'Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

/** Keeps the list closed, without taking the focus away. */
const blocked = {
  onMouseDown: (event: MouseEvent<HTMLSelectElement>) => {
    event.preventDefault()
    event.currentTarget.focus()
  },
  onKeyDown: (event: KeyboardEvent<HTMLSelectElement>) => {
    if (OPENS.includes(event.key)) event.preventDefault()
  },
}
