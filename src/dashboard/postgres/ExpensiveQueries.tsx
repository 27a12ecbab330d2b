import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { databases } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatDuration, formatNumber } from '#ui/format.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { ESSENTIAL, percent, typedAs } from './words.ts'

/** The queries that take most of the time, as the model counts them. */
export function ExpensiveQueries() {
  const { database, app, whyNotUse } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.queries(database))
  const { data: overview } = useQuery(ofPostgres.overview(database))
  const args = { params: { database } }
  const reset = useAction({
    run: async () => {
      await call(databases.statsReset, args)
      await refetch()
    },
    failed: 'The statistics were not reset',
  })
  const total = data?.queries.reduce((sum, { total_ms: ms }) => sum + ms, 0) ?? 0
  return (
    <Section
      title="Expensive queries"
      description={
        data ? (
          <>
            As the model counts what its apps are asked, since <TimeAgo time={data.since} />.
          </>
        ) : (
          'As the model counts what its apps are asked.'
        )
      }
      actions={
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
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data?.queries.length === 0 && (
          <EmptyState title="No queries were counted">Requests to its apps bring some, or queries in its console.</EmptyState>
        )}
        {data && data.queries.length > 0 && (
          <Table label="Expensive queries">
            <thead>
              <tr>
                <Th>Query</Th>
                <Th numeric>Share</Th>
                <Th numeric>Total</Th>
                <Th numeric>Calls</Th>
                <Th numeric>Mean</Th>
                <Th numeric>Disk</Th>
              </tr>
            </thead>
            <tbody>
              {data.queries.map(({ query, calls, total_ms: ms, mean_ms: mean, io_ms: io }) => (
                <Tr key={query}>
                  <Td className="min-w-72">
                    <code className="font-mono text-xs wrap-anywhere">{query}</code>
                  </Td>
                  <Td numeric>{percent(total > 0 ? ms / total : 0)}</Td>
                  <Td numeric>{formatDuration(ms)}</Td>
                  <Td numeric>{formatNumber(calls)}</Td>
                  <Td numeric>{formatNumber(mean, { maximumFractionDigits: 2 })}&nbsp;ms</Td>
                  <Td numeric>{percent(ms > 0 ? io / ms : 0)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}
