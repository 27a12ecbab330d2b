import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { maintenances } from '#platform/maintenance/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { useMaintained } from './useMaintained.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const TIMES = Array.from(
  { length: 48 },
  (_, nth) => `${String(Math.floor(nth / 2)).padStart(2, '0')}:${nth % 2 === 0 ? '00' : '30'}`,
)

/** In which hours of the week it may be worked on; null where the platform chooses. */
export function Window({ window }: { window: string | null }) {
  const { shared } = useMaintained()
  return (
    <Section
      title="Maintenance window"
      description="Four hours a week in which planned maintenance may begin. What is planned moves with it."
    >
      <Card>{window === null ? <p className="text-muted">{shared}</p> : <WindowForm key={window} window={window} />}</Card>
    </Section>
  )
}

function WindowForm({ window }: { window: string }) {
  const { addon, whyNot, typed } = useMaintained()
  const [, nowDay = 'Sunday', nowTime = '00:00'] = /^(\w+)s (\d\d:\d\d)/.exec(window) ?? []
  const [day, setDay] = useState(nowDay)
  const [time, setTime] = useState(nowTime)
  const args = { params: { addon }, body: { day_of_week: day, time_of_day: time } }
  const save = useAction({
    run: () => call(maintenances.setWindow, args),
    failed: 'The window was not changed',
    done: (now) => toast({ title: `It may be worked on on ${now.window}`, tone: 'ok' }),
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
      <ShowAs
        what="Change the maintenance window"
        calls={[typed(`window:update ${addon} ${day} ${time}`, shown(maintenances.setWindow, args))]}
      />
      <p className="w-full text-muted">Now {window}.</p>
    </form>
  )
}
