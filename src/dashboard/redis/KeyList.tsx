import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Key } from '#platform/redis/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { readable } from './bytes.ts'
import { ofRedis, type KeyFilter } from './queries.ts'
import { sizeWords, typeNames } from './words.ts'

const STEP = 100
const MOST = 500
const types = Object.entries(typeNames)
const typeCalled = (text: string | null) => types.map(([type]) => type).find((type): type is Key['type'] => type === text)
const sorts = { name: 'By name', bytes: 'Largest first', expires: 'Expiring first' } as const
const sortCalled = (text: string | null): keyof typeof sorts => (text === 'bytes' || text === 'expires' ? text : 'name')

interface KeyListProps {
  store: string
  /** Follows what changes by itself. */
  live?: boolean
  actions?: ReactNode
}

/** The keys of a store. The address holds the pattern, the type and the order. */
export function KeyList({ store, live = false, actions }: KeyListProps) {
  const [search, change] = useSearch()
  const [limit, setLimit] = useState(STEP)
  const q = search.get('q') ?? ''
  const type = typeCalled(search.get('type'))
  const sort = sortCalled(search.get('sort'))
  const filter: KeyFilter = {
    // A word alone is looked for anywhere in the name.
    ...(q !== '' && { match: /[*?[]/.test(q) ? q : `*${q}*` }),
    ...(type && { type }),
    sort,
    limit,
  }
  const { data, error, refetch } = useQuery({
    ...ofRedis.keys(store, filter),
    placeholderData: keepPreviousData,
    // Keys expire and the app writes others without anybody doing anything.
    refetchInterval: live && 5000,
  })
  const set = (name: string, value: string) =>
    change((next) => {
      if (value === '') next.delete(name)
      else next.set(name, value)
    })
  return (
    <Section
      title="Keys"
      description={
        data && (
          <span role="status">
            {data.found === data.total
              ? `${formatNumber(data.total)} keys`
              : `${formatNumber(data.found)} of ${formatNumber(data.total)} keys`}
          </span>
        )
      }
      actions={actions}
    >
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchField label="Pattern, such as session:*" q={q} onChange={(text) => set('q', text)} className="w-full sm:w-72" />
        <NativeSelect
          aria-label="Type"
          className="min-w-32 flex-1 sm:flex-none"
          value={type ?? ''}
          onChange={(event) => set('type', event.target.value)}
        >
          <option value="">All types</option>
          {types.map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          aria-label="Order"
          className="min-w-36 flex-1 sm:flex-none"
          value={sort}
          onChange={(event) => set('sort', event.target.value)}
        >
          {Object.entries(sorts).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data?.found === 0 && (
          <EmptyState title={data.total === 0 ? 'No keys' : 'No key is like that'} icon={<KeyRound size={18} />}>
            {data.total === 0
              ? 'Nothing was written yet. Add a key, or send commands by the console.'
              : 'Patterns take * for any text, ? for one character, and [ab] for one of some.'}
          </EmptyState>
        )}
        {data && data.keys.length > 0 && <Rows keys={data.keys} />}
        {data && data.found > data.keys.length && (
          <div className="flex flex-wrap items-center gap-3 border-t border-line p-2 text-muted">
            {limit < MOST ? (
              <Button variant="ghost" size="sm" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
                Show more of {formatNumber(data.found)}
              </Button>
            ) : (
              <span className="px-2">These are the first {MOST}. Narrow them by a pattern.</span>
            )}
          </div>
        )}
      </Card>
    </Section>
  )
}

function Rows({ keys }: { keys: readonly Key[] }) {
  return (
    <Table label="Keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th className="max-sm:hidden">Type</Th>
          <Th className="max-sm:hidden">Expires</Th>
          <Th numeric className="max-sm:hidden">
            Holds
          </Th>
          <Th numeric>Memory</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((row) => (
          <Tr key={row.key}>
            <Td className="w-full max-w-0">
              <Link
                look="quiet"
                className="stretched block truncate font-mono text-xs font-medium"
                to={{ search: new URLSearchParams({ key: row.key }).toString() }}
              >
                {readable(row.key)}
              </Link>
              <span className="text-xs text-muted sm:hidden">
                {typeNames[row.type]}, expires <TimeLeft expires={row.expires_at} />
              </span>
            </Td>
            <Td className="max-sm:hidden">
              <Badge>{typeNames[row.type]}</Badge>
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              <TimeLeft expires={row.expires_at} />
            </Td>
            <Td numeric className="max-sm:hidden">
              {sizeWords(row)}
            </Td>
            <Td numeric>{formatBytes(row.bytes)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
