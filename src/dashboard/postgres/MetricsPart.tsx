import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { rangeNames, rangeOf, ranges } from '#dashboard/metrics/ranges.ts'
import { timesOf } from '#dashboard/metrics/series.ts'
import { useWindow } from '#dashboard/metrics/useWindow.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Series } from '#platform/metrics/contract.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { ChartGroup } from '#ui/chart/ChartGroup.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import type { Limit } from '#ui/chart/types.ts'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { ofPostgres } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useDatabase } from './useDatabase.ts'
import { percent } from './words.ts'

/** How a database did over time. */
export function MetricsPart() {
  return (
    <Ready>
      <Metrics />
    </Ready>
  )
}

function Metrics() {
  const { database } = useDatabase()
  const [search, change] = useSearch()
  const range = rangeOf(search.get('range'))
  const { data, error, refetch } = useQuery({
    ...ofPostgres.metrics(database, useWindow(range)),
    placeholderData: keepPreviousData,
  })
  const { data: overview } = useQuery(ofPostgres.overview(database))
  return (
    <Section
      title="Metrics"
      actions={
        <Segmented
          label="Range"
          options={rangeNames.map((each) => ({ value: each, label: ranges[each].label, hint: ranges[each].words }))}
          value={range}
          onChange={(chosen) => change((next) => next.set('range', chosen))}
        />
      }
    >
      {error && (
        <Card>
          <Failure error={error} retry={refetch} />
        </Card>
      )}
      {!error && (
        <Card className="grid grid-cols-[minmax(0,1fr)] gap-7">
          {data && overview ? (
            <Charts data={data} overview={overview} />
          ) : (
            [0, 1, 2].map((nth) => <Skeleton key={nth} height={224} />)
          )}
        </Card>
      )}
    </Section>
  )
}

const load = (value: number) => formatNumber(value, { maximumFractionDigits: 2 })
const rate = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0/s`

/** A limit is worth a line once what it limits comes near: until then it would flatten all else. */
const near = (values: readonly (number | null)[], limit: Limit): Limit[] =>
  Math.max(0, ...values.map((value) => value ?? 0)) > limit.value / 3 ? [limit] : []

function Charts({ data, overview: { limits, measured_at: measured } }: { data: Series; overview: Overview }) {
  const line = (id: string, label: string, color?: number) => ({ id, label, values: data.data[id] ?? [], color })
  const missed = (id: string, label: string, color?: number) => {
    const hits = line(id, label, color)
    return { ...hits, values: hits.values.map((hit) => (hit === null ? null : 1 - hit)) }
  }
  const shared = {
    times: timesOf(data),
    to: Date.parse(data.end_time),
    // What comes before was worked out from its apps' traffic, and is larger.
    markers: measured === null ? [] : [{ time: Date.parse(measured), label: 'Measured from here' }],
    empty: 'The database was not there in this range',
  }
  const size = line('size.bytes', 'Data size')
  const used = line('connections.used', 'In use')
  return (
    <ChartGroup>
      <TimeSeries
        {...shared}
        title="Data size"
        base={1024}
        format={formatBytes}
        series={[size]}
        limits={near(size.values, { value: limits.bytes, label: `Plan ${formatBytes(limits.bytes)}`, tone: 'error' })}
      />
      <TimeSeries
        {...shared}
        title="Connections"
        format={formatNumber}
        atLeast={5}
        series={[used, line('connections.waiting', 'Waiting', 3)]}
        limits={near(used.values, { value: limits.connections, label: `Plan ${limits.connections}`, tone: 'error' })}
      />
      <TimeSeries
        {...shared}
        title="Reads that miss the cache"
        format={(value) => percent(value, 2)}
        series={[missed('cache.tables', 'Tables'), missed('cache.indexes', 'Indexes', 5)]}
        limits={[{ value: 0.01, label: 'Should be below 1%', tone: 'warn' }]}
        empty="Nothing was read in this range"
      />
      <TimeSeries
        {...shared}
        title="Load"
        format={load}
        atLeast={0.2}
        series={[line('load.1m', '1 min'), line('load.5m', '5 min'), line('load.15m', '15 min', 8)]}
        limits={
          limits.processors === null
            ? []
            : near(data.data['load.1m'] ?? [], {
                value: limits.processors,
                label: `${limits.processors} processors`,
                tone: 'warn',
              })
        }
      />
      <TimeSeries
        {...shared}
        title="Disk operations"
        format={rate}
        atLeast={1}
        series={[line('iops.read', 'Reads'), line('iops.write', 'Writes', 4)]}
      />
    </ChartGroup>
  )
}
