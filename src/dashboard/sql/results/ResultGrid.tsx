import { clsx } from 'clsx'
import { createContext, memo, use, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Virtualizer, type CustomContainerComponentProps, type CustomItemComponentProps } from 'virtua'
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
export function ResultGrid({ label, columns, rows, count, further, before = 0, height = 380 }: ResultGridProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Place | null>(null)
  const tracks = [
    `calc(${Math.max(2, String(before + count).length)}ch + 1rem)`,
    ...columns.map((column, nth) => trackOf(column, rows, nth)),
  ]
  const shared = { id, columns, template: `${tracks.join(' ')} minmax(0,1fr)`, rows, before, further, active, choose: setActive }
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
      {active && <CellDetail columns={columns} place={active} rows={rows} further={further} before={before} />}
    </GridContext>
  )
}

const cellId = (id: string, { row, column }: Place) => `${id}${row}-${column}`

function Head() {
  const { columns, template } = useGrid()
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
            className={clsx('truncate px-2 font-medium', numeric && 'text-right')}
          >
            {name}
          </div>
        ))}
      </div>
    </div>
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
