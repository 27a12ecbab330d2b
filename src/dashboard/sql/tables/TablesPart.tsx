import { Eye, Table2 } from 'lucide-react'
import { Link } from 'react-router'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Opened } from '#dashboard/sql/Opened.tsx'
import { SampleTables } from '#dashboard/sql/SampleTables.tsx'
import type { Description, TableInfo } from '#engines/postgres/protocol.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { keyOf, nameOf } from './names.ts'
import { TableView } from './TableView.tsx'

/** What tables a database has, what they are like, and their rows. The address says which is looked at, and how. */
export function TablesPart() {
  return <Opened>{(description) => <Tables description={description} />}</Opened>
}

function Tables({ description: { tables, bytes } }: { description: Description }) {
  const { name } = useAddon()
  const [search, change, put] = useSearch()
  const wanted = search.get('q') ?? ''
  const shown = tables.filter((table) => nameOf(table).includes(wanted.toLowerCase()))
  const chosen = tables.find((table) => keyOf(table) === search.get('table')) ?? tables[0]
  if (!chosen)
    return (
      <Card>
        <EmptyState
          title="No tables yet"
          icon={<Table2 size={18} />}
          actions={
            <>
              <SampleTables />
              <LinkButton to={paths.addon(name, 'console')}>Open the console</LinkButton>
            </>
          }
        >
          The database is empty. Create a table in the console, restore a backup, or begin with sample tables.
        </EmptyState>
      </Card>
    )
  const open = (key: string) =>
    change((next) => {
      const only = new URLSearchParams({ table: key })
      const q = next.get('q')
      if (q) only.set('q', q)
      return only
    })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="lg:hidden">
        <NativeSelect aria-label="Table" value={keyOf(chosen)} onChange={({ target }) => open(target.value)}>
          {tables.map((table) => (
            <option key={keyOf(table)} value={keyOf(table)}>
              {nameOf(table)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <nav aria-label="Tables" className="hidden lg:grid lg:gap-2">
        {tables.length > 8 && (
          <SearchInput label="Search tables" defaultValue={wanted} onChange={({ target }) => put('q', target.value)} />
        )}
        <ul className="grid gap-px">
          {shown.map((table) => (
            <li key={keyOf(table)}>
              <TableLink table={table} current={table === chosen} />
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="px-2 text-muted">No table is called like that.</p>}
        <p className="px-2 text-xs text-muted">
          {formatNumber(tables.length)} in all, {formatBytes(bytes)}
        </p>
      </nav>
      <TableView key={keyOf(chosen)} table={chosen} all={tables} />
    </div>
  )
}

function TableLink({ table, current }: { table: TableInfo; current: boolean }) {
  const Icon = table.kind === 'table' ? Table2 : Eye
  return (
    <Link
      to={{ search: new URLSearchParams({ table: keyOf(table) }).toString() }}
      preventScrollReset
      aria-current={current || undefined}
      className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover aria-[current]:bg-active aria-[current]:font-medium"
    >
      <Icon size={14} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">
        {nameOf(table)}
        {table.kind !== 'table' && <span className="sr-only">, a view</span>}
      </span>
      {table.kind === 'table' && <span className="text-xs text-muted tabular-nums">{formatNumber(table.rows)}</span>}
    </Link>
  )
}
