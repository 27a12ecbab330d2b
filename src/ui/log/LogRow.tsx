import { clsx } from 'clsx'
import { Copy } from 'lucide-react'
import { memo } from 'react'
import { AnsiText } from './AnsiText.tsx'
import type { LogLine } from './line.ts'
import type { Mark } from './matches.ts'

interface LogRowProps {
  line: LogLine
  wrap: boolean
  zone: 'local' | 'utc'
  highlight: readonly Mark[] | undefined
  current: boolean
  selected: boolean
  onSelect: ((id: string) => void) | undefined
  onCopy: (line: LogLine) => void
}

const format: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
}
const clocks = {
  local: new Intl.DateTimeFormat(undefined, format),
  utc: new Intl.DateTimeFormat(undefined, { ...format, timeZone: 'UTC' }),
}

/** One line of a log. */
export const LogRow = memo(function LogRow({ line, wrap, zone, highlight, current, selected, onSelect, onCopy }: LogRowProps) {
  const { id, time, source, text, tone } = line
  const edge =
    tone === 'error' ? 'border-error bg-error-soft/50' : tone === 'warn' ? 'border-warn bg-warn-soft/50' : 'border-transparent'
  // A press on the words chooses the line too, unless it is the end of selecting some of them.
  const choose = () => {
    if (!selected && getSelection()?.isCollapsed !== false) onSelect?.(id)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the log itself has keys for it
    <div
      onClick={choose}
      className={clsx(
        'group flex gap-3 border-l-2 px-2 leading-5',
        edge,
        wrap ? 'flex-wrap sm:flex-nowrap' : 'w-max min-w-full whitespace-pre',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        // The log is one stop for the keyboard; Shift with the arrows chooses a line there.
        tabIndex={-1}
        disabled={!onSelect}
        onClick={(event) => {
          event.stopPropagation()
          onSelect?.(id)
        }}
        aria-pressed={selected}
        className="shrink-0 cursor-text self-start text-faint tabular-nums select-text not-disabled:cursor-pointer not-disabled:hover:text-ink not-disabled:hover:underline"
      >
        {clocks[zone].format(time)}
      </button>
      <span className="w-[12ch] shrink-0 truncate text-muted" data-hint={source.length > 12 ? source : undefined}>
        {source}
      </span>
      <span className={clsx('min-w-0 flex-1 text-ink', wrap && 'basis-full whitespace-pre-wrap sm:basis-0')}>
        <AnsiText text={text} highlight={highlight} current={current} />
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label="Copy line"
        data-hint="Copy line"
        onClick={(event) => {
          event.stopPropagation()
          onCopy(line)
        }}
        className="sticky right-0 -my-0.5 grid size-6 shrink-0 place-items-center rounded-sm border border-line bg-raised text-muted opacity-0 group-hover:opacity-100 hover:text-ink coarse:hidden"
      >
        <Copy size={12} />
      </button>
    </div>
  )
})
