import { clsx } from 'clsx'
import { useState } from 'react'
import { paths } from '#dashboard/shared/paths.ts'
import type { Mark } from '#platform/metrics/contract.ts'
import { formatAbsolute, formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { useMedia } from '#ui/useMedia.ts'
import { errorCounts, markRows, marksIn, toneOf } from './marks.ts'

interface EventRowsProps {
  app: string
  marks: readonly Mark[]
  from: number
  to: number
}

const views = [
  { value: 'timeline', label: 'Timeline' },
  { value: 'table', label: 'Table' },
] as const

/** What happened, in rows on the axis of the charts above; the same as a table. */
export function EventRows({ app, marks, from, to }: EventRowsProps) {
  const [view, setView] = useState<'timeline' | 'table'>('timeline')
  const errors = errorCounts(marks)
  return (
    <section aria-label="Events" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm">Events</h2>
        <Segmented label="View of events" options={views} value={view} onChange={setView} />
      </div>
      {marks.length === 0 && <p className="text-muted">Nothing happened in this range.</p>}
      {errors.length > 0 && (
        <ul aria-label="Errors by code" className="flex flex-wrap gap-x-4 gap-y-1">
          {errors.map(({ code, title, count }) => (
            <li key={code} className="flex items-center gap-1.5">
              <StatusIcon tone={toneOf({ kind: 'error', code })} />
              <span className="font-mono font-medium">{code}</span>
              <span className="text-muted">
                {title} × {formatNumber(count)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {marks.length > 0 &&
        (view === 'timeline' ? <Timeline marks={marks} from={from} to={to} app={app} /> : <MarkTable marks={marks} />)}
    </section>
  )
}

function Timeline({ app, marks, from, to }: EventRowsProps) {
  // As many as have room beside each other.
  const [wide, middle] = [useMedia('(min-width: 64rem)'), useMedia('(min-width: 48rem)')]
  const slots = wide ? 30 : middle ? 20 : 8
  return (
    <div className="grid gap-px">
      {markRows.map(({ id, label, kinds }) => {
        const own = marksIn(marks, kinds)
        if (own.length === 0) return null
        return (
          <div key={id} className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-center gap-x-2">
            <span className="text-xs text-muted">{label}</span>
            <ul aria-label={label} className="relative mr-2 h-7 border-b border-line">
              {cluster(own, from, to, slots).map(({ at, share, all }) => (
                <li key={all[0]?.id} className="absolute top-0 -translate-x-1/2" style={{ left: `${share * 100}%` }}>
                  <Link
                    look="quiet"
                    to={paths.logs(app, '', at)}
                    aria-label={describe(all)}
                    data-hint={describe(all)}
                    className={clsx('grid h-6 min-w-6 place-items-center rounded-sm bg-surface hover:bg-hover')}
                  >
                    <StatusIcon tone={toneOf(all[0] ?? { kind: 'build', code: null })} />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

interface Cluster {
  readonly at: number
  /** Of the width, 0 to 1. */
  readonly share: number
  readonly all: readonly Mark[]
}

/** Marks that would lie upon each other become one. */
function cluster(marks: readonly Mark[], from: number, to: number, slots: number): readonly Cluster[] {
  const groups = Map.groupBy(marks, ({ at }) =>
    Math.min(slots - 1, Math.max(0, Math.floor(((Date.parse(at) - from) / (to - from)) * slots))),
  )
  return [...groups].map(([slot, all]) => ({ share: (slot + 0.5) / slots, at: Date.parse(all.at(-1)?.at ?? ''), all }))
}

function describe(all: readonly Mark[]): string {
  const [first] = all
  if (!first) return ''
  const named = all.slice(0, 3).map(({ code, title, count }) => (code === null ? title : `${code} ${title} × ${count}`))
  return `${named.join('; ')}${all.length > 3 ? ` and ${all.length - 3} more` : ''}, ${formatAbsolute(Date.parse(first.at))}. Opens the log`
}

function MarkTable({ marks }: { marks: readonly Mark[] }) {
  return (
    <div tabIndex={0} role="region" aria-label="Events, table" className="max-h-96 overflow-auto rounded-md border border-line">
      <Table label="Events">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <Th>Time</Th>
            <Th>Event</Th>
            <Th numeric>Count</Th>
          </tr>
        </thead>
        <tbody>
          {marks.toReversed().map((mark) => (
            <Tr key={mark.id}>
              <Td className="h-8 whitespace-nowrap">{formatAbsolute(Date.parse(mark.at))}</Td>
              <Td className="h-8">
                <span className="inline-flex items-center gap-2">
                  <StatusIcon tone={toneOf(mark)} />
                  {mark.code !== null && <span className="font-mono font-medium">{mark.code}</span>}
                  {mark.title}
                </span>
              </Td>
              <Td numeric className="h-8">
                {mark.count}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
