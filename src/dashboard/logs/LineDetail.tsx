import { Filter, FilterX, Link2, Rows3, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { formatAbsolute } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { AnsiText } from '#ui/log/AnsiText.tsx'
import { lineText } from '#ui/log/line.ts'
import { Status } from '#ui/Status.tsx'
import type { Key } from './keys.ts'
import { isKey } from './keys.ts'
import type { Line } from './line.ts'
import { fieldsOf } from './match.ts'

interface LineDetailProps {
  line: Line
  /** Counts up when the focus is wanted here. */
  focusTurn: number
  onClose: () => void
  /** Narrows the filter to a value, or to what is without it. */
  onFilter: (key: Key, value: string, without: boolean) => void
  /** The lines around this one, whatever the filter. */
  onAround: () => void
}

const keyOfName: Readonly<Record<string, Key>> = { fwd: 'ip', request_id: 'request' }
const tones = { error: 'error', warn: 'warn', info: 'idle' } as const
const words = { error: 'Error', warn: 'Warning', info: 'Info' } as const

/** A line taken apart: when, who, and each `name=value` of it, to copy or to filter by. */
export function LineDetail({ line, focusTurn, onClose, onFilter, onAround }: LineDetailProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focusTurn > 0) heading.current?.focus()
  }, [focusTurn])
  const fields = fieldsOf(line)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it wherever the focus is in it
    <section
      aria-label="Chosen line"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
      className="flex min-h-0 min-w-0 flex-col border-t border-line bg-surface max-lg:max-h-80 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:max-h-[50dvh] max-sm:rounded-t-xl max-sm:shadow-overlay lg:w-88 lg:border-t-0 lg:border-l"
    >
      <div className="flex items-center gap-0.5 border-b border-line py-1 pr-1.5 pl-3">
        <h2 ref={heading} tabIndex={-1} className="flex-1 text-sm font-medium">
          <Status tone={tones[line.level]}>{words[line.level]}</Status>
        </h2>
        <Button size="sm" variant="ghost" icon={<Rows3 size={14} />} onClick={onAround}>
          Lines around
        </Button>
        <CopyButton text={() => location.href} label="Copy link to the line" icon={<Link2 size={14} />} />
        <CopyButton text={lineText(line)} label="Copy the line" />
        <IconButton size="sm" label="Close" icon={<X size={14} />} onClick={onClose} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div tabIndex={0} role="group" aria-label="What the line says" className="min-h-0 flex-1 overflow-y-auto px-3 py-2 text-xs">
        <p className="tabular-nums">{formatAbsolute(line.time)}</p>
        <p className="mb-2 text-muted tabular-nums">{new Date(line.time).toISOString()}</p>
        <dl>
          <Field name="source" value={line.source} filterKey="dyno" onFilter={onFilter} />
          {fields.map(({ name, value }, index) => {
            const key = keyOfName[name] ?? (isKey(name) ? name : null)
            return <Field key={index} name={name} value={value} filterKey={key} onFilter={onFilter} />
          })}
        </dl>
        <p className="mt-2 font-mono break-all whitespace-pre-wrap">
          <AnsiText text={line.text} />
        </p>
      </div>
    </section>
  )
}

interface FieldProps {
  name: string
  value: string
  filterKey: Key | null
  onFilter: LineDetailProps['onFilter']
}

function Field({ name, value, filterKey, onFilter }: FieldProps) {
  // Times are filtered by number.
  const amount = value.replace(/(\d)ms$/, '$1')
  return (
    <div className="group flex min-h-7 items-center gap-2 border-b border-line/60">
      <dt className="w-24 shrink-0 truncate text-muted" data-hint={name.length > 14 ? name : undefined}>
        {name}
      </dt>
      <dd className="flex min-w-0 flex-1 items-center">
        <span className="min-w-0 flex-1 py-1 font-mono break-all">{value === '' ? '–' : value}</span>
        {value !== '' && (
          <>
            {filterKey !== null && (
              <>
                <IconButton
                  size="sm"
                  label={`Only ${filterKey}:${amount}`}
                  icon={<Filter size={12} />}
                  onClick={() => onFilter(filterKey, amount, false)}
                />
                <IconButton
                  size="sm"
                  label={`Without ${filterKey}:${amount}`}
                  icon={<FilterX size={12} />}
                  onClick={() => onFilter(filterKey, amount, true)}
                />
              </>
            )}
            <CopyButton text={value} label={`Copy ${name}`} />
          </>
        )}
      </dd>
    </div>
  )
}
