import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { of } from '#dashboard/app/queries.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { control, type Traffic } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { useUsage } from './useUsage.ts'

const shapes = [
  { value: 'steady', label: 'Steady', hint: 'The same at every hour' },
  { value: 'daily', label: 'Day and night', hint: 'Rises in the morning, falls in the evening' },
  { value: 'office', label: 'Office hours', hint: 'Two humps on weekdays, quiet weekends' },
] as const satisfies readonly { value: Traffic['shape']; label: string; hint: string }[]

/** How much simulated traffic comes: the lever with which one sees what scaling does. */
export function TrafficControl() {
  const { name } = useApp()
  const { data } = useQuery(of.traffic(name))
  return (
    <Section
      title="Simulated traffic"
      description={
        <>
          A real app has visitors; this one has as many as you say. More than its web dynos can serve, and response times rise,
          then requests time out (H12). Scale up and see it mend in the{' '}
          <Link to={`${paths.metrics(name)}?range=2h`}>metrics</Link>.
        </>
      }
    >
      <Card>{data ? <Lever key={`${data.peak_rps} ${data.shape}`} now={data} /> : <Skeleton height={72} />}</Card>
    </Section>
  )
}

/** The most that the platform takes. */
const MOST_RPS = 5000

/** From a hobby to a launch day. */
const usual = [0, 1, 5, 20, 50, 100, 200, 500, 1000]

function Lever({ now }: { now: Traffic }) {
  const { name } = useApp()
  const reason = useWhyNot()('traffic.edit')
  const [typed, setPeak] = useState<number | null>(now.peak_rps)
  const [shape, setShape] = useState(now.shape)
  const set = useAction({
    run: (traffic: Traffic) => call(control.setTraffic, { params: { app: name }, body: traffic }),
    optimistic: (client, traffic) => optimistically(client, of.traffic(name), () => traffic),
    failed: 'The traffic was not changed',
    done: ({ peak_rps }) =>
      toast({
        title: `Up to ${peak_rps} requests a second come from now on`,
        link: { label: 'See the metrics', to: `${paths.metrics(name)}?range=2h` },
      }),
  })
  const peak = typed ?? 0
  const problem =
    typed !== null && typed >= 0 && typed <= MOST_RPS ? null : `Choose from 0 to ${formatNumber(MOST_RPS)} requests a second.`
  const wanted = { peak_rps: peak, shape }
  const same = peak === now.peak_rps && shape === now.shape
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
      <Field label="Requests a second at the busiest hour" hint={<Present />} error={problem} className="min-w-64 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <NumberField value={typed} min={0} max={MOST_RPS} disabled={reason !== null} onChange={setPeak} className="w-32" />
          <span className="flex flex-wrap" role="group" aria-label="Usual amounts">
            {usual.map((amount) => (
              <Button
                key={amount}
                size="sm"
                variant={amount === peak ? 'secondary' : 'ghost'}
                aria-pressed={amount === peak}
                reason={reason}
                onClick={() => setPeak(amount)}
                className="px-2!"
              >
                {amount}
              </Button>
            ))}
          </span>
        </div>
      </Field>
      <div>
        <p className="mb-1 text-sm font-medium">Over the day</p>
        <Segmented label="Over the day" options={shapes} value={shape} onChange={setShape} />
      </div>
      <div className="flex items-center gap-1 self-center">
        <ShowAs what="Set the simulated traffic" calls={[shown(control.setTraffic, { params: { app: name }, body: wanted })]} />
        <Button
          variant="primary"
          reason={reason ?? (problem ? 'Mend the amount first' : same ? 'Change the amount or the shape first' : null)}
          pending={set.isPending}
          onClick={() => set.mutate(wanted)}
        >
          Set traffic
        </Button>
      </div>
    </div>
  )
}

/** How much comes at this very time of the day. */
function Present() {
  const { name } = useApp()
  const perMinute = [...useUsage(name).values()].reduce((sum, { requests_per_minute: requests }) => sum + requests, 0)
  return <>Now {formatNumber(perMinute / 60, { maximumFractionDigits: 1 })} a second reach the web dynos.</>
}
