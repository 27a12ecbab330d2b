import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { contentOf } from '#dashboard/sql/ask.ts'
import { browse } from '#dashboard/sql/database.ts'
import { ResultGrid } from '#dashboard/sql/results/ResultGrid.tsx'
import type { Filter, TableInfo } from '#engines/postgres/protocol.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { nameOf } from './names.ts'
import { filterWords, operators, readView, withFilter, withoutFilter, type View } from './view.ts'

const PAGE = 100
/** Of the grid, in px, and of one of its rows. */
const [HEIGHT, ROW] = [460, 28]
const session = crypto.randomUUID()

/** The rows of a table, a hundred at a time. The address holds the order, the filters and where one is. */
export function TableRows({ table }: { table: TableInfo }) {
  const { name } = useAddon()
  const [search, change] = useSearch()
  const { data: content } = useQuery(contentOf(name))
  const columns = table.columns.map((column) => column.name)
  const view = readView(search, columns)
  const as = content?.credentials[0]?.user
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['rows of a table', name, table.schema, table.name, view],
    queryFn: () => browse(name, { session, as: as ?? '', schema: table.schema, table: table.name, count: PAGE, ...view }),
    enabled: as !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })
  const result = data?.results[0]
  const failed = error ?? (data?.error ? new Error(data.error.message) : null)
  const last = Math.min(view.from + (result?.rows.length ?? 0), result?.count ?? 0)
  const sort = useSort()
  const turn = (from: number) => change((next) => (from > 0 ? next.set('from', String(from)) : next.delete('from')))
  return (
    <Card flush aria-busy={isPlaceholderData}>
      <Controls columns={columns} view={view} />
      {failed && <Failure error={failed} retry={refetch} />}
      {!result && !failed && <Skeleton height={Math.min(HEIGHT, (Math.min(table.rows, PAGE) + 1) * ROW)} />}
      {result && result.rows.length === 0 && (
        <EmptyState title={view.filters.length > 0 ? 'No row is like that' : 'No rows'} className="py-6!" />
      )}
      {result && result.rows.length > 0 && (
        <ResultGrid
          key={JSON.stringify(view)}
          label={`Rows of ${nameOf(table)}`}
          columns={result.columns}
          rows={result.rows}
          count={result.rows.length}
          before={view.from}
          height={HEIGHT}
          sort={{ by: view.order, change: sort }}
        />
      )}
      {result && result.count > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-1.5">
          <span role="status" className="flex-1 text-muted tabular-nums">
            {formatNumber(view.from + 1)}–{formatNumber(last)} of {formatNumber(result.count)}
            {result.cut && ' or more'}
          </span>
          <Button
            size="sm"
            reason={view.from === 0 ? 'These are the first' : null}
            onClick={() => turn(Math.max(0, view.from - PAGE))}
          >
            Earlier
          </Button>
          <Button
            size="sm"
            reason={last >= result.count && !result.cut ? 'These are the last' : null}
            onClick={() => turn(view.from + PAGE)}
          >
            Later
          </Button>
        </div>
      )}
    </Card>
  )
}

/** Orders the rows by a column, from the first again. */
function useSort(): (column: string, down: boolean) => void {
  const [, change] = useSearch()
  return (column, down) =>
    change((next) => {
      next.delete('from')
      if (column === '') next.delete('order')
      else next.set('order', `${down ? '-' : ''}${column}`)
    })
}

function Controls({ columns, view: { order, filters } }: { columns: readonly string[]; view: View }) {
  const [, change] = useSearch()
  const [adding, setAdding] = useState(false)
  const sort = useSort()
  return (
    <Toolbar label="Order and filters" className="border-b border-line p-2">
      <NativeSelect
        aria-label="Order by"
        className="w-44"
        value={order?.column ?? ''}
        onChange={({ target }) => sort(target.value, order?.down ?? false)}
      >
        <option value="">In no order</option>
        {columns.map((column) => (
          <option key={column} value={column}>
            By {column}
          </option>
        ))}
      </NativeSelect>
      {order && (
        <IconButton
          label={order.down ? 'Falling; turn around' : 'Rising; turn around'}
          icon={order.down ? <ArrowDown size={14} /> : <ArrowUp size={14} />}
          onClick={() => sort(order.column, !order.down)}
        />
      )}
      {filters.map((filter, nth) => (
        <span
          key={filterWords(filter)}
          className="flex items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2 font-mono text-xs"
        >
          {filterWords(filter)}
          <IconButton
            size="sm"
            label={`Remove the filter ${filterWords(filter)}`}
            icon={<X size={13} />}
            onClick={() => change((next) => withoutFilter(next, nth))}
          />
        </span>
      ))}
      {!adding && (
        <Button size="sm" icon={<Plus size={13} />} onClick={() => setAdding(true)}>
          Filter
        </Button>
      )}
      {adding && (
        <AddFilter
          columns={columns}
          close={() => setAdding(false)}
          add={(filter) => {
            change((next) => withFilter(next, filter))
            setAdding(false)
          }}
        />
      )}
    </Toolbar>
  )
}

interface AddFilterProps {
  columns: readonly string[]
  add: (filter: Filter) => void
  close: () => void
}

function AddFilter({ columns, add, close }: AddFilterProps) {
  const [column, setColumn] = useState(columns[0] ?? '')
  const [operator, setOperator] = useState<Filter['operator']>('contains')
  const [value, setValue] = useState('')
  const alone = operator === 'is null' || operator === 'is not null'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (alone || value !== '') add({ column, operator, value: alone ? '' : value })
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-1.5">
      <NativeSelect aria-label="Column" className="w-36" value={column} onChange={({ target }) => setColumn(target.value)}>
        {columns.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Comparison"
        className="w-32"
        value={operator}
        onChange={({ target }) => setOperator(operators.find((each) => each === target.value) ?? 'contains')}
      >
        {operators.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </NativeSelect>
      {!alone && (
        <Input aria-label="Value" code className="w-36" value={value} onChange={({ target }) => setValue(target.value)} />
      )}
      <Button size="sm" type="submit" reason={!alone && value === '' && 'Say with what to compare'}>
        Add filter
      </Button>
      <IconButton size="sm" label="Add no filter" icon={<X size={13} />} onClick={close} />
    </form>
  )
}
