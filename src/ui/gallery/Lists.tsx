import { Ellipsis, Star } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#ui/Card.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Sparkline } from '#ui/Sparkline.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr, type SortDirection } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useClock } from '#ui/clock.ts'
import type { Tone } from '#ui/tone.ts'
import { VirtualList } from '#ui/VirtualList.tsx'
import { VirtualTable, type Column } from '#ui/VirtualTable.tsx'
import { Part, Show } from './Part.tsx'

interface Row {
  id: number
  name: string
  tone: Tone
  state: string
  requests: number
  trend: number[]
  ago: number
}

const words = ['storefront', 'checkout-api', 'image-resizer', 'search-indexer-with-a-rather-long-name', 'billing', 'docs']
const states: [Tone, string][] = [
  ['ok', 'Running'],
  ['busy', 'Building'],
  ['ok', 'Running'],
  ['error', 'Crashed'],
  ['warn', 'Strained'],
  ['idle', 'Asleep'],
]
const rows = Array.from({ length: 10_000 }, (_, id): Row => {
  const [tone, state] = states[id % 6] ?? ['unknown', 'Unknown']
  return {
    id,
    name: `${words[id % 6]}${id < 6 ? '' : `-${id}`}`,
    tone,
    state,
    requests: (id * 7919) % 5000,
    trend: Array.from({ length: 24 }, (_, hour) => 40 + 30 * Math.sin((hour + id) / 3)),
    ago: (id + 1) * 47 * 60_000,
  }
})

/** Tables and long lists. */
export function Lists() {
  const [direction, setDirection] = useState<SortDirection>('asc')
  const now = useClock((time) => Math.floor(time / 60_000) * 60_000)
  const first = rows
    .slice(0, 6)
    .toSorted((a, b) => (direction === 'asc' ? a.name.localeCompare(b.name) : b.name.localeCompare(a.name)))
  return (
    <Part title="Lists">
      <Card flush>
        <Table label="Projects">
          <thead>
            <tr>
              <Th sorted={direction} onSort={() => setDirection(direction === 'asc' ? 'desc' : 'asc')}>
                Name
              </Th>
              <Th>State</Th>
              <Th>Last day</Th>
              <Th numeric sorted={null} onSort={() => {}}>
                Requests
              </Th>
              <Th>Updated</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ id, name, tone, state, requests, trend, ago }) => (
              <Tr key={id}>
                <Td>
                  <Link look="quiet" to={`#${name}`} className="stretched">
                    {name}
                  </Link>
                </Td>
                <Td>
                  <Status tone={tone}>{state}</Status>
                </Td>
                <Td>
                  <Sparkline values={trend} />
                </Td>
                <Td numeric>{requests.toLocaleString()}</Td>
                <Td className="text-muted">
                  <TimeAgo time={now - ago} />
                </Td>
                <Td className="relative w-0 whitespace-nowrap">
                  <IconButton size="sm" label={`Favourite ${name}`} icon={<Star size={14} />} />
                  <IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis size={14} />} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Show name="VirtualTable, 10,000 rows" column>
        <Card flush>
          <Long now={now} />
        </Card>
      </Show>
      <Show name="VirtualList, 10,000 rows" column>
        <VirtualList label="All projects" items={rows} height={160}>
          {(row) => (
            <div key={row.id} className="border-b border-line py-1.5">
              {row.name}
            </div>
          )}
        </VirtualList>
      </Show>
    </Part>
  )
}

function Long({ now }: { now: number }) {
  const [sort, setSort] = useState<{ column: string; direction: SortDirection }>({ column: 'requests', direction: 'desc' })
  const columns: Column<Row>[] = [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(0, 2fr)',
      sortable: true,
      cell: (row) => (
        <Link look="quiet" to={`#${row.name}`} className="stretched">
          {row.name}
        </Link>
      ),
    },
    { id: 'state', header: 'State', width: '108px', cell: (row) => <Status tone={row.tone}>{row.state}</Status> },
    {
      id: 'requests',
      header: 'Requests',
      width: '104px',
      numeric: true,
      sortable: true,
      cell: (row) => row.requests.toLocaleString(),
    },
    {
      id: 'updated',
      header: 'Updated',
      hideNarrow: true,
      cell: (row) => <TimeAgo time={now - row.ago} className="text-muted" />,
    },
  ]
  const sign = sort.direction === 'asc' ? 1 : -1
  const sorted = rows.toSorted((a, b) => sign * (sort.column === 'name' ? a.name.localeCompare(b.name) : a.requests - b.requests))
  return (
    <VirtualTable
      label="All projects"
      columns={columns}
      rows={sorted}
      rowKey={(row) => row.id}
      height={320}
      sort={sort}
      onSort={(column) => setSort({ column, direction: sort.column === column && sort.direction === 'asc' ? 'desc' : 'asc' })}
    />
  )
}
