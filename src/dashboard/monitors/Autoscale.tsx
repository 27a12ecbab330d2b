import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { monthlyCents, type DynoSize } from '#dashboard/dynos/sizes.ts'
import type { Formation } from '#platform/dynos/contract.ts'
import { monitors, type Monitor } from '#platform/monitors/contract.ts'
import { Button } from '#ui/Button.tsx'
import { formatMoney } from '#ui/format.ts'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { useMonitors, useSave, useWhyNotWatch } from './useMonitors.ts'

const AutoscaleDialog = lazy(async () => ({ default: (await import('./AutoscaleDialog.tsx')).AutoscaleDialog }))

interface AutoscaleProps {
  app: string
  web: Formation
  sizes: readonly DynoSize[]
}

/** Whether and how the platform scales the web dynos, what that can cost, and what it did last. */
export function Autoscale({ app, web, sizes }: AutoscaleProps) {
  const monitor = useMonitors(app).find(({ name }) => name === 'LATENCY_SCALE')
  const [open, setOpen] = useState(false)
  const needs = 'Autoscaling needs Performance dynos: change the size of web first'
  const reason = useWhyNotWatch(web, /^performance/i, needs)
  const active = monitor?.is_active === true
  const off = useSave(app, 'LATENCY_SCALE', monitor, { done: () => toast({ title: 'Autoscaling is off', tone: 'ok' }) })
  const offBody = { action_type: 'scale', is_active: false } as const
  return (
    <section aria-label="Autoscaling" className="col-span-full grid gap-2 border-t border-line pt-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">Autoscaling</span>
          {active ? (
            <Range monitor={monitor} sizes={sizes} size={web.size} />
          ) : (
            <span className="text-muted">{reason === needs ? 'For Performance dynos' : 'Off'}</span>
          )}
        </p>
        <span className="flex items-center gap-1">
          {active && (
            <>
              <ShowAs
                what="Switch autoscaling off"
                calls={[shown(monitors.update, { params: { app, type: 'web', monitor: monitor.id }, body: offBody })]}
              />
              <Button size="sm" variant="ghost" pending={off.isPending} onClick={() => off.mutate(offBody)}>
                Switch off
              </Button>
            </>
          )}
          <Button size="sm" reason={reason} onClick={() => setOpen(true)}>
            {active ? 'Change autoscaling' : 'Autoscale'}
          </Button>
        </span>
      </div>
      {active && <Decisions app={app} />}
      {open && (
        <Suspense>
          <AutoscaleDialog app={app} web={web} sizes={sizes} monitor={monitor} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}

function Range({ monitor, sizes, size }: { monitor: Monitor; sizes: readonly DynoSize[]; size: string }) {
  const { min_quantity: min, max_quantity: max, value, state } = monitor
  const cost = (quantity: number | null) => formatMoney(monthlyCents(sizes, size, quantity ?? 1))
  return (
    <>
      {state === 'alarm' ? (
        <Status tone="warn" hint="More dynos would be needed than the most you allow">
          At its limit
        </Status>
      ) : (
        <Status tone="ok">On</Status>
      )}
      <span>
        {min} to {max} dynos for a p95 below {value} ms
      </span>
      <span className="text-muted tabular-nums">
        {cost(min)} to {cost(max)} a month
      </span>
    </>
  )
}

/** The last times that autoscaling changed the number of dynos. */
function Decisions({ app }: { app: string }) {
  const { data = [] } = useQuery(of.activity(app, 50))
  const last = data.filter(({ actor, text }) => actor === null && text.startsWith('autoscaled')).slice(0, 3)
  if (last.length === 0) return <p className="text-xs text-muted">It has changed nothing yet. It looks once a minute.</p>
  return (
    <ul aria-label="Last decisions of autoscaling" className="flex flex-wrap gap-x-5 gap-y-0.5 text-xs text-muted">
      {last.map(({ id, at, text }) => (
        <li key={id}>
          {text.replace('autoscaled', 'Scaled')}, <TimeAgo time={at} />
        </li>
      ))}
    </ul>
  )
}
