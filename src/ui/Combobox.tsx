import { Combobox as Base } from '@base-ui/react/combobox'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown, Search } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useField, useLabelId } from './Field.tsx'

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

/** One out of many: a button with the choice, which opens a list with a search field. */
export function Combobox(props: ComboboxProps) {
  const {
    options,
    value,
    defaultValue,
    onChange,
    placeholder = 'Choose…',
    name,
    label,
    empty = 'Nothing matches.',
    className,
  } = props
  const find = (wanted: string | null | undefined) => options.find((option) => option.value === wanted) ?? null
  const { required, ...wiring } = useField()
  const labelId = useLabelId()
  const valueId = useId()
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
      <Base.Trigger
        {...wiring}
        aria-label={label}
        aria-labelledby={labelId && `${labelId} ${valueId}`}
        className={clsx('field-box flex items-center justify-between gap-2 pr-2 text-left', className)}
      >
        <span id={valueId} className="min-w-0 truncate">
          <Base.Value placeholder={<span className="text-faint">{placeholder}</span>} />
        </span>
        <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            aria-label="Options"
            className="overlay-box overlay-motion flex max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-52 flex-col outline-none"
          >
            <div className="flex shrink-0 items-center gap-2 border-b border-line px-3">
              <Search size={14} aria-hidden className="shrink-0 text-muted" />
              <Base.Input
                aria-label="Search options"
                placeholder="Search…"
                className="h-9 w-full min-w-0 bg-transparent text-lg outline-none sm:text-sm coarse:h-11"
              />
            </div>
            <Base.Empty className="text-muted not-empty:px-3 not-empty:py-3">{empty}</Base.Empty>
            <Base.List className="min-h-0 overflow-y-auto overscroll-contain not-empty:p-1">
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
