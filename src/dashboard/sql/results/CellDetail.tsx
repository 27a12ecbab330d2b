import { Rows3 } from 'lucide-react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { useOverflow } from '#ui/useOverflow.ts'
import { toTabbed, type Place } from './grid.ts'
import type { GridCells, GridColumn } from './rows.ts'

interface CellDetailProps {
  columns: readonly GridColumn[]
  place: Place
  /** Its row, once it is there. */
  cells: GridCells | null | undefined
  before: number
}

/** The chosen cell whole, and to be copied. */
export function CellDetail({ columns, place, cells, before }: CellDetailProps) {
  const [scroller, overflows] = useOverflow<HTMLPreElement>()
  const column = columns[place.column]
  const value = cells?.[place.column]
  if (!column) return null
  return (
    <div className="flex items-start gap-2 border-t border-line bg-sunken px-3 py-1.5 text-xs">
      <p className="shrink-0 leading-6 text-muted">
        Row {before + place.row + 1}, <span className="font-mono">{column.name}</span>
      </p>
      <pre
        ref={scroller}
        {...(overflows && { tabIndex: 0, role: 'region', 'aria-label': 'The chosen cell' })}
        className="max-h-28 min-w-0 flex-1 overflow-y-auto font-mono leading-6 break-words whitespace-pre-wrap"
      >
        {value === null ? <span className="text-faint italic">NULL</span> : value}
      </pre>
      {cells && (
        <>
          <CopyButton text={value ?? ''} label="Copy cell" />
          <CopyButton text={toTabbed(cells)} label="Copy row" icon={<Rows3 size={14} />} />
        </>
      )}
    </div>
  )
}
