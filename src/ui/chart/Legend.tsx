import { clsx } from 'clsx'
import type { Cursor } from './ChartGroup.tsx'
import { useCursorTime } from './ChartGroup.tsx'
import { nearest } from './shape.ts'
import { seriesLook, type Series } from './types.ts'

export interface LegendProps {
  series: readonly Series[]
  times: readonly number[]
  cursor: Cursor
  format: (value: number) => string
  hidden: ReadonlySet<string>
  onToggle: (id: string) => void
}

/** The room of the largest value, so that the legend does not move with the crosshair. */
function widest(values: Series['values'], format: (value: number) => string): number {
  return format(values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)).length
}

/** The names, with the values under the crosshair, or the latest ones. A click hides a series. */
export function Legend({ series, times, cursor, format, hidden, onToggle }: LegendProps) {
  const time = useCursorTime(cursor)
  return (
    <ul className="-ml-1.5 flex flex-wrap gap-x-1">
      {series.map((each, index) => {
        const { color, dash } = seriesLook(each, index)
        const value = time === null ? each.values.findLast((known) => known !== null) : each.values[nearest(times, time)]
        const shown = !hidden.has(each.id)
        return (
          <li key={each.id}>
            <button
              type="button"
              aria-pressed={shown}
              onClick={() => onToggle(each.id)}
              className={clsx(
                'flex h-6 items-center gap-1.5 rounded-sm px-1.5 text-xs text-muted hover:bg-hover hover:text-ink coarse:h-11',
                !shown && 'line-through',
              )}
            >
              <svg width="16" height="8" aria-hidden className={clsx('shrink-0', !shown && 'opacity-30')}>
                <path d="M1 4H15" stroke={color} strokeWidth="2.5" strokeDasharray={dash} />
              </svg>
              {each.label}
              <span
                className={clsx('text-left tabular-nums', shown ? 'text-ink' : 'text-faint')}
                style={{ minWidth: `${widest(each.values, format)}ch` }}
              >
                {value === null || value === undefined ? '–' : format(value)}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
