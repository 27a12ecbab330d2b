import { useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { formatNumber } from './format.ts'

/** As many rows as anybody reads, and as are drawn without a delay. */
const STEP = 100

/** The first hundred rows of a list that may be long, and a button for the next hundred; null when all of them show. */
export function useMore<T>(rows: readonly T[]): readonly [first: readonly T[], more: ReactNode] {
  const [most, setMost] = useState(STEP)
  const left = rows.length - most
  if (left <= 0) return [rows, null]
  const more = (
    <div className="border-t border-line p-2">
      <Button variant="ghost" size="sm" onClick={() => setMost(most + STEP)}>
        Show {Math.min(STEP, left)} more of {formatNumber(rows.length)}
      </Button>
    </div>
  )
  return [rows.slice(0, most), more]
}
