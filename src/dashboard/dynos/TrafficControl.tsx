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
import { Link } from '#ui/Link.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Slider } from '#ui/Slider.tsx'
import { toast } from '#ui/toast.ts'

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
          A real app has visitors; this one has as many as you say. More than its web dynos can serve, and response times rise, then requests time out
          (H12). Scale up and see it mend in the <Link to={`${paths.metrics(name)}?range=2h`}>metrics</Link>.
        </>
      }
    >
      <Card>{data ? <Lever key={`${data.peak_rps} ${data.shape}`} now={data} /> : <Skeleton height={72} />}</Card>
    </Section>
  )
}

/** The slider's places: a factor of about two between them, so that one lever reaches from a hobby to a launch day. */
const places = [0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

function Lever({ now }: { now: Traffic }) {
  const { name } = useApp()
  const reason = useWhyNot()('traffic')
  const [peak, setPeak] = useState(now.peak_rps)
  const [shape, setShape] = useState(now.shape)
  const set = useAction({
    run: (traffic: Traffic) => call(control.setTraffic, { params: { app: name }, body: traffic }),
    optimistic: (client, traffic) => optimistically(client, of.traffic(name), () => traffic),
    failed: 'The traffic was not changed',
    done: ({ peak_rps }) =>
      toast({ title: `Up to ${peak_rps} requests a second come from now on`, link: { label: 'See the metrics', to: `${paths.metrics(name)}?range=2h` } }),
  })
  const wanted = { peak_rps: peak, shape }
  const same = peak === now.peak_rps && shape === now.shape
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <div className="min-w-64 flex-1">
        <p className="mb-1 text-sm font-medium">Requests a second at the busiest hour</p>
        <Slider
          label="Requests a second at the busiest hour"
          value={peak}
          max={5000}
          disabled={reason !== null}
          format={(value) => `${value} requests a second`}
          onChange={setPeak}
        />
        <div className="flex flex-wrap gap-1" role="group" aria-label="Usual amounts">
          {places
            .filter((place) => place === 0 || (place >= 1 && place <= 1000))
            .map((place) => (
              <Button key={place} size="sm" variant={place === peak ? 'secondary' : 'ghost'} aria-pressed={place === peak} reason={reason} onClick={() => setPeak(place)}>
                {place}
              </Button>
            ))}
        </div>
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">Over the day</p>
        <Segmented label="Over the day" options={shapes} value={shape} onChange={setShape} />
      </div>
      <div className="flex items-center gap-1">
        <ShowAs what="Set the simulated traffic" calls={[shown(control.setTraffic, { params: { app: name }, body: wanted })]} />
        <Button variant="primary" reason={reason ?? (same ? 'Change the amount or the shape first' : null)} pending={set.isPending} onClick={() => set.mutate(wanted)}>
          Set traffic
        </Button>
      </div>
    </div>
  )
}
