import { useQuery } from '@tanstack/react-query'
import { FastForward, Rewind } from 'lucide-react'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import type { Triggered } from '#dashboard/shared/lazy-overlay.tsx'
import { control } from '#platform/control/contract.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Popover } from '#ui/Popover.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { rateMeaning, rateName, rates } from './rates.ts'
import { backBy, DAY, HOUR, useTime } from './useTime.ts'

/** Everything that can be done with time, beside its trigger. */
export function ClockPopover(opened: Triggered) {
  return (
    <Popover {...opened} title="Simulated time" side="top">
      <ClockPanel />
    </Popover>
  )
}

function ClockPanel() {
  const time = useTime()
  const clock = useQuery(query(control.clock))
  const rate = String(time.rate)
  const options = [0, ...rates].map((each) => ({ value: String(each), label: rateName(each) }))
  const due = clock.data?.next_due
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5">
        <Segmented
          label="Speed"
          options={options}
          value={rate}
          onChange={(value) => time.setRate(Number(value))}
          className="[&>label]:flex-1 [&>label]:justify-center"
        />
        <p className="text-xs text-muted">{rateMeaning(time.rate)}</p>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Button size="sm" pending={time.busy} onClick={() => time.advance(HOUR)} shortcut="t h" icon={<FastForward size={13} />}>
          1 hour on
        </Button>
        <Button size="sm" pending={time.busy} onClick={() => time.advance(DAY)} shortcut="t d" icon={<FastForward size={13} />}>
          1 day on
        </Button>
        <Button size="sm" pending={time.busy} onClick={() => time.back(HOUR)} icon={<Rewind size={13} />}>
          1 hour back
        </Button>
        <Button
          size="sm"
          pending={time.busy}
          onClick={time.untilQuiet}
          shortcut="t q"
          data-hint="Until nothing is being built, started or stopped"
        >
          Until quiet
        </Button>
      </div>
      <p className="text-xs text-muted">
        {due ? (
          <>
            Next event: <TimeAgo time={due} />.
          </>
        ) : (
          'Nothing is due to happen by itself.'
        )}{' '}
        Going back keeps what came later until something else is done.
      </p>
      <div className="flex items-center justify-between border-t border-line pt-2 text-xs text-muted">
        The same from a script
        <ShowAs
          what="Set the clock"
          calls={[
            { title: time.rate === 0 ? 'Let time pass' : 'Pause', ...setClock({ rate: time.rate === 0 ? 1 : 0 }) },
            { title: 'One hour on', ...setClock({ advance: HOUR }) },
            { title: 'One hour back', ...setClock({ back_to: backBy(HOUR) }) },
            { title: 'Until quiet', ...setClock({ until_quiet: true }) },
          ]}
        />
      </div>
    </div>
  )
}

const setClock = (body: BodyOf<typeof control.setClock>) => shown(control.setClock, { body })
