import type { TableInfo } from '#engines/postgres/protocol.ts'

type Named = Pick<TableInfo, 'schema' | 'name'>

/** A table in an address. */
export const keyOf = ({ schema, name }: Named): string => `${schema}.${name}`

/** A table as people call it. */
export const nameOf = (table: Named): string => (table.schema === 'public' ? table.name : keyOf(table))

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)

/** A query to begin with. */
export const sqlFor = ({ schema, name }: Named): string =>
  `select *\nfrom ${schema === 'public' ? '' : `${quoted(schema)}.`}${quoted(name)}\nlimit 100;`
