import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { monitors, THRESHOLDS, type Monitor } from '#platform/monitors/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { formatDuration } from '#ui/format.ts'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { toast } from '#ui/toast.ts'
import type { AlertName } from './Alerts.tsx'
import { errorRates, firingsOf } from './firings.ts'
import { useSave, type Wanted } from './useMonitors.ts'

interface AlertDialogProps {
  app: string
  name: AlertName
  monitor: Monitor | undefined
  onClose: () => void
}

const MINUTE = 60_000
const sensitivities = { 1: 'High: 1 minute', 5: 'Medium: 5 minutes', 10: 'Low: 10 minutes' }
const reminders = { 5: 'Every 5 minutes', 60: 'Every hour', 1440: 'Every day' }

/** From which threshold, for how long, an alert fires, and how often it would have lately. */
export function AlertDialog({ app, name, monitor, onClose }: AlertDialogProps) {
  const latency = name === 'LATENCY'
  // People think of a share in per cent.
  const scale = latency ? 1 : 100
  const [threshold, setThreshold] = useState<number | null>(
    monitor ? Math.round(monitor.value * scale * 10) / 10 : latency ? 1000 : 5,
  )
  const [period, setPeriod] = useState(monitor?.period ?? 5)
  const [reminder, setReminder] = useState(monitor?.notification_period ?? 60)
  const [notify, setNotify] = useState(monitor ? monitor.notification_channels.length > 0 : true)
  const save = useSave(app, name, monitor, {
    quiet: true,
    done: ({ is_active: on }) => {
      toast({ title: on ? 'The alert is on' : 'The alert is off', tone: 'ok' })
      onClose()
    },
  })
  const [least, most] = THRESHOLDS[name]
  const value = (threshold ?? 0) / scale
  const problem = threshold !== null && value >= least && value <= most ? null : `Choose from ${least * scale} to ${most * scale}`
  const body: Wanted = {
    action_type: 'alert',
    is_active: true,
    op: 'GREATER_OR_EQUAL',
    value,
    period,
    notification_channels: notify ? ['app'] : [],
    notification_period: reminder,
  }
  const call = monitor
    ? shown(monitors.update, { params: { app, type: 'web', monitor: monitor.id }, body })
    : shown(monitors.create, { params: { app, type: 'web' }, body: { name, ...body } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) save.mutate(body)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={latency ? 'Alert on response time' : 'Alert on failed requests'}
      description={
        latency
          ? 'When 5 of 100 requests take this long or longer.'
          : 'When so many of 100 requests are answered with a status of 500 or above.'
      }
      actions={
        <>
          <span className="mr-auto flex items-center">
            <ShowAs what="Set the alert" calls={[call]} />
          </span>
          {monitor?.is_active && (
            <Button variant="ghost" onClick={() => save.mutate({ action_type: 'alert', is_active: false })}>
              Switch off
            </Button>
          )}
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form="alert" reason={problem} pending={save.isPending}>
            {monitor?.is_active ? 'Save' : 'Switch the alert on'}
          </Button>
        </>
      }
    >
      <form id="alert" noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={latency ? 'Threshold of the p95, ms' : 'Threshold, % of requests'} error={problem ?? undefined}>
            <NumberField value={threshold} step={latency ? 10 : 0.5} onChange={setThreshold} />
          </Field>
          <Field label="Sensitivity" hint="For how long every minute has to pass it.">
            <Choice options={sensitivities} value={period} onChange={setPeriod} />
          </Field>
        </div>
        <Preview app={app} name={name} threshold={problem === null ? value : null} period={period} />
        <Checkbox
          label="Remind the app's members while it lasts"
          hint="This platform sends no mail: alerts and reminders stand in the activity."
          checked={notify}
          onChange={(event) => setNotify(event.target.checked)}
        />
        {notify && (
          <Field label="Reminders">
            <Choice options={reminders} value={reminder} onChange={setReminder} />
          </Field>
        )}
        <FormError attempt={save.failureCount}>{save.error && sentence(save.error)}</FormError>
      </form>
    </Dialog>
  )
}

function Choice({
  options,
  value,
  onChange,
}: {
  options: Readonly<Record<number, string>>
  value: number
  onChange: (value: number) => void
}) {
  return (
    <NativeSelect value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {Object.entries(options).map(([each, label]) => (
        <option key={each} value={each}>
          {label}
        </option>
      ))}
    </NativeSelect>
  )
}

/** How often the alert would have fired in the past 24 hours, minute by minute as the platform looks. */
function Preview({ app, name, threshold, period }: { app: string; name: AlertName; threshold: number | null; period: number }) {
  const [window] = useState(() => lastDay(pageClock.now()))
  const latency = useQuery({ ...query(metrics.latency, { params: { app }, query: window }), enabled: name === 'LATENCY' })
  const status = useQuery({ ...query(metrics.status, { params: { app }, query: window }), enabled: name === 'ERROR_RATE' })
  const values = latency.data?.data['latency.ms.p95'] ?? (status.data && errorRates(status.data))
  if (latency.error ?? status.error) return <p className="text-muted">The past 24 hours could not be looked at.</p>
  return (
    <p role="status" className="min-h-10 rounded-md bg-sunken px-3 py-2">
      {!values
        ? 'Looking at the past 24 hours…'
        : threshold === null
          ? 'Choose a threshold to see how often it would have fired.'
          : wordsOf(firingsOf(values, threshold, period))}
    </p>
  )
}

function wordsOf({ times, minutes }: ReturnType<typeof firingsOf>): string {
  if (times === 0) return 'Would not have fired in the past 24 hours.'
  const often = times === 1 ? 'once' : `${times} times`
  return `Would have fired ${often} in the past 24 hours, for ${formatDuration(minutes * MINUTE)} in all.`
}

/** The past 24 hours, up to the last minute that is over. */
function lastDay(now: number): { start_time: string; end_time: string; step: string } {
  const end = Math.floor(now / MINUTE) * MINUTE
  const iso = (time: number) => new Date(time).toISOString().replace('.000', '')
  return { start_time: iso(end - 1440 * MINUTE), end_time: iso(end), step: '1m' }
}
