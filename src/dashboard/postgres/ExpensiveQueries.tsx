import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { expensiveOf } from '#dashboard/sql/database.ts'
import { OpeningState } from '#dashboard/sql/OpeningState.tsx'
import { databases } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatDuration, formatNumber } from '#ui/format.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { ESSENTIAL, percent, typedAs } from './words.ts'

const sources = [
  { value: 'apps', label: 'Of its apps', hint: 'As the model counts what its apps are asked' },
  { value: 'console', label: 'Of its console', hint: 'As its PostgreSQL counts what was typed; opens it' },
] as const

/** The queries that take most of the time: those of its apps, which are simulated, or those that PostgreSQL really ran. */
export function ExpensiveQueries() {
  const { database, app, whyNotUse } = useDatabase()
  const [search, change] = useSearch()
  const { data: overview } = useQuery(ofPostgres.overview(database))
  const { refetch } = useQuery(ofPostgres.queries(database))
  const source = search.get('queries') === 'console' ? 'console' : 'apps'
  const args = { params: { database } }
  const reset = useAction({
    run: async () => {
      await call(databases.statsReset, args)
      await refetch()
    },
    failed: 'The statistics were not reset',
  })
  return (
    <Section
      title="Expensive queries"
      description={
        source === 'apps'
          ? 'What its apps are asked is simulated: the model counts which queries that takes.'
          : 'What was run in its console, its table browser and by psql, as pg_stat_statements counts it.'
      }
      actions={
        <>
          <Segmented
            label="Whose queries"
            options={sources}
            value={source}
            onChange={(next) => change((to) => (next === 'apps' ? to.delete('queries') : to.set('queries', next)))}
          />
          {source === 'apps' && (
            <>
              <ShowAs
                what="Reset the statistics"
                calls={[typedAs(`pg:stats-reset ${database} -a ${app}`, shown(databases.statsReset, args))]}
              />
              <Button
                reason={whyNotUse ?? (overview?.essential ? ESSENTIAL : null)}
                pending={reset.isPending}
                onClick={() => reset.mutate()}
              >
                Reset statistics
              </Button>
            </>
          )}
        </>
      }
    >
      <Card flush>{source === 'apps' ? <OfApps /> : <OfConsole />}</Card>
    </Section>
  )
}

function OfApps() {
  const { database } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.queries(database))
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton lines={6} className="p-4" />
  if (data.queries.length === 0)
    return <EmptyState title="No queries were counted">Requests to its apps bring some once it holds tables.</EmptyState>
  return (
    <>
      <p className="border-b border-line px-4 py-2 text-muted">
        Since <TimeAgo time={data.since} />.
      </p>
      <Queries
        rows={data.queries.map((row) => ({
          query: row.query,
          calls: row.calls,
          totalMs: row.total_ms,
          meanMs: row.mean_ms,
          last: percent(row.total_ms > 0 ? row.io_ms / row.total_ms : 0),
        }))}
        lastHeading="Disk"
      />
    </>
  )
}

function OfConsole() {
  const { addon, database } = useDatabase()
  const { data, error, refetch } = useQuery(expensiveOf(database))
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <OpeningState addon={addon.id} />
  if (data.length === 0) return <EmptyState title="Nothing was run yet">Run something in the console.</EmptyState>
  return <Queries rows={data.map((row) => ({ ...row, last: formatNumber(row.rows) }))} lastHeading="Rows" />
}

interface QueriesProps {
  rows: readonly { query: string; calls: number; totalMs: number; meanMs: number; last: string }[]
  lastHeading: string
}

function Queries({ rows, lastHeading }: QueriesProps) {
  const [first, more] = useMore(rows)
  const total = rows.reduce((sum, { totalMs }) => sum + totalMs, 0)
  return (
    <>
      <Table label="Expensive queries">
        <thead>
          <tr>
            <Th>Query</Th>
            <Th numeric>Share</Th>
            <Th numeric>Total</Th>
            <Th numeric>Calls</Th>
            <Th numeric>Mean</Th>
            <Th numeric>{lastHeading}</Th>
          </tr>
        </thead>
        <tbody>
          {first.map(({ query, calls, totalMs, meanMs, last }) => (
            <Tr key={query}>
              <Td className="min-w-72">
                <code className="font-mono text-xs wrap-anywhere">{query}</code>
              </Td>
              <Td numeric>{percent(total > 0 ? totalMs / total : 0)}</Td>
              <Td numeric>{formatDuration(totalMs)}</Td>
              <Td numeric>{formatNumber(calls)}</Td>
              <Td numeric>{formatNumber(meanMs, { maximumFractionDigits: 2 })}&nbsp;ms</Td>
              <Td numeric>{last}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {more}
    </>
  )
}
