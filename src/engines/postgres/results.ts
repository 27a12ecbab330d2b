import { Refused, type Cells, type Column, type Result } from './protocol.ts'

/** What a session ran last, whole: pages take the rows of it that they show. */
export class Results {
  readonly #bySession = new Map<string, Result[]>()
  #nth = 0

  /** Begins what a session runs next, and forgets what it ran before. */
  begin(session: string): void {
    this.#bySession.delete(session)
    this.#bySession.set(session, [])
    for (const [oldest] of [...this.#bySession].slice(0, -MOST_SESSIONS)) this.#bySession.delete(oldest)
  }

  /** Keeps all rows of a result, and answers with the first of them. */
  keep(session: string, result: Omit<Result, 'id'>): Result {
    if (result.columns.length === 0) return { ...result, id: null }
    this.#nth += 1
    const kept = { ...result, id: `${session} ${this.#nth}` }
    this.#bySession.get(session)?.push(kept)
    return { ...kept, rows: kept.rows.slice(0, FIRST_ROWS) }
  }

  rows(id: string, from: number, count: number): readonly Cells[] {
    return this.#find(id).rows.slice(from, from + count)
  }

  text(id: string, format: 'csv' | 'json'): string {
    const { columns, rows } = this.#find(id)
    return format === 'csv' ? csvOf(columns, rows) : jsonOf(columns, rows)
  }

  leave(session: string): void {
    this.#bySession.delete(session)
  }

  #find(id: string): Result {
    const found = [...this.#bySession.values()].flat().find((result) => result.id === id)
    if (!found) throw new Refused('34000', 'The rows of this result are no longer kept. Run the statement again.')
    return found
  }
}

/** Of so many sessions what they ran last is kept: not all say when they end. */
const MOST_SESSIONS = 8
/** So many rows come with the answer. */
const FIRST_ROWS = 200

function csvOf(columns: readonly Column[], rows: readonly Cells[]): string {
  // An empty text and NULL differ as they do in COPY: only the text is quoted.
  const cell = (value: string | null) =>
    value === null ? '' : /^$|[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  const line = (cells: Cells) => `${cells.map(cell).join(',')}\r\n`
  return line(columns.map(({ name }) => name)) + rows.map(line).join('')
}

function jsonOf(columns: readonly Column[], rows: readonly Cells[]): string {
  const names = columns.map(({ name }) => JSON.stringify(name))
  const value = (cell: string | null, { type, numeric }: Column) => {
    if (cell === null) return 'null'
    if (type === 'boolean') return String(cell === 't')
    // NaN and Infinity are no JSON.
    if ((numeric && /^-?\d/.test(cell)) || type === 'jsonb' || type === 'json') return cell
    return JSON.stringify(cell)
  }
  const row = (cells: Cells) =>
    `{${columns.map((column, at) => `${names[at] ?? ''}:${value(cells[at] ?? null, column)}`).join(',')}}`
  return `[${rows.map(row).join(',\n')}]\n`
}
