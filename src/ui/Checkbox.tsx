import { clsx } from 'clsx'
import type { ComponentProps, ReactNode, Ref } from 'react'

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children' | 'ref'> {
  label: ReactNode
  hint?: ReactNode
  /** Neither on nor off: some of those it stands for are. */
  mixed?: boolean
  /** The name only for assistive technology, as in the head of a table. */
  hideLabel?: boolean
  ref?: Ref<HTMLInputElement>
}

/** A native checkbox with its label. */
export function Checkbox({ label, hint, mixed = false, hideLabel, className, ref, ...rest }: CheckboxProps) {
  const setMixed = (input: HTMLInputElement | null) => {
    if (input) input.indeterminate = mixed
    if (typeof ref === 'function') ref(input)
    else if (ref) ref.current = input
  }
  return (
    <label className={clsx('inline-flex min-h-6 items-start gap-2 coarse:min-h-11 coarse:items-center', className)}>
      <span className="grid size-5 shrink-0 place-items-center">
        <input {...rest} ref={setMixed} type="checkbox" className="size-4 accent-accent" />
      </span>
      <span className={hideLabel ? 'sr-only' : undefined}>
        {label}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  )
}
