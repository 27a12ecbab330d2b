import { keyOf, nameOf, sqlFor } from '#dashboard/sql/tables/names.ts'
import type { TableInfo } from '#engines/postgres/protocol.ts'

export interface Start {
  readonly label: string
  readonly sql: string
}

const MOST_TABLES = 6

/** Something to begin with: how many rows of one table belong to each of another's, and the rows of the largest tables. */
export function startsOf(tables: readonly TableInfo[]): readonly Start[] {
  const large = tables.filter(({ kind }) => kind === 'table').toSorted((a, b) => b.rows - a.rows)
  return [
    ...large.flatMap((table) => joinOf(table, tables) ?? []).slice(0, 1),
    ...large.slice(0, MOST_TABLES).map((table) => ({ label: nameOf(table), sql: sqlFor(table) })),
  ]
}

/** Counts a table's rows by what one of its columns refers to, if that is the key of another table with plain names. */
function joinOf(table: TableInfo, tables: readonly TableInfo[]): Start | null {
  for (const column of table.columns) {
    const other = tables.find((each) => column.references === `${nameOf(each)}.id`)
    if (!other || other === table) continue
    const [many, one] = [nameOf(table), nameOf(other)]
    if (![keyOf(table), keyOf(other), column.name].every((name) => /^[a-z_][a-z0-9_.]*$/.test(name))) continue
    return {
      label: `${many} by ${one}`,
      sql: `select o.*, count(*) as how_many\nfrom ${many} m\njoin ${one} o on o.id = m.${column.name}\ngroup by o.id\norder by how_many desc\nlimit 100;`,
    }
  }
  return null
}
