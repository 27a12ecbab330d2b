import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'

interface JsonTreeProps {
  value: unknown
  name?: string
  /** How many levels stand open. */
  open?: number
}

/** A value as JSON that can be folded. Native elements: found by the browser's search, opened by keyboard. */
export function JsonTree({ value, name, open = 2 }: JsonTreeProps) {
  const label = name !== undefined && <span className="text-accent-text">{name}: </span>
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="py-px pl-4 break-words">
        {label}
        <span className={clsx(typeof value === 'string' ? 'text-ink' : 'text-muted')}>{JSON.stringify(value)}</span>
      </div>
    )
  }
  const entries = Object.entries(value)
  const [left, right] = Array.isArray(value) ? '[]' : '{}'
  if (entries.length === 0) {
    return (
      <div className="py-px pl-4">
        {label}
        <span className="text-muted">{`${left}${right}`}</span>
      </div>
    )
  }
  return (
    <details open={open > 0} className="group/json">
      <summary className="flex items-center gap-1 rounded-sm py-px hover:bg-hover coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={12} aria-hidden className="shrink-0 text-muted transition-transform [[open]>summary>&]:rotate-90" />
        <span>
          {label}
          <span className="text-muted">
            {left} {entries.length} {right}
          </span>
        </span>
      </summary>
      <div className="ml-1.5 border-l border-line pl-2">
        {entries.map(([key, each]) => (
          <JsonTree key={key} name={key} value={each} open={open - 1} />
        ))}
      </div>
    </details>
  )
}
