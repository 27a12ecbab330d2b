import { SquareTerminal } from 'lucide-react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { TableInfo } from '#engines/postgres/protocol.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { keyOf, nameOf, sqlFor } from './names.ts'
import { TableRows } from './TableRows.tsx'

interface TableViewProps {
  table: TableInfo
  /** Those of the database, where its columns refer to. */
  all: readonly TableInfo[]
}

/** One table: its rows, its columns and its indexes. */
export function TableView({ table, all }: TableViewProps) {
  const { name: addon } = useAddon()
  const { kind, rows, bytes, columns, indexes } = table
  const size = bytes > 0 ? `, ${formatBytes(bytes)}` : ''
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-7">
      <Section
        title={nameOf(table)}
        description={kind === 'table' ? `About ${formatNumber(rows)} rows${size} with its indexes.` : `A ${kind}${size}.`}
        actions={
          <LinkButton
            to={`${paths.addon(addon, 'console')}?${new URLSearchParams({ sql: sqlFor(table) })}`}
            icon={<SquareTerminal size={14} />}
          >
            Query this
          </LinkButton>
        }
      >
        <TableRows table={table} />
      </Section>
      <Section title="Columns">
        <Card flush>
          <Table label={`Columns of ${nameOf(table)}`} dense>
            <thead>
              <tr>
                <Th>Name</Th>
                <Th>Type</Th>
                <Th>May be empty</Th>
                <Th>Default</Th>
                <Th>Refers to</Th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <Tr key={column.name}>
                  <Td className="font-mono text-xs whitespace-nowrap">
                    {column.name} {column.key && <Badge tone="accent">key</Badge>}
                  </Td>
                  <Td className="font-mono text-xs whitespace-nowrap text-muted">{column.type}</Td>
                  <Td className="text-muted">{column.nullable ? 'Yes' : 'No'}</Td>
                  <Td className="font-mono text-xs text-muted">{column.default ?? '–'}</Td>
                  <Td className="font-mono text-xs text-muted">
                    <Reference to={column.references} all={all} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </Section>
      {indexes.length > 0 && (
        <Section title="Indexes">
          <Card className="grid gap-1">
            {indexes.map(({ name, definition, bytes: size }) => (
              <Disclosure
                key={name}
                summary={
                  <span className="font-mono text-xs">
                    {name} <span className="text-muted">{formatBytes(size)}</span>
                  </span>
                }
              >
                <Code>{definition}</Code>
              </Disclosure>
            ))}
          </Card>
        </Section>
      )}
    </div>
  )
}

/** 'customers.id', which leads to that table. */
function Reference({ to, all }: { to: string | null; all: readonly TableInfo[] }) {
  if (to === null) return '–'
  const table = all.find((each) => nameOf(each) === to.slice(0, to.lastIndexOf('.')))
  return table ? <Link to={{ search: new URLSearchParams({ table: keyOf(table) }).toString() }}>{to}</Link> : to
}
