import { Download, ScrollText, X } from 'lucide-react'
import { thresholdOf } from '#dashboard/monitors/Alerts.tsx'
import { useMonitors } from '#dashboard/monitors/useMonitors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Monitor } from '#platform/monitors/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChartGroup } from '#ui/chart/ChartGroup.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import type { Limit, Marker } from '#ui/chart/types.ts'
import { ErrorState } from '#ui/ErrorState.tsx'
import { formatAbsolute, formatBytes, formatNumber } from '#ui/format.ts'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { EventRows } from './EventRows.tsx'
import { NoMetrics } from './NoMetrics.tsx'
import type { Range } from './ranges.ts'
import { csvOf, throughput, timesOf, type Column } from './series.ts'
import { useCharts, type Charted } from './useCharts.ts'
import { useMarks } from './useWindow.ts'

interface ChartsProps {
  app: string
  type: string
  range: Range
}

const ms = (value: number) => `${formatNumber(Math.round(value))}\u00a0ms`
const rate = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 2 : 0 })}/s`
const load = (value: number) => formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** The charts of a process type, one beneath the other on one time axis, and what happened under them. */
export function Charts({ app, type, range }: ChartsProps) {
  const web = type === 'web'
  const charts = useCharts(app, type, range)
  const marks = useMarks(app, range).data ?? []
  const thresholds = limitsOf(useMonitors(app, web))
  const [search, change] = useSearch()
  const chosen = windowIn(search)
  const brush = (from: number, to: number) =>
    change((next) => {
      next.set('from', new Date(from).toISOString())
      next.set('to', new Date(to).toISOString())
    })
  const clear = () =>
    change((next) => {
      next.delete('from')
      next.delete('to')
    })
  if (charts.refusal) return <NoMetrics app={app}>{charts.refusal}</NoMetrics>
  if (charts.error) return <ErrorState message={charts.error.message} retry={charts.retry} />
  const { memory } = charts
  if (!memory) {
    return (
      <Card>
        <Skeleton height={700} />
      </Card>
    )
  }
  const times = timesOf(memory)
  const end = Date.parse(memory.end_time)
  const markers = marks
    .filter(({ kind }) => kind === 'release')
    .map(({ at, title, version }): Marker => ({
      time: Date.parse(at),
      label: version === null ? title : `v${version}`,
      tone: 'ok',
    }))
  const shared = { times, to: end, markers, incomplete: charts.live, onBrush: brush }
  const quota = memory.data['memory.quota.bytes.max']?.findLast((value) => value !== null)
  return (
    <div className="grid gap-4">
      <ChartGroup>
        <Card className="grid gap-7">
          {web && charts.latency && (
            <TimeSeries
              {...shared}
              title="Response time"
              format={ms}
              series={latencyOf(charts.latency)}
              limits={thresholds}
              empty="No requests in this range"
            />
          )}
          {web && charts.status && (
            <TimeSeries
              {...shared}
              title="Throughput"
              kind="stacked"
              format={rate}
              series={throughputOf(charts.status, charts.live)}
              empty="No requests in this range"
            />
          )}
          <TimeSeries
            {...shared}
            title={`Memory of ${type}`}
            base={1024}
            format={formatBytes}
            series={memoryOf(memory)}
            limits={quota ? [{ value: quota, label: `Quota ${formatBytes(quota)}`, tone: 'error' }] : []}
            empty="No dyno ran in this range"
          />
          {charts.load && (
            <TimeSeries
              {...shared}
              title={`Load of ${type}`}
              format={load}
              height={132}
              series={loadOf(charts.load)}
              empty="No dyno ran in this range"
            />
          )}
        </Card>
        <Card>
          <EventRows marks={marks} from={Date.parse(memory.start_time)} to={end} app={app} />
        </Card>
      </ChartGroup>
      {chosen && (
        <section
          aria-label="Chosen window"
          className="overlay-box sticky bottom-3 z-20 mx-auto flex w-full max-w-3xl flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 pr-2 pl-4"
        >
          <p>
            <span className="font-medium">{formatAbsolute(chosen.from)}</span> to{' '}
            <span className="font-medium">{formatAbsolute(chosen.to)}</span>
          </p>
          <span className="flex gap-2">
            <Button variant="ghost" icon={<X size={14} />} onClick={clear}>
              Clear
            </Button>
            <LinkButton variant="primary" icon={<ScrollText size={14} />} to={paths.logs(app, '', chosen.from)}>
              Show logs of this window
            </LinkButton>
          </span>
        </section>
      )}
      <div className="flex justify-end">
        <Button
          size="sm"
          icon={<Download size={14} />}
          onClick={() => saveFile(`${app}-${type}-${range}.csv`, 'text/csv', [csvOf(times, columnsOf(charts))])}
        >
          Download CSV
        </Button>
      </div>
    </div>
  )
}

/** The window that was brushed, from the address. */
function windowIn(search: URLSearchParams): { from: number; to: number } | null {
  const [from, to] = [Date.parse(search.get('from') ?? ''), Date.parse(search.get('to') ?? '')]
  return from < to ? { from, to } : null
}

/** Where the response time sets off an alert, and what autoscaling aims for. The two may lie close: one label names both. */
function limitsOf(monitors: readonly Monitor[]): Limit[] {
  const active = monitors.filter(({ name, is_active: on }) => on && name !== 'ERROR_RATE')
  const label = active
    .map((each) => `${each.name === 'LATENCY' ? 'Alert' : 'Autoscaling target'} ${thresholdOf(each)}`)
    .join(', ')
  const highest = active.toSorted((a, b) => b.value - a.value)
  return highest.map(({ value, name }, index) => ({
    value,
    label: index === 0 ? label : '',
    tone: name === 'LATENCY' ? 'warn' : 'idle',
  }))
}

const latencyOf = ({ data }: Charted) => [
  { id: 'p50', label: 'p50', values: data['latency.ms.p50'] ?? [] },
  { id: 'p95', label: 'p95', values: data['latency.ms.p95'] ?? [] },
  { id: 'p99', label: 'p99', values: data['latency.ms.p99'] ?? [] },
  { id: 'max', label: 'Maximum', values: data['latency.ms.max'] ?? [], color: 8 },
]

// Green, blue, yellow and red, as everybody expects of these classes.
const classColors: Readonly<Record<string, number>> = { '2xx': 2, '3xx': 5, '4xx': 4, '5xx': 3 }

/** A bucket that is still filling has counted too little to be a rate yet. */
const throughputOf = (series: Charted, live: boolean) =>
  throughput(series)
    .filter(({ values }) => values.length > 0)
    .map(({ id, values }) => ({ id, label: id, values: live ? [...values.slice(0, -1), null] : values, color: classColors[id] }))

const memoryOf = ({ data }: Charted) => [
  { id: 'mean', label: 'Mean', values: data['memory.used.bytes.mean'] ?? [] },
  { id: 'max', label: 'Largest dyno', values: data['memory.used.bytes.max'] ?? [] },
  { id: 'swap', label: 'Swap', values: data['memory.swap.bytes.mean'] ?? [], color: 4 },
]

const loadOf = ({ data }: Charted) => [
  { id: 'mean', label: 'Mean', values: data['load.mean'] ?? [] },
  { id: 'max', label: 'Busiest dyno', values: data['load.max'] ?? [] },
]

function columnsOf(charts: ReturnType<typeof useCharts>): readonly Column[] {
  const all = [
    ...(charts.latency ? latencyOf(charts.latency).map(({ id, values }) => ({ label: `response time ${id}, ms`, values })) : []),
    ...(charts.status
      ? throughputOf(charts.status, charts.live).map(({ id, values }) => ({ label: `requests/s ${id}`, values }))
      : []),
    ...(charts.memory ? memoryOf(charts.memory).map(({ id, values }) => ({ label: `memory ${id}, bytes`, values })) : []),
    ...(charts.load ? loadOf(charts.load).map(({ id, values }) => ({ label: `load ${id}`, values })) : []),
  ]
  return all.filter(({ values }) => values.length > 0)
}
