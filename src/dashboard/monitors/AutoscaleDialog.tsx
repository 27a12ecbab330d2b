import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { monthlyCents, type DynoSize } from '#dashboard/dynos/sizes.ts'
import { windowAt } from '#dashboard/metrics/ranges.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import type { Formation } from '#platform/dynos/contract.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { monitors, type Monitor } from '#platform/monitors/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { formatMoney } from '#ui/format.ts'
import { NumberField } from '#ui/NumberField.tsx'
import { toast } from '#ui/toast.ts'
import { suggestedTarget } from './firings.ts'
import { useSave, type Wanted } from './useMonitors.ts'

interface AutoscaleDialogProps {
  app: string
  web: Formation
  sizes: readonly DynoSize[]
  monitor: Monitor | undefined
  onClose: () => void
}

/** heroku-facts B.4: how many Performance dynos there can be. */
const MOST = 10
/** After which the router gives a request up. */
const SLOWEST_MS = 30_000

/** Why a figure cannot be taken, as a sentence; null if it can. */
const outside = (figure: number | null, most: number) =>
  figure !== null && Number.isInteger(figure) && figure >= 1 && figure <= most ? null : `Choose a whole number from 1 to ${most}.`

/** Between how many dynos, and for what response time, the platform scales web. */
export function AutoscaleDialog({ app, web, sizes, monitor, onClose }: AutoscaleDialogProps) {
  const [min, setMin] = useState<number | null>(monitor?.min_quantity ?? web.quantity)
  const [max, setMax] = useState<number | null>(monitor?.max_quantity ?? Math.min(MOST, web.quantity + 2))
  const [target, setTarget] = useState<number | null>(monitor?.value ?? 1000)
  const [notify, setNotify] = useState((monitor?.notification_channels.length ?? 0) > 0)
  const suggestion = useSuggestion(app)
  const save = useSave(app, 'LATENCY_SCALE', monitor, {
    quiet: true,
    done: () => {
      toast({ title: `Web is autoscaled from ${min} to ${max} dynos`, tone: 'ok' })
      onClose()
    },
  })
  const wrong = {
    min: outside(min, MOST),
    max: outside(max, MOST),
    target: outside(target, SLOWEST_MS),
  }
  const crossed = min !== null && max !== null && min > max ? 'The most has to be at least as many as the fewest' : null
  const problem = wrong.min ?? wrong.max ?? wrong.target ?? crossed
  const body: Wanted = {
    action_type: 'scale',
    is_active: true,
    min_quantity: min ?? 1,
    max_quantity: max ?? 1,
    value: target ?? 1000,
    period: 1,
    op: 'GREATER_OR_EQUAL',
    notification_channels: notify ? ['app'] : [],
    notification_period: 1440,
  }
  const call = monitor
    ? shown(monitors.update, { params: { app, type: 'web', monitor: monitor.id }, body })
    : shown(monitors.create, { params: { app, type: 'web' }, body: { name: 'LATENCY_SCALE', ...body } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) save.mutate(body)
  }
  const cost = (quantity: number | null) => formatMoney(monthlyCents(sizes, web.size, quantity ?? 1))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Autoscale web"
      description="Once a minute the platform looks for the fewest dynos that keep the p95 below the target, and goes one dyno towards it. Down goes slower than up."
      actions={
        <>
          <span className="mr-auto flex items-center">
            <ShowAs what="Autoscale web" calls={[call]} />
          </span>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form="autoscale" reason={problem} pending={save.isPending}>
            {monitor?.is_active ? 'Save' : 'Switch autoscaling on'}
          </Button>
        </>
      }
    >
      <form id="autoscale" noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Fewest dynos" error={wrong.min}>
            <NumberField value={min} min={1} max={MOST} onChange={setMin} />
          </Field>
          <Field label="Most dynos" error={wrong.max ?? crossed}>
            <NumberField value={max} min={1} max={MOST} onChange={setMax} />
          </Field>
        </div>
        <Field
          label="Desired p95 response time, ms"
          error={wrong.target}
          hint={
            suggestion === null
              ? 'What 95 of 100 requests should be faster than.'
              : `Half as much again as usual in the past 24 hours is ${suggestion} ms.`
          }
        >
          <NumberField value={target} min={1} max={SLOWEST_MS} step={10} onChange={setTarget} />
        </Field>
        {suggestion !== null && suggestion !== target && (
          <Button size="sm" className="justify-self-start" onClick={() => setTarget(suggestion)}>
            Use {suggestion} ms
          </Button>
        )}
        <Checkbox
          label="Notify the app's members when the most dynos are not enough"
          hint="At most once a day. This platform sends no mail: the notice stands in the activity."
          checked={notify}
          onChange={(event) => setNotify(event.target.checked)}
        />
        <FormError attempt={save.failureCount}>{save.error && sentence(save.error)}</FormError>
        <p>
          <span className="font-medium">{web.size}</span>: {cost(min)} to {cost(max)} a month, by how many run.
        </p>
      </form>
    </Dialog>
  )
}

/** From the p95 of the past 24 hours. */
function useSuggestion(app: string): number | null {
  const [window] = useState(() => windowAt('24h', pageClock.now()))
  const { data } = useQuery({ ...query(metrics.latency, { params: { app }, query: window }), retry: false })
  return data ? suggestedTarget(data.data['latency.ms.p95'] ?? []) : null
}
