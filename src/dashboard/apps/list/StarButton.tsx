import { clsx } from 'clsx'
import { Star } from 'lucide-react'
import type { Row } from './rows.ts'

/** Makes an app a favourite, or an ordinary app again. */
export function StarButton({ row, onStar }: { row: Row; onStar: (row: Row) => void }) {
  return (
    <button
      type="button"
      aria-pressed={row.favorite}
      aria-label={`Favourite ${row.name}`}
      data-hint={row.favorite ? 'Remove from favourites' : 'Add to favourites'}
      data-hint-keys="f"
      onClick={() => onStar(row)}
      className="group relative z-1 row-span-2 grid size-9 place-items-center rounded-md text-muted hover:bg-active coarse:size-11 @[40rem]:row-span-1"
    >
      <Star
        size={15}
        aria-hidden
        className={clsx(row.favorite ? 'fill-warn text-warn' : 'text-line-strong group-hover:text-ink')}
      />
    </button>
  )
}
