import { useQuery } from '@tanstack/react-query'
import { BellOff, BellRing } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import type { Monitor } from '#platform/monitors/contract.ts'
import { useWhyNotWatch } from './useMonitors.ts'

const AlertDialog = lazy(async () => ({ default: (await import('./AlertDialog.tsx')).AlertDialog }))

export type AlertName = 'LATENCY' | 'ERROR_RATE'

const alerts: readonly { name: AlertName; title: string }[] = [
  { name: 'LATENCY', title: 'Response time' },
  { name: 'ERROR_RATE', title: 'Failed requests' },
]

interface AlertsProps {
  app: string
  web: { readonly size: string; readonly quantity: number }
}

/** The two alerts that watch the web dynos, and what they watch for. */
export function Alerts({ app, web }: AlertsProps) {
  const { data, error, refetch } = useQuery(of.monitors(app))
  const reason = useWhyNotWatch(web, /^(standard|performance)/i, 'Alerts need Standard or Performance dynos')
  const [editing, setEditing] = useState<AlertName | null>(null)
  if (error)
    return (
      <Card flush>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  const all = data ?? []
  return (
    <Card flush>
      <ul aria-label="Alerts" className="grid sm:grid-cols-2">
        {alerts.map(({ name, title }) => {
          const monitor = all.find((each) => each.name === name)
          const verb = monitor?.is_active ? 'Change alert' : 'Set alert'
          return (
            <li
              key={name}
              className="flex min-h-12 items-center gap-3 border-line px-4 py-2 not-last:border-b sm:not-last:border-r sm:not-last:border-b-0"
            >
              <span className="text-muted">
                {monitor?.is_active ? <BellRing size={14} aria-hidden /> : <BellOff size={14} aria-hidden />}
              </span>
              <p className="min-w-0 flex-1">
                <span className="font-medium">{title}</span>{' '}
                {data ? <State monitor={monitor} /> : <Skeleton width={96} height={12} className="inline-block!" />}
              </p>
              <Button
                size="sm"
                reason={data ? reason : 'Loading'}
                aria-label={`${verb}: ${title.toLowerCase()}`}
                onClick={() => setEditing(name)}
              >
                {verb}
              </Button>
            </li>
          )
        })}
      </ul>
      {editing && (
        <Suspense>
          <AlertDialog
            app={app}
            name={editing}
            monitor={all.find(({ name }) => name === editing)}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </Card>
  )
}

/** A threshold in words: '500 ms', '5 %'. */
export const thresholdOf = ({ name, value }: Pick<Monitor, 'name' | 'value'>): string =>
  name === 'ERROR_RATE' ? `${formatNumber(value * 100, { maximumFractionDigits: 1 })}\u00a0%` : `${formatNumber(value)}\u00a0ms`

function State({ monitor }: { monitor: Monitor | undefined }) {
  if (!monitor?.is_active) return <span className="text-muted">no alert</span>
  return (
    <>
      {monitor.state === 'alarm' ? <Status tone="error">Firing</Status> : <Status tone="ok">Quiet</Status>}{' '}
      <span className="text-muted">
        {monitor.name === 'LATENCY' ? 'p95 ' : ''}from {thresholdOf(monitor)} for {monitor.period} min
      </span>
    </>
  )
}
