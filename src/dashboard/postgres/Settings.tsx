import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { databases, type Settings } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Switch } from '#ui/Switch.tsx'
import { toast } from '#ui/toast.ts'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { ESSENTIAL, typedAs } from './words.ts'

type Setting = Settings[string]

/** What a database writes to the log, and what empties it. */
export function DatabaseSettings() {
  const { database, addon } = useDatabase()
  const { data } = useQuery(ofPostgres.overview(database))
  if (addon.state === 'provisioning') return null
  return (
    <>
      {data?.essential ? (
        <Section title="Logging">
          <Card className="text-muted">{ESSENTIAL}</Card>
        </Section>
      ) : (
        data && <Logging />
      )}
      <Administration />
    </>
  )
}

function Logging() {
  const { database } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.settings(database))
  return (
    <Section title="Logging" description="What the database writes to the log of its apps. Takes effect at once.">
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && (
          <ul aria-label="Settings of the database" className="divide-y divide-line">
            {Object.entries(data).map(([name, setting]) => (
              <Row key={name} name={name} setting={setting} />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

function Row({ name, setting }: { name: string; setting: Setting }) {
  const { database, app, whyNotUse } = useDatabase()
  const { value, default: initial, desc, values } = setting
  const args = (next: Setting['value']) => ({ params: { database }, body: { [name]: next } })
  const set = useAction({
    run: (next: Setting['value']) => call(databases.configure, args(next)),
    failed: `${name} was not changed`,
  })
  const command = name.replaceAll('_', '-').replace('.', ':')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
      <span className="min-w-0 flex-1 basis-72">
        <code className="font-mono text-xs">{name}</code>
        {value !== initial && <span className="ml-2 text-xs text-muted">default {String(initial)}</span>}
        <span className="block text-xs text-muted">{values[String(value)] ?? desc}</span>
      </span>
      <Control name={name} setting={setting} reason={whyNotUse} pending={set.isPending} set={set.mutate} />
      <ShowAs
        what={`Set ${name}`}
        calls={[
          typedAs(`pg:settings:${command} ${database} ${String(value)} -a ${app}`, shown(databases.configure, args(value))),
        ]}
      />
    </li>
  )
}

interface ControlProps {
  name: string
  setting: Setting
  reason: string | null
  pending: boolean
  set: (value: Setting['value']) => void
}

/** A switch, a choice, or a number of milliseconds. */
function Control({ name, setting: { value, values }, reason, pending, set }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shownReason = reason ?? (pending ? 'It is being changed' : null)
  if (typeof value === 'boolean')
    return <Switch label={name} hideLabel checked={value} reason={reason} pending={pending} onChange={() => set(!value)} />
  if (Object.keys(values).length > 0)
    return (
      <NativeSelect
        aria-label={name}
        className="w-28"
        value={String(value)}
        reason={shownReason}
        onChange={(event) => set(event.target.value)}
      >
        {Object.keys(values).map((each) => (
          <option key={each}>{each}</option>
        ))}
      </NativeSelect>
    )
  const wrong = typed !== null && !/^(-1|\d{1,9})$/.test(typed) ? 'Milliseconds, or -1 for none.' : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed === null || wrong || shownReason !== null) return
    set(Number(typed))
    setTyped(null)
  }
  return (
    <form onSubmit={submit} className="flex items-start gap-1" noValidate>
      <Field label={`${name}, ms`} hideLabel error={wrong} className="w-28">
        <Input value={typed ?? String(value)} inputMode="numeric" onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Button
        type="submit"
        size="md"
        pending={pending}
        reason={reason ?? wrong ?? (typed === null ? 'Type another number first' : null)}
      >
        Set<span className="sr-only"> {name}</span>
      </Button>
    </form>
  )
}

function Administration() {
  const { database, app, whyNotUse, whyNotOwn } = useDatabase()
  const { data } = useQuery(ofPostgres.overview(database))
  const [asking, setAsking] = useState<'kill' | 'reset' | null>(null)
  const close = () => setAsking(null)
  const args = { params: { database } }
  const done = ({ message }: { message: string }) => {
    toast({ title: message, tone: 'ok' })
    close()
  }
  const kill = useAction({ run: () => call(databases.connectionReset, args), failed: 'They were not ended', quiet: true, done })
  const reset = useAction({
    run: () => call(databases.reset, { ...args, body: {} }),
    failed: 'It was not reset',
    quiet: true,
    done,
  })
  const follows = data?.leader ? 'It is a follower, and can only be read' : null
  return (
    <Section id="administration" title="Administration">
      <Card flush>
        <ul className="divide-y divide-line">
          <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
            <span className="text-muted">End all connections. Programs connect again by themselves.</span>
            <span className="flex items-center gap-1">
              <ShowAs
                what="End all connections"
                calls={[typedAs(`pg:killall ${database} -a ${app}`, shown(databases.connectionReset, args))]}
              />
              <Button reason={whyNotUse} onClick={() => setAsking('kill')}>
                End connections
              </Button>
            </span>
          </li>
          <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
            <span className="text-muted">Drop all that it holds. Credentials, settings and backups stay.</span>
            <span className="flex items-center gap-1">
              <ShowAs
                what="Reset the database"
                calls={[
                  typedAs(`pg:reset ${database} -a ${app} --confirm ${app}`, shown(databases.reset, { ...args, body: {} })),
                ]}
              />
              <Button variant="danger" reason={whyNotOwn ?? follows} onClick={() => setAsking('reset')}>
                Reset database
              </Button>
            </span>
          </li>
        </ul>
      </Card>
      {asking === 'kill' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title="End all connections?"
          action="End connections"
          pending={kill.isPending}
          error={kill.error && sentence(kill.error)}
          onConfirm={() => kill.mutate()}
        >
          What is being asked fails, and transactions that are open are lost.
        </ConfirmDialog>
      )}
      {asking === 'reset' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Reset ${database}?`}
          name={database}
          action="Reset database"
          pending={reset.isPending}
          error={reset.error && sentence(reset.error)}
          onConfirm={() => reset.mutate()}
        >
          All tables and what they hold are lost{data && `: ${data.tables} tables, ${data.rows.toLocaleString()} rows`}. Take a
          backup first.
        </ConfirmDialog>
      )}
    </Section>
  )
}
