import { useQuery } from '@tanstack/react-query'
import { CalendarClock, Pencil, Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { backups, type Schedule } from '#platform/postgres/backups/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { counted, typedAs } from './words.ts'

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** When a database is backed up by itself. */
export function Schedules() {
  const { database, whyNotUse } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.schedules(database))
  const [editing, setEditing] = useState<Schedule | 'new' | null>(null)
  return (
    <Section
      id="schedules"
      title="Scheduled backups"
      description="One a day. Of the older ones, one of each week or month is kept, as the plan says."
      actions={
        <Button
          icon={<Plus size={14} />}
          reason={whyNotUse ?? (data && data.length > 0 ? 'There is a schedule already: change that' : null)}
          onClick={() => setEditing('new')}
        >
          Schedule backups
        </Button>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={1} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No backups are scheduled" icon={<CalendarClock size={18} />} className="py-6!">
            Without a schedule there are only those that somebody takes by hand.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Scheduled backups" className="divide-y divide-line">
            {data.map((row) => (
              <Row key={row.uuid} row={row} edit={() => setEditing(row)} />
            ))}
          </ul>
        )}
      </Card>
      {editing && <ScheduleDialog schedule={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
    </Section>
  )
}

function Row({ row, edit }: { row: Schedule; edit: () => void }) {
  const { database, app, whyNotUse } = useDatabase()
  const args = { params: { database, schedule: row.uuid } }
  const back = useAction({
    run: () => call(backups.schedule, { params: { database }, body: bodyOf(row) }),
    failed: 'It was not scheduled again',
  })
  const remove = useAction({
    run: () => call(backups.unschedule, args),
    failed: 'The schedule was not removed',
    done: () => toast({ title: 'No backups are scheduled any more', action: { label: 'Undo', run: () => back.mutate() } }),
  })
  const kept = [
    '7 days',
    counted(row.retain_weeks, 'week'),
    ...(row.retain_months > 0 ? [counted(row.retain_months, 'month')] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="min-w-0">
        Every day at {clock(row.hour)} <span className="text-muted">{row.timezone}</span>
      </span>
      <span className="text-xs text-muted">kept for {kept.join(', ')}</span>
      <span className="ml-auto flex gap-1">
        <ShowAs
          what="Remove the schedule"
          calls={[typedAs(`pg:backups:unschedule ${row.name} -a ${app}`, shown(backups.unschedule, args))]}
        />
        <Button size="sm" icon={<Pencil size={14} />} reason={whyNotUse} onClick={edit}>
          Change
        </Button>
        <IconButton
          size="sm"
          label="Remove the schedule"
          icon={<Trash2 size={14} />}
          reason={whyNotUse}
          pending={remove.isPending}
          onClick={() => remove.mutate()}
        />
      </span>
    </li>
  )
}

const bodyOf = ({ hour, timezone, name }: Schedule) => ({ hour, timezone, schedule_name: name })

function ScheduleDialog({ schedule, close }: { schedule: Schedule | null; close: () => void }) {
  const { database, app } = useDatabase()
  const zones = useId()
  const [hour, setHour] = useState(schedule?.hour ?? 3)
  const [timezone, setTimezone] = useState(schedule?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  const args = { params: { database }, body: { hour, timezone, ...(schedule && { schedule_name: schedule.name }) } }
  const save = useAction({ run: () => call(backups.schedule, args), failed: 'It was not scheduled', quiet: true, done: close })
  return (
    <FormDialog
      title={schedule ? 'Change the schedule' : 'Schedule backups'}
      action={schedule ? 'Change' : 'Schedule'}
      reason={timezone === '' ? 'Name a time zone first' : null}
      attempt={save}
      saysItself
      calls={[
        typedAs(
          `pg:backups:schedule ${schedule?.name ?? database} --at '${clock(hour)} ${timezone}' -a ${app}`,
          shown(backups.schedule, args),
        ),
      ]}
      onSubmit={() => save.mutate()}
      close={close}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Every day at">
          <NativeSelect value={hour} onChange={(event) => setHour(Number(event.target.value))}>
            {Array.from({ length: 24 }, (_, nth) => (
              <option key={nth} value={nth}>
                {clock(nth)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Time zone" hint="Follows its summer time." error={save.error && sentence(save.error)}>
          <Input
            list={zones}
            value={timezone}
            placeholder="Europe/Berlin"
            onChange={(event) => {
              setTimezone(event.target.value.trim())
              save.reset()
            }}
          />
        </Field>
        <datalist id={zones}>
          {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </datalist>
      </div>
    </FormDialog>
  )
}
