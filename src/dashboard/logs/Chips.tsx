import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { toggleValue, valuesOf } from './edit.ts'
import type { Key } from './keys.ts'
import { parseQuery } from './query.ts'

interface ChipsProps {
  query: string
  onQuery: (query: string) => void
  /** Process types of the app. */
  types: readonly string[]
}

const levels = [
  { value: 'error', label: 'Errors', dot: 'bg-error' },
  { value: 'warn', label: 'Warnings', dot: 'bg-warn' },
] as const

/** The most used terms of a query as buttons, which write them into it. */
export function Chips({ query, onQuery, types }: ChipsProps) {
  const { terms } = parseQuery(query)
  const chip = (key: Key, value: string, label: ReactNode) => (
    <Chip
      key={value}
      pressed={valuesOf(terms, key).includes(value)}
      onToggle={() => onQuery(toggleValue(query, key, value))}
      name={`${key}:${value}`}
    >
      {label}
    </Chip>
  )
  const sources = [...new Set(['router', 'api', ...types])]
  return (
    <div className="flex min-w-0 items-center gap-3 overflow-x-auto py-0.5 max-sm:basis-full">
      <div role="group" aria-label="Level" className="flex gap-1">
        {levels.map(({ value, label, dot }) =>
          chip(
            'level',
            value,
            <>
              <span aria-hidden className={clsx('size-1.5 rounded-full', dot)} />
              {label}
            </>,
          ),
        )}
      </div>
      <div role="group" aria-label="Source" className="flex gap-1">
        {sources.map((source) => chip('source', source, source))}
      </div>
    </div>
  )
}

interface ChipProps {
  pressed: boolean
  onToggle: () => void
  /** What it writes. */
  name: string
  children: ReactNode
}

function Chip({ pressed, onToggle, name, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      data-hint={name}
      onClick={onToggle}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-xs whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink coarse:h-11"
    >
      {children}
    </button>
  )
}
