import { NumberField as Base } from '@base-ui/react/number-field'
import { clsx } from 'clsx'
import { Minus, Plus } from 'lucide-react'
import { useField } from './Field.tsx'

export interface NumberFieldProps {
  value?: number | null
  defaultValue?: number
  onChange?: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  name?: string
  /** Needed outside a Field. */
  label?: string
  disabled?: boolean
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
  className?: string
}

const stepper =
  'grid w-7 shrink-0 place-items-center text-muted hover:text-ink data-disabled:text-faint data-disabled:opacity-40 coarse:w-11 rounded-md'

/**
 * A number with buttons for one more and one less; arrow keys, Home and End work too. They keep to `min` and `max`; what is typed
 * stays as it was typed, so whoever takes the number has to say when it is out of range.
 */
export function NumberField({
  value,
  defaultValue,
  onChange,
  min,
  max,
  step,
  name,
  label,
  disabled,
  className,
  ...aria
}: NumberFieldProps) {
  const { id, required, ...wiring } = useField()
  return (
    <Base.Root
      id={id}
      required={required}
      allowOutOfRange
      {...{ value, defaultValue, min, max, step, name, disabled }}
      onValueChange={onChange}
      className={className}
    >
      <Base.Group
        className={clsx(
          'field-box flex p-0 focus-within:border-ring focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-ring',
        )}
      >
        <Base.Decrement aria-label="Decrease" className={stepper}>
          <Minus size={14} />
        </Base.Decrement>
        <Base.Input
          {...wiring}
          {...aria}
          aria-label={label}
          className="w-full min-w-0 bg-transparent text-center tabular-nums outline-none"
        />
        <Base.Increment aria-label="Increase" className={stepper}>
          <Plus size={14} />
        </Base.Increment>
      </Base.Group>
    </Base.Root>
  )
}
