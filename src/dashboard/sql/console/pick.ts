import { firstWords, splitStatements } from '#engines/postgres/split.ts'

export interface Picked {
  readonly sql: string
  /** Where it begins in the text. */
  readonly from: number
}

/** What is selected of a text, or else the statement that the cursor is in or behind; null where there is none. */
export function picked(text: string, selection: { readonly from: number; readonly to: number }): Picked | null {
  const chosen = text.slice(selection.from, selection.to)
  if (chosen.trim() !== '') return { sql: chosen, from: selection.from }
  const all = splitStatements(text)
  const found = all.findLast(({ at }) => at <= selection.from) ?? all[0]
  return found ? { sql: found.sql, from: found.at } : null
}

/** The statement that explains the first of some, with times where running it changes nothing. */
export function explained({ sql, from }: Picked): Picked & { readonly readonly: boolean } {
  const [first] = splitStatements(sql)
  if (!first) return { sql, from, readonly: false }
  const [word = ''] = firstWords(first.sql, 1).split('(')
  if (word === 'explain') return { sql: first.sql, from: from + first.at, readonly: false }
  const reads = ['select', 'values', 'table', 'with', ''].includes(word)
  const lead = `explain ${reads ? '(analyze, buffers) ' : ''}`
  return { sql: lead + first.sql, from: from + first.at - lead.length, readonly: reads }
}

/** A position in a text as people count: line and column, from 1. */
export function lineAt(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
