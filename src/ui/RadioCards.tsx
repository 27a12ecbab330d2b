import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

export interface RadioCard<Value extends string> {
  value: Value
  label: ReactNode
  description?: ReactNode
  /** At the far end of the first line: a price, a size. */
  aside?: ReactNode
  /** Why it cannot be chosen. The card stays and says so. */
  reason?: string
}

export interface RadioCardsProps<Value extends string> {
  legend: ReactNode
  hideLegend?: boolean
  cards: readonly RadioCard<Value>[]
  value?: Value | null
  defaultValue?: Value
  onChange?: (value: Value) => void
  name?: string
  className?: string
}

/** One choice out of a few that need a word of explanation. Native radio buttons: arrows move, forms send them. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, hideLegend, cards, value, defaultValue, onChange, name, className } = props
  const own = useId()
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{legend}</legend>
      <div className={clsx('grid gap-2', className)}>
        {cards.map((card, index) => (
          <label
            key={card.value}
            className={clsx(
              'relative flex gap-2.5 rounded-lg border border-line bg-surface p-3 has-checked:border-ring has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
              card.reason ? 'cursor-not-allowed bg-sunken' : 'hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name={name ?? own}
              value={card.value}
              checked={value === undefined ? undefined : value === card.value}
              defaultChecked={defaultValue === undefined ? undefined : defaultValue === card.value}
              disabled={Boolean(card.reason)}
              aria-describedby={`${own}${index}`}
              onChange={() => onChange?.(card.value)}
              className="mt-0.75 size-3.5 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap justify-between gap-x-3">
                <span className="font-medium">{card.label}</span>
                {card.aside && <span className="text-muted">{card.aside}</span>}
              </span>
              <span id={`${own}${index}`} className="block text-xs text-muted">
                {card.description}
                {card.reason && <span className="block text-warn-text">{card.reason}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
