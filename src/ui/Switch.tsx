import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'children' | 'disabled' | 'role'> {
  label: ReactNode
  hint?: ReactNode
  hideLabel?: boolean
  pending?: boolean
  /** Why it cannot be switched now; it stays focusable and says so. */
  reason?: string | false | null | undefined
}

/** Something that is on or off and takes effect at once. For a choice that a form sends later take Checkbox. */
export function Switch({ label, hint, hideLabel, pending, reason, className, onChange, ...rest }: SwitchProps) {
  const id = useId()
  const blocked = Boolean(reason) || pending
  const told = [reason && `${id}r`, hint && `${id}h`].filter(Boolean).join(' ')
  return (
    <span className={clsx('inline-flex items-start gap-2.5', className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        role="switch"
        data-hint={reason || undefined}
        aria-disabled={blocked || undefined}
        aria-busy={pending || undefined}
        aria-describedby={told || undefined}
        onClick={(event) => blocked && event.preventDefault()}
        onChange={(event) => !blocked && onChange?.(event)}
        className="relative my-0.5 h-4 w-7 shrink-0 appearance-none rounded-full bg-line-strong transition-colors duration-100 before:absolute before:inset-0.5 before:size-3 before:rounded-full before:bg-on-accent before:shadow-control before:transition-[translate] before:duration-100 after:absolute after:-inset-1.5 checked:bg-accent checked:before:translate-x-3 aria-disabled:opacity-55 coarse:after:-inset-3.5 forced-colors:border"
      />
      <span className="min-w-0">
        <label htmlFor={id} className={hideLabel ? 'sr-only' : undefined}>
          {label}
        </label>
        {hint && (
          <span id={`${id}h`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
        {reason && (
          <span id={`${id}r`} hidden>
            {reason}
          </span>
        )}
      </span>
    </span>
  )
}
