import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiFailure } from '#client/http.ts'
import { query } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { family } from '#dashboard/dynos/sizes.ts'
import { mean, sum, throughput } from '#dashboard/metrics/series.ts'
import { useWindow } from '#dashboard/metrics/useWindow.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Sparkline } from '#ui/Sparkline.tsx'
import { Part } from './Part.tsx'

const options = { placeholderData: keepPreviousData, retry: false } as const
const ms = (value: number) => `${formatNumber(Math.round(value))}\u00a0ms`
const rps = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0req/s`

/** The past day in three lines. Eco dynos have no metrics, so nothing is asked for. */
export function TrendsCard() {
  const { name } = useApp()
  const { data: formation } = useQuery(of.formation(name))
  if (!formation) return null
  const size = formation.find(({ type }) => type === 'web')?.size
  if (size === undefined) return null
  if (family(size) !== 'eco') return <Trends name={name} />
  return (
    <Part title="Past 24 hours">
      <p className="p-4 text-muted">
        Eco dynos have no metrics. <Link to={paths.resources(name)}>Change the dyno size</Link> to see response times, throughput
        and memory.
      </p>
    </Part>
  )
}

function Trends({ name }: { name: string }) {
  const window = useWindow('24h')
  const latency = useQuery({ ...query(metrics.latency, { params: { app: name }, query: window }), ...options })
  const status = useQuery({ ...query(metrics.status, { params: { app: name }, query: window }), ...options })
  const memory = useQuery({ ...query(metrics.memory, { params: { app: name, type: 'web' }, query: window }), ...options })
  const refusal = [latency, status, memory].map(({ error }) => error).find((error) => error instanceof ApiFailure)
  const p95 = latency.data?.data['latency.ms.p95']
  const requests = status.data && sum(throughput(status.data).map(({ values }) => values)).slice(0, -1)
  const used = memory.data?.data['memory.used.bytes.mean']
  return (
    <Part title="Past 24 hours" more={<Link to={paths.metrics(name)}>Metrics</Link>}>
      {refusal ? (
        <p className="p-4 text-muted">{refusal.message}</p>
      ) : (
        <dl className="grid divide-line max-sm:divide-y sm:grid-cols-3 sm:divide-x">
          <Trend label="Response time, p95" values={p95} format={ms} />
          <Trend label="Throughput" values={requests} format={rps} />
          <Trend label="Memory of web" values={used} format={formatBytes} />
        </dl>
      )}
    </Part>
  )
}

interface TrendProps {
  label: string
  values: readonly (number | null)[] | undefined
  format: (value: number) => string
}

function Trend({ label, values, format }: TrendProps): ReactNode {
  const latest = values?.findLast((value) => value !== null)
  const average = mean(values ?? [])
  return (
    <div className="p-4">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="mt-1 grid gap-2">
        {values ? (
          <>
            <span className="text-lg font-semibold">{latest === undefined || latest === null ? '–' : format(latest)}</span>
            <Sparkline values={values} width={220} height={36} className="max-w-full" />
            <span className="text-xs text-muted">{average === null ? 'No requests' : `${format(average)} on average`}</span>
          </>
        ) : (
          <Skeleton height={86} />
        )}
      </dd>
    </div>
  )
}
