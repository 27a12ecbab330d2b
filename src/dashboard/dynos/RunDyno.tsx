import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useAppState, useWhyNot } from '#dashboard/app/useApp.ts'
import { useLog } from '#dashboard/logs/useLog.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { LogView } from '#ui/log/LogView.tsx'
import { Status } from '#ui/Status.tsx'

/** Runs a command on a dyno of its own, and shows what it prints. */
export function RunDyno() {
  const { name } = useApp()
  const state = useAppState()
  const reason = useWhyNot()('run') ?? (state.release === null ? 'Deploy something first: there is nothing to run' : null)
  const [command, setCommand] = useState('')
  const [started, setStarted] = useState<readonly string[]>([])
  const run = useAction({
    run: (text: string) => call(dynos.create, { params: { app: name }, body: { command: text, attach: false } }),
    failed: 'The command was not run',
    done: (dyno) => {
      setStarted([dyno.name, ...started])
      setCommand('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && command.trim() !== '') run.mutate(command.trim())
  }
  return (
    <Section
      title="Run a command"
      description="On a one-off dyno with the release and the config vars of now, detached; its output comes from the log."
    >
      <Card className="grid gap-3">
        <form onSubmit={submit} className="flex items-end gap-2">
          <Field label="Command" className="flex-1">
            <Input code value={command} placeholder="ls -la" onChange={(event) => setCommand(event.target.value)} />
          </Field>
          <ShowAs
            what="Run a one-off dyno"
            calls={[shown(dynos.create, { params: { app: name }, body: { command: command || 'ls -la', attach: false } })]}
          />
          <Button
            type="submit"
            variant="primary"
            pending={run.isPending}
            reason={reason ?? (command.trim() === '' ? 'Type a command first' : null)}
          >
            Run
          </Button>
        </form>
        {started.slice(0, 3).map((dyno) => (
          <Output key={dyno} app={name} dyno={dyno} />
        ))}
      </Card>
    </Section>
  )
}

/** What a one-off dyno prints, until its process ends. */
function Output({ app, dyno }: { app: string; dyno: string }) {
  const [follow, setFollow] = useState(true)
  const [session] = useState({ dyno, lines: 200 })
  const { lines } = useLog(app, session, { follow })
  const ended = lines
    .map(({ origin, text }) => (origin === 'heroku' ? /^Process exited with status (\d+)/.exec(text)?.[1] : undefined))
    .findLast(Boolean)
  return (
    <div className="overflow-clip rounded-md border border-line">
      <p className="flex justify-between gap-3 border-b border-line bg-sunken px-3 py-1.5 text-xs">
        <span className="font-mono">{dyno}</span>
        <Status tone={ended === undefined ? 'busy' : ended === '0' ? 'ok' : 'error'}>
          {ended === undefined ? 'Running' : `Exited with status ${ended}`}
        </Status>
      </p>
      <LogView
        label={`Output of ${dyno}`}
        lines={lines}
        follow={follow}
        onFollowChange={setFollow}
        wrap
        height={180}
        empty="Waiting for output"
      />
    </div>
  )
}
