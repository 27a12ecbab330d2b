import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useOverflow } from './useOverflow.ts'

export interface TableProps extends ComponentProps<'table'> {
  /** What the table lists; read out, not shown. */
  label: string
  /** Lower rows, for figures only. */
  dense?: boolean
}

/** A table that scrolls sideways by itself where it is too wide. For more than 200 rows take VirtualTable. */
export function Table({ label, dense, className, children, ...rest }: TableProps) {
  const [scroller, overflows] = useOverflow()
  return (
    <div
      ref={scroller}
      className="relative overflow-x-auto rounded-[inherit]"
      {...(overflows && { tabIndex: 0, role: 'region', 'aria-label': `${label}, table` })}
    >
      <table {...rest} data-dense={dense || undefined} className={clsx('w-full border-collapse text-left', className)}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  )
}

export type SortDirection = 'asc' | 'desc'

export interface ThProps extends ComponentProps<'th'> {
  numeric?: boolean
  /** Makes the column sortable: null when another one is in force. */
  sorted?: SortDirection | null
  onSort?: () => void
}

/** The head of a column. */
export function Th({ numeric, sorted, onSort, className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={ariaSort(sorted)}
      className={clsx(
        'h-9 border-b border-line px-3 text-xs font-medium whitespace-nowrap text-muted',
        numeric && 'text-right',
        className,
      )}
    >
      {onSort ? (
        <SortButton sorted={sorted} onSort={onSort} numeric={numeric}>
          {children}
        </SortButton>
      ) : (
        children
      )}
    </th>
  )
}

/** The words of `aria-sort` for a direction. */
export function ariaSort(sorted: SortDirection | null | undefined): 'ascending' | 'descending' | undefined {
  return sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
}

/** The button within a sortable head. The arrow's room is kept, so nothing moves when the order changes. */
export function SortButton({
  sorted,
  onSort,
  numeric,
  children,
}: Pick<ThProps, 'sorted' | 'onSort' | 'numeric'> & { children: ReactNode }) {
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={onSort}
      className={clsx(
        'group/sort -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink coarse:h-11',
        numeric && 'flex-row-reverse',
        sorted && 'text-ink',
      )}
    >
      {children}
      <Arrow
        size={12}
        aria-hidden
        className={clsx(!sorted && 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60')}
      />
    </button>
  )
}

/** A row. A link in it with the class `stretched` makes the whole row its target. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      className={clsx('relative border-b border-line last:border-b-0 hover:bg-hover/60 aria-selected:bg-accent-soft', className)}
    />
  )
}

/** A cell. Controls beside a stretched link need `relative` to stay above it. */
export function Td({ numeric, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={clsx(
        'h-10 px-3 py-1.5 in-data-dense:h-7 in-data-dense:py-0.5',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
    />
  )
}
