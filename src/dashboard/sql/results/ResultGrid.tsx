import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { createContext, memo, use, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { Virtualizer, type CustomContainerComponentProps, type CustomItemComponentProps } from 'virtua'
import { toast } from '#ui/toast.ts'
import { CellDetail } from './CellDetail.tsx'
import { nextCell, trackOf, type Place } from './grid.ts'
import { useRow, type Further, type GridCells, type GridColumn } from './rows.ts'

interface ResultGridProps {
  label: string
  columns: readonly GridColumn[]
  /** The first of them. */
  rows: readonly GridCells[]
  count: number
  further?: Further | undefined
  /** How many rows there are before the first, where these are a page of them. */
  before?: number
  /** In px, at most. */
  height?: number
  /** Where the heads of columns order the rows. That is a short way for the mouse: beside the grid something says it, too. */
  sort?: Sort | undefined
}

export interface Sort {
  readonly by: { readonly column: string; readonly down: boolean } | null
  readonly change: (column: string, down: boolean) => void
}

const ROW = 28
const HEAD = ROW + 1

interface Shared {
  readonly id: string
  readonly columns: readonly GridColumn[]
  readonly template: string
  readonly rows: readonly GridCells[]
  readonly before: number
  readonly further: Further | undefined
  readonly sort: Sort | undefined
  readonly active: Place | null
  readonly choose: (place: Place) => void
}
const GridContext = createContext<Shared | null>(null)

function useGrid(): Shared {
  const shared = use(GridContext)
  if (!shared) throw new Error('a row outside of a grid')
  return shared
}

/**
 * The rows of a result, of any number: those that are looked at are in the page, and asked for when they come into sight. One
 * stop of the keyboard; the arrows move from cell to cell.
 */
export function ResultGrid({ label, columns, rows, count, further, before = 0, height = 380, sort }: ResultGridProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Place | null>(null)
  const tracks = [
    `calc(${Math.max(2, String(before + count).length)}ch + 1rem)`,
    ...columns.map((column, nth) => trackOf(column, rows, nth)),
  ]
  const template = `${tracks.join(' ')} minmax(0,1fr)`
  const shared = { id, columns, template, rows, before, further, sort, active, choose: setActive }
  const chosen = useRow(active?.row ?? null, rows, further)
  const copy = (event: ClipboardEvent) => {
    const value = active && chosen?.[active.column]
    // Text that is selected is copied as everywhere.
    if (typeof value !== 'string' || getSelection()?.isCollapsed === false) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', value)
    toast({ title: 'The cell was copied', tone: 'ok' })
  }
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = nextCell(event, active, { rows: count, columns: columns.length })
    if (!next) return
    event.preventDefault()
    setActive(next)
    const box = scroller.current
    if (box) box.scrollTop = Math.max(Math.min(box.scrollTop, next.row * ROW), (next.row + 1) * ROW + HEAD - box.clientHeight)
    // Once it is drawn.
    requestAnimationFrame(() =>
      document.getElementById(cellId(id, next))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
  }
  return (
    <GridContext value={shared}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-readonly
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={active ? cellId(id, active) : undefined}
        tabIndex={0}
        onKeyDown={move}
        onCopy={copy}
        onFocus={() => active === null && count > 0 && setActive({ row: 0, column: 0 })}
        className="relative overflow-auto overscroll-contain font-mono text-xs -outline-offset-2"
        style={{ maxHeight: height }}
      >
        <div className="w-max min-w-full">
          <Head />
          <Virtualizer
            scrollRef={scroller}
            data={Array.from({ length: count }, (_, index) => index)}
            as={Body}
            item={Row}
            itemSize={ROW}
            startMargin={HEAD}
            {...(active && { keepMounted: [active.row] })}
          >
            {(index) => <Cells key={index} index={index} />}
          </Virtualizer>
        </div>
      </div>
      {active && <CellDetail columns={columns} place={active} cells={chosen} before={before} />}
    </GridContext>
  )
}

const cellId = (id: string, { row, column }: Place) => `${id}${row}-${column}`

function Head() {
  const { columns, template, sort } = useGrid()
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid items-center border-b border-line"
        style={{ gridTemplateColumns: template, height: HEAD }}
      >
        <div role="columnheader" className="px-2 text-right text-faint">
          <span className="sr-only">Row</span>
        </div>
        {columns.map(({ name, type, numeric }, nth) => (
          <div
            key={nth}
            role="columnheader"
            data-hint={type}
            aria-sort={sort?.by?.column === name ? (sort.by.down ? 'descending' : 'ascending') : undefined}
            className={clsx('flex min-w-0 px-2 font-medium', numeric && 'justify-end')}
          >
            {sort ? <HeadButton name={name} sort={sort} /> : <span className="truncate">{name}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}

function HeadButton({ name, sort: { by, change } }: { name: string; sort: Sort }) {
  const here = by?.column === name
  const Arrow = here && by.down ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => change(name, here && !by.down)}
      className="group/sort -mx-1 inline-flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 hover:bg-hover"
    >
      <span className="truncate">{name}</span>
      <Arrow size={12} aria-hidden className={clsx('shrink-0', !here && 'opacity-0 group-hover/sort:opacity-60')} />
    </button>
  )
}

function Body({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <div ref={ref} role="rowgroup" style={style}>
      {children}
    </div>
  )
}

function Row({ ref, style, index, children }: CustomItemComponentProps) {
  const { template } = useGrid()
  return (
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      style={{ ...style, gridTemplateColumns: template, height: ROW, display: 'grid' }}
      className="items-center border-b border-line hover:bg-hover/60"
    >
      {children}
    </div>
  )
}

const Cells = memo(function Cells({ index }: { index: number }) {
  const { id, columns, rows, before, further, active, choose } = useGrid()
  const row = useRow(index, rows, further)
  return (
    <>
      <div role="rowheader" className="px-2 text-right text-faint tabular-nums">
        {before + index + 1}
      </div>
      {columns.map(({ numeric }, column) => {
        const value = row?.[column]
        const isActive = active?.row === index && active.column === column
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid holds the focus, and its arrow keys choose
          <div
            key={column}
            id={cellId(id, { row: index, column })}
            role="gridcell"
            aria-selected={isActive}
            onClick={() => choose({ row: index, column })}
            className={clsx(
              'scroll-mt-8 truncate px-2 leading-7',
              numeric && 'text-right tabular-nums',
              isActive && 'bg-accent-soft outline outline-accent-text -outline-offset-1',
            )}
          >
            {row === undefined ? (
              '…'
            ) : typeof value === 'string' ? (
              value
            ) : (
              <i className="text-faint">{row ? 'NULL' : 'no longer kept'}</i>
            )}
          </div>
        )
      })}
    </>
  )
})
