import { queryClient } from '#dashboard/shared/query-client.ts'
import { contentOf } from '#dashboard/sql/ask.ts'
import { rowsOf, runSql } from '#dashboard/sql/database.ts'
import type { Cells, Ran } from '#engines/postgres/protocol.ts'
import { MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, type Outcome } from '#platform/dataclips/contract.ts'

const session = crypto.randomUUID()

/** Runs a dataclip's SQL on its database, which it cannot change, and answers what is to be kept of that. */
export async function runClip(database: string, { number, sql }: { number: number; sql: string }): Promise<Outcome> {
  const { credentials } = await queryClient.fetchQuery(contentOf(database))
  const ran = await runSql(database, { session, as: credentials[0]?.user ?? '', sql, readonly: true })
  const shown = ran.results.findLast(({ columns }) => columns.length > 0)
  const rows =
    shown && shown.id !== null && shown.count > shown.rows.length ? await rowsOf(database, shown.id, 0, MOST_ROWS) : shown?.rows
  return outcomeOf(number, ran, rows ?? [])
}

/** What is kept of a run: the last rows it gave, as many as there is room for. */
export function outcomeOf(version: number, { results, error }: Ran, rows: readonly Cells[]): Outcome {
  const ms = results.reduce((sum, result) => sum + result.ms, 0)
  const nothing = { version, ms, columns: [], rows: [], count: 0 }
  if (error) return { ...nothing, error: { code: error.code, message: error.message, position: error.position } }
  const shown = results.findLast(({ columns }) => columns.length > 0)
  if (!shown) return { ...nothing, error: null }
  const kept: (string | null)[][] = []
  let room = MOST_CHARACTERS
  for (const row of rows.slice(0, MOST_ROWS)) {
    const cells = row.slice(0, MOST_COLUMNS)
    room -= cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0)
    if (room < 0) break
    kept.push(cells)
  }
  return {
    version,
    ms,
    columns: shown.columns.slice(0, MOST_COLUMNS).map(({ name, type, numeric }) => ({ name, type, numeric })),
    rows: kept,
    count: shown.count,
    error: null,
  }
}
