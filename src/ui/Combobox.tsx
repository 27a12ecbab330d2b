import { Combobox as Base } from '@base-ui/react/combobox'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useField } from './Field.tsx'

export interface ComboboxOption {
  value: string
  label: string
  /** A second line, not searched. */
  description?: ReactNode
}

export interface ComboboxProps {
  options: readonly ComboboxOption[]
  value?: string | null
  defaultValue?: string
  onChange?: (value: string | null) => void
  placeholder?: string
  name?: string
  /** Needed outside a Field. */
  label?: string
  empty?: string
  className?: string
}

/** One out of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { options, value, defaultValue, onChange, placeholder, name, label, empty = 'Nothing matches.', className } = props
  const find = (wanted: string | null | undefined) => options.find((option) => option.value === wanted) ?? null
  const { required, ...wiring } = useField()
  return (
    <Base.Root
      items={options}
      name={name}
      required={required}
      value={value === undefined ? undefined : find(value)}
      defaultValue={find(defaultValue)}
      onValueChange={(option) => onChange?.(option?.value ?? null)}
      autoHighlight
    >
      <Base.InputGroup className={clsx('relative flex', className)}>
        <Base.Input {...wiring} aria-label={label} placeholder={placeholder} className="field-box pr-8" />
        <Base.Trigger aria-label="Show options" className="absolute inset-y-0 right-0 grid w-8 place-items-center text-muted coarse:w-11">
          <ChevronsUpDown size={14} />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className="overlay-box overlay-motion max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-48 overflow-y-auto p-1 outline-none">
            <Base.Empty className="text-muted not-empty:px-2 not-empty:py-3">{empty}</Base.Empty>
            <Base.List>
              {(option: ComboboxOption) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 data-highlighted:bg-hover coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1">
                    {option.label}
                    {option.description && <span className="block text-xs text-muted">{option.description}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Check size={14} className="text-accent-text" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
