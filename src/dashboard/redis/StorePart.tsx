import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Details } from '#platform/redis/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { ChartGroup } from '#ui/chart/ChartGroup.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { Meter } from '#ui/Meter.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { readable } from './bytes.ts'
import { Fill } from './Fill.tsx'
import { ofRedis } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useStore } from './useStore.ts'
import { percent, perSecond } from './words.ts'

const ranges = [
  { value: '1', label: '1 h' },
  { value: '24', label: '24 h' },
  { value: '168', label: '7 d' },
] as const

/** How the store is doing: its memory, what is in it, how it is used. */
export function StorePart() {
  return (
    <Ready>
      <Store />
    </Ready>
  )
}

function Store() {
  const { store } = useStore()
  const [search, change] = useSearch()
  const range = ranges.find(({ value }) => value === search.get('hours'))?.value ?? '24'
  const { data, error, refetch } = useQuery({
    ...ofRedis.details(store, Number(range)),
    placeholderData: keepPreviousData,
  })
  const { data: config } = useQuery(ofRedis.config(store))
  if (error) return <Failure error={error} retry={refetch} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="Store">
          <Card>{data ? <Facts data={data} policy={config?.maxmemory_policy.value ?? '…'} /> : <Skeleton lines={8} />}</Card>
        </Section>
        <Section title="What it holds" actions={<Fill />}>
          <Card>{data ? <Usage data={data} /> : <Skeleton lines={8} />}</Card>
        </Section>
      </div>
      <Section
        title="Over time"
        actions={
          <Segmented
            label="Range"
            options={ranges}
            value={range}
            onChange={(value) => change((next) => next.set('hours', value))}
          />
        }
      >
        <Card className="grid grid-cols-[minmax(0,1fr)] gap-7">
          {data ? <Charts data={data} /> : [0, 1, 2].map((nth) => <Skeleton key={nth} height={224} />)}
        </Card>
      </Section>
      {data && data.evictions.length > 0 && <Evictions data={data} />}
    </div>
  )
}

function Facts({ data, policy }: { data: Details; policy: string }) {
  const { store } = useStore()
  const engine = paths.addon(store, 'engine')
  return (
    <KeyValue
      rows={[
        {
          name: 'Status',
          value: data.upgrading_to ? (
            <Status tone="busy">Upgrading to {data.upgrading_to}</Status>
          ) : data.under_maintenance ? (
            <Status tone="busy">Under maintenance</Status>
          ) : (
            <Status tone="ok">Available</Status>
          ),
        },
        {
          name: 'Version',
          value: (
            <>
              Valkey {data.version}{' '}
              {data.versions.length > 0 && !data.upgrading_to && (
                <Link to={`${engine}#version`} className="ml-1 text-xs">
                  {data.versions.at(-1)} is there
                </Link>
              )}
            </>
          ),
        },
        {
          name: 'When memory is full',
          value: (
            <>
              <code className="font-mono text-xs">{policy}</code>{' '}
              <Link to={`${engine}#policy`} className="ml-1 text-xs">
                Change
              </Link>
            </>
          ),
        },
        {
          name: 'Persistence',
          value: data.persistent ? 'Append-only file, with a standby' : 'None: a restart loses what it holds',
        },
        {
          name: 'Maintenance',
          value: (
            <Link to={paths.addon(store, 'maintenance')} look="quiet">
              {data.window ?? 'The platform chooses the time'}
            </Link>
          ),
        },
        { name: 'Commands', value: perSecond(data.commands_per_second) },
        {
          name: 'Hit rate',
          value: data.hit_rate === null ? <span className="text-muted">no app reads it</span> : percent(data.hit_rate),
        },
        {
          name: 'Expired, evicted',
          value: (
            <>
              {formatNumber(data.expired)}, {formatNumber(data.evicted)}{' '}
              <span className="text-muted">
                since <TimeAgo time={data.reset_at} />
              </span>
            </>
          ),
        },
      ]}
    />
  )
}

function Usage({ data }: { data: Details }) {
  const { store } = useStore()
  const { memory, connections } = data
  const rows = [
    {
      name: 'Memory',
      value: memory.used,
      max: memory.limit,
      text: `${formatBytes(memory.used)} of ${formatBytes(memory.limit)}`,
    },
    { name: 'Connections', value: connections.open, max: connections.limit, text: `${connections.open} of ${connections.limit}` },
  ]
  return (
    <div className="grid gap-4">
      {rows.map(({ name, value, max, text }) => (
        <div key={name} className="grid gap-1.5">
          <p className="flex justify-between gap-4">
            <span>{name}</span>
            <span className="text-muted tabular-nums">{text}</span>
          </p>
          <Meter label={name} value={value} max={max} text={text} warnAt={0.85} errorAt={0.98} />
        </div>
      ))}
      {connections.refused > 0 && (
        <p className="text-warn-text">
          {connections.refused} more connections are refused. Run fewer dynos, or move to a larger plan.
        </p>
      )}
      <p className="flex justify-between gap-4">
        <Link to={paths.addon(store, 'keys')}>Keys</Link>
        <span className="text-muted tabular-nums">
          {formatNumber(data.keys)}, {formatNumber(data.expiring)} of them expire
        </span>
      </p>
    </div>
  )
}

function Charts({ data: { series, memory } }: { data: Details }) {
  const from = Date.parse(series.from)
  const times = series.memory.map((_, nth) => from + (nth + 1) * series.step)
  const chart = { times, height: 150 }
  return (
    <ChartGroup>
      <TimeSeries
        {...chart}
        title="Memory"
        series={[{ id: 'memory', label: 'Used', values: series.memory }]}
        limits={[{ value: memory.limit, label: 'Plan', tone: 'error' }]}
        format={formatBytes}
        base={1024}
        atLeast={memory.limit}
      />
      <TimeSeries
        {...chart}
        title="Hit rate"
        series={[{ id: 'hits', label: 'Reads that found their key', values: series.hit_rate, color: 2 }]}
        format={percent}
        atLeast={1}
        empty="No app reads it"
      />
      <TimeSeries
        {...chart}
        title="Commands a second"
        series={[{ id: 'commands', label: 'Commands', values: series.commands, color: 3 }]}
        format={perSecond}
        atLeast={1}
      />
      <TimeSeries
        {...chart}
        title="Evicted keys"
        series={[{ id: 'evicted', label: 'Evicted', values: series.evicted, color: 4 }]}
        atLeast={4}
      />
    </ChartGroup>
  )
}

function Evictions({ data }: { data: Details }) {
  return (
    <Section title="Lately evicted" description="Keys that went because memory was full, the newest first.">
      <Card flush>
        <Table label="Lately evicted">
          <thead>
            <tr>
              <Th>Key</Th>
              <Th numeric>Memory</Th>
              <Th>When</Th>
            </tr>
          </thead>
          <tbody>
            {data.evictions.map(({ at, key, bytes }, nth) => (
              <Tr key={nth}>
                <Td className="w-full max-w-0">
                  <code className="block truncate font-mono text-xs">{readable(key)}</code>
                </Td>
                <Td numeric>{formatBytes(bytes)}</Td>
                <Td className="whitespace-nowrap text-muted">
                  <TimeAgo time={at} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </Section>
  )
}
