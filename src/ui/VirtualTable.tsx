import { clsx } from 'clsx'
import { createContext, memo, use, type CSSProperties, type Key, type ReactNode } from 'react'
import { Virtualizer, WindowVirtualizer, type CustomContainerComponentProps, type CustomItemComponentProps } from 'virtua'
import { ariaSort, SortButton, type SortDirection } from './Table.tsx'
import { useMedia } from './useMedia.ts'

export interface Column<Row> {
  id: string
  header: ReactNode
  cell(row: Row, index: number): ReactNode
  /** A track of CSS grid, such as `120px` or `minmax(160px, 2fr)`; an equal share unless told. */
  width?: string
  numeric?: boolean
  sortable?: boolean
  /** Left out on screens narrower than 640 px. */
  hideNarrow?: boolean
}

export interface VirtualTableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => Key
  /** Of one row, in px. All rows are equally high. */
  rowHeight?: number
  /** A box of this height scrolls; without it the rows scroll with the page. */
  height?: number
  sort?: { column: string; direction: SortDirection } | null
  onSort?: (column: string) => void
  /** What stands in the place of rows when there are none. */
  empty?: ReactNode
  className?: string
}

/** So few rows are all in the page, wherever it stands: to be found by the browser's search, and by links. */
const FEW = 30

const RowsContext = createContext({ columns: 'none', height: 40 })

/** A table of any length: only the rows seen are in the page, while assistive technology is told of all of them. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowKey, rowHeight = 40, height, empty, className } = props
  const narrow = useMedia('(width < 40rem)')
  const columns = narrow ? props.columns.filter((column) => !column.hideNarrow) : props.columns
  const template = columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ')
  const Virtual = height === undefined ? WindowVirtualizer : Virtualizer
  const head = 2.25 * 16
  return (
    <RowsContext value={{ columns: template, height: rowHeight }}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        className={clsx('relative rounded-[inherit]', height === undefined ? 'overflow-x-clip' : 'overflow-auto', className)}
        style={{ height }}
        tabIndex={height === undefined ? undefined : 0}
      >
        <Head {...props} columns={columns} template={template} />
        {rows.length === 0 ? (
          <div role="rowgroup">
            <div role="row" className="px-3">
              <div role="cell">{empty}</div>
            </div>
          </div>
        ) : rows.length <= FEW ? (
          <div role="rowgroup">
            {rows.map((row, index) => (
              <BodyRow key={rowKey(row)} index={index} style={{}} ref={undefined}>
                <Cells row={row} index={index} columns={columns} />
              </BodyRow>
            ))}
          </div>
        ) : (
          <Virtual data={rows} as={Body} item={BodyRow} itemSize={rowHeight} {...(height !== undefined && { startMargin: head })}>
            {(row, index) => <Cells key={rowKey(row)} row={row} index={index} columns={columns} />}
          </Virtual>
        )}
      </div>
    </RowsContext>
  )
}

function Head<Row>({ columns, sort, onSort, template }: VirtualTableProps<Row> & { template: string }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-9 items-center border-b border-line"
        style={{ gridTemplateColumns: template }}
      >
        {columns.map(({ id, header, numeric, sortable }) => {
          const sorted = sort?.column === id ? sort.direction : null
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={ariaSort(sorted)}
              className={clsx('min-w-0 truncate px-3 text-xs font-medium text-muted', numeric && 'text-right')}
            >
              {sortable && onSort ? (
                <SortButton sorted={sorted} numeric={numeric} onSort={() => onSort(id)}>
                  {header}
                </SortButton>
              ) : (
                header
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface CellsProps {
  row: unknown
  index: number
  columns: readonly Column<unknown>[]
}

/** Scrolling renders the list again, but a row that stays only when it changed. */
const Cells = memo(function Cells({ row, index, columns }: CellsProps) {
  return columns.map((column) => (
    <div key={column.id} role="cell" className={clsx('min-w-0 truncate px-3', column.numeric && 'text-right tabular-nums')}>
      {column.cell(row, index)}
    </div>
  ))
})

function Body({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <div ref={ref} role="rowgroup" style={style}>
      {children}
    </div>
  )
}

/** virtua places each row absolutely and measures it; the grid inside gives it the columns of the head. */
function BodyRow({ ref, style, index, children }: CustomItemComponentProps) {
  const { columns, height } = use(RowsContext)
  const own: CSSProperties = { ...style, gridTemplateColumns: columns, height, display: 'grid' }
  return (
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      style={own}
      className="items-center border-b border-line hover:bg-hover/60"
    >
      {children}
    </div>
  )
}
