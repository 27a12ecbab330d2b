import { clsx } from 'clsx'
import { createContext, use, useId, type ReactNode } from 'react'

interface FieldWiring {
  id: string
  labelId: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  required: boolean | undefined
}

const FieldContext = createContext<FieldWiring | null>(null)

/** The id of the label, for controls that are named by more than it. Undefined outside a Field. */
export function useLabelId(): string | undefined {
  return use(FieldContext)?.labelId
}

/** What the control within a Field must carry: its id, its description, whether it is wrong. Empty outside a Field. */
export function useField(): Partial<Omit<FieldWiring, 'labelId'>> {
  const { labelId: _, ...wiring } = use(FieldContext) ?? {}
  return wiring
}

export interface FieldProps {
  label: ReactNode
  /** How to fill it in, before anything is wrong. */
  hint?: ReactNode
  /** What is wrong and how to mend it. */
  error?: ReactNode
  /** Says so beside the label: most fields are required, so the exception is marked. */
  optional?: boolean
  /** For the rare control whose visible label would repeat what stands beside it. */
  hideLabel?: boolean
  className?: string
  /** One of Input, Textarea, NativeSelect, NumberField, Combobox. */
  children: ReactNode
}

/** A label, its control, a hint and an error, tied together for assistive technology. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  const id = useId()
  const describedBy = [error && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ')
  const wiring: FieldWiring = {
    id,
    labelId: `${id}l`,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? true : undefined,
    required: optional ? undefined : true,
  }
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label id={`${id}l`} htmlFor={id} className={hideLabel ? 'sr-only' : 'flex justify-between gap-2 text-sm font-medium'}>
        {label}
        {optional && <span className="font-normal text-faint">Optional</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {error && (
        <p id={`${id}e`} className="flex items-start gap-1.5 text-xs text-error-text">
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden className="mt-0.75 shrink-0">
            <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8Z" fill="currentColor" />
            <path d="M6 3.2v3.2M6 8.7v.01" stroke="var(--color-surface)" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}h`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
