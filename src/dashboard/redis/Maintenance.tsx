import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { redis, type Details } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { ofRedis } from './queries.ts'
import { useStore } from './useStore.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const TIMES = Array.from(
  { length: 48 },
  (_, nth) => `${String(Math.floor(nth / 2)).padStart(2, '0')}:${nth % 2 === 0 ? '00' : '30'}`,
)

/** When a store may be worked on. */
export function Maintenance() {
  const { store } = useStore()
  const { data } = useQuery(ofRedis.details(store, 24))
  return (
    <Section title="Maintenance" description={data?.window ? `Its window is ${data.window}.` : undefined}>
      <Card>
        {!data ? (
          <Skeleton lines={2} />
        ) : data.window === null ? (
          <p className="text-muted">This plan has no maintenance window: the platform chooses the time.</p>
        ) : (
          <Window key={data.window} window={data.window} data={data} />
        )}
      </Card>
    </Section>
  )
}

function Window({ window, data }: { window: string; data: Details }) {
  const { store, whyNot } = useStore()
  const [, nowDay = 'Sunday', nowTime = '00:00'] = /^(\w+)s (\d\d:\d\d)/.exec(window) ?? []
  const [day, setDay] = useState(nowDay)
  const [time, setTime] = useState(nowTime)
  const params = { database: store }
  const args = { params, body: { description: `${day} ${time}` } }
  const save = useAction({
    run: () => call(redis.window, args),
    failed: 'The window was not changed',
    done: (now) => toast({ title: `It may be worked on on ${now.window}`, tone: 'ok' }),
  })
  const run = useAction({
    run: () => call(redis.maintain, { params }),
    failed: 'It was not maintained',
    done: ({ message }) => toast({ title: message, tone: 'ok' }),
  })
  const same = day === nowDay && time === nowTime ? 'Choose another day or time first' : null
  const reason = whyNot ?? same
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) save.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
      <Field label="Day" className="min-w-36">
        <NativeSelect value={day} onChange={(event) => setDay(event.target.value)}>
          {DAYS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="From, UTC" className="min-w-28">
        <NativeSelect value={time} onChange={(event) => setTime(event.target.value)}>
          {TIMES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </NativeSelect>
      </Field>
      <Button type="submit" pending={save.isPending} reason={reason}>
        Change window
      </Button>
      <Button
        reason={whyNot ?? (data.upgrading_to ? 'It is being upgraded' : null)}
        pending={run.isPending}
        onClick={() => run.mutate()}
      >
        Run now
      </Button>
      <ShowAs
        what="Change the maintenance window"
        calls={[shown(redis.window, args), { ...shown(redis.maintain, { params }), title: 'Run it now' }]}
      />
      {data.maintained_at && (
        <p className="basis-full text-muted">
          Last done <TimeAgo time={data.maintained_at} />.
        </p>
      )}
    </form>
  )
}
