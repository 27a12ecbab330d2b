import { OF_ENGINE, type Postgres } from './postgres.ts'
import type { Cells, Description, Expensive, TableInfo } from './protocol.ts'
import { quoteName } from './sessions.ts'

// What PostgreSQL's catalogs say of a database.

const OWN = "n.nspname !~ '^(pg_|information_schema$)'"

/** Counting is exact as long as it is quick. */
const MOST_BYTES_COUNTED = 32_000_000

const TABLES = `
select c.oid, n.nspname, c.relname, c.relkind, pg_total_relation_size(c.oid), c.reltuples::bigint
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm') and ${OWN} and not exists (
  select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
order by n.nspname, c.relname`

const COLUMNS = `
select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
  case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end,
  exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)),
  (select f.confrelid::regclass || '.' || fa.attname from pg_constraint f
    join pg_attribute fa on fa.attrelid = f.confrelid and fa.attnum = f.confkey[array_position(f.conkey, a.attnum)]
    where f.contype = 'f' and f.conrelid = a.attrelid and a.attnum = any (f.conkey) limit 1)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and ${OWN}
order by a.attrelid, a.attnum`

const INDEXES = `
select i.indrelid, c.relname, pg_get_indexdef(i.indexrelid), pg_relation_size(i.indexrelid)
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
where ${OWN} order by c.relname`

const KINDS: Readonly<Record<string, TableInfo['kind']>> = { v: 'view', m: 'materialized view' }
const yes = (value: string | null | undefined) => value === 't'

/** The tables and views that there are, and how large they are. */
export async function describe(postgres: Postgres, version: string): Promise<Omit<Description, 'lacks'>> {
  const [tables, columns, indexes] = [await postgres.ask(TABLES), await postgres.ask(COLUMNS), await postgres.ask(INDEXES)]
  const counts = await countRows(postgres, tables)
  const [[bytes = '0'] = []] = await postgres.ask('select pg_database_size(current_database())')
  const of = (rows: readonly Cells[], oid: string) => rows.filter(([table]) => table === oid)
  return {
    version,
    bytes: Number(bytes),
    tables: tables.map(([oid, schema, name, kind, size, estimate]) => ({
      schema: schema ?? '',
      name: name ?? '',
      kind: KINDS[kind ?? ''] ?? 'table',
      rows: counts.get(oid ?? '') ?? Math.max(0, Number(estimate)),
      bytes: Number(size),
      columns: of(columns, oid ?? '').map(([, column, type, nullable, otherwise, key, references]) => ({
        name: column ?? '',
        type: type ?? '',
        nullable: yes(nullable),
        default: otherwise ?? null,
        key: yes(key),
        references: references ?? null,
      })),
      indexes: of(indexes, oid ?? '').map(([, index, definition, indexBytes]) => ({
        name: index ?? '',
        definition: definition ?? '',
        bytes: Number(indexBytes),
      })),
    })),
  }
}

async function countRows(postgres: Postgres, tables: readonly Cells[]): Promise<ReadonlyMap<string, number>> {
  const counted = tables.filter(([, , , kind, bytes]) => kind !== 'v' && Number(bytes) < MOST_BYTES_COUNTED)
  if (counted.length === 0) return new Map()
  const each = counted.map(
    ([oid, schema, name]) => `select ${oid}, count(*) from ${quoteName(schema ?? '')}.${quoteName(name ?? '')}`,
  )
  return new Map((await postgres.ask(each.join(' union all '))).map(([oid, count]) => [oid ?? '', Number(count)]))
}

/** The statements of people and programs that took longest in all. */
export async function expensive(postgres: Postgres): Promise<readonly Expensive[]> {
  const rows = await postgres.ask(`
    select query, sum(calls), sum(total_exec_time), sum(total_exec_time) / sum(calls), sum(rows) from pg_stat_statements
    where userid <> 10 and calls > 0 and query not like '%${OF_ENGINE}%' group by queryid, query order by 3 desc limit 50`)
  return rows.map(([query, calls, total, mean, count]) => ({
    query: query ?? '',
    calls: Number(calls),
    totalMs: Number(total),
    meanMs: Number(mean),
    rows: Number(count),
  }))
}
