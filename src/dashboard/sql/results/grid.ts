import type { GridCells, GridColumn } from './rows.ts'

export interface Place {
  readonly row: number
  readonly column: number
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const STEP = 12

/** Where a key leads in a grid; null for keys that lead nowhere. */
export function nextCell(
  { key, ctrlKey, metaKey, altKey }: Pressed,
  from: Place | null,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Place | null {
  if (rows === 0 || columns === 0 || altKey) return null
  const far = ctrlKey || metaKey
  const { row, column } = from ?? { row: 0, column: 0 }
  const moves: Readonly<Record<string, Place>> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? rows - 1 : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? columns - 1 : column + 1 },
    PageUp: { row: row - STEP, column },
    PageDown: { row: row + STEP, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
  }
  const to = moves[key]
  return to ? { row: clamp(to.row, rows), column: clamp(to.column, columns) } : null
}

const clamp = (index: number, count: number) => Math.max(0, Math.min(count - 1, index))

/** How wide a column is, by its name and the first rows, as a track of CSS grid. */
export function trackOf({ name }: GridColumn, rows: readonly GridCells[], nth: number): string {
  const longest = rows.slice(0, 100).reduce((most, row) => Math.max(most, row[nth]?.length ?? 4), name.length)
  return `calc(${Math.max(5, Math.min(40, longest)) + 1}ch + 1rem)`
}

/** Cells as they are pasted into a spreadsheet. */
export const toTabbed = (cells: GridCells): string => cells.map((value) => (value ?? '').replaceAll(/[\t\r\n]+/g, ' ')).join('\t')

/** The same of a whole result, under the names of its columns. */
export const toTable = (columns: readonly GridColumn[], rows: readonly GridCells[]): string =>
  [columns.map(({ name }) => name), ...rows].map(toTabbed).join('\n')
