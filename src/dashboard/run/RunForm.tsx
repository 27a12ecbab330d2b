import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { useData } from '#client/query.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useAppState, useWhyNot } from '#dashboard/app/useApp.ts'
import { family, memoryWords } from '#dashboard/dynos/sizes.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { openTerminal } from './terminals.ts'

/** What to run, on what size, with a terminal or without. */
export function RunForm() {
  const { name } = useApp()
  const state = useAppState()
  const refusal = useWhyNot()('dyno.run') ?? (state.release === null ? 'Deploy something first: there is nothing to run' : null)
  const formation = useData(of.formation(name))
  const usual = (formation.find(({ type }) => type === 'web') ?? formation[0])?.size ?? 'Basic'
  const sizes = useData(catalog.sizes()).filter((size) => family(size.name) === family(usual))
  const [command, setCommand] = useState('bash')
  const [size, setSize] = useState(usual)
  const [detached, setDetached] = useState(false)
  const body = { command: command.trim(), attach: !detached, ...(size === usual ? {} : { size }) }
  const run = useAction({
    run: () => call(dynos.create, { params: { app: name }, body }),
    failed: 'The command was not run',
    quiet: true,
    done: (dyno) => {
      if (detached) toast({ title: `${dyno.name} runs`, description: 'Its output goes to the log.', tone: 'ok' })
      else openTerminal(name, dyno)
    },
  })
  const reason = refusal ?? (body.command === '' ? 'Type a command first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !run.isPending) run.mutate()
  }
  return (
    <Section
      title="Run a command"
      description="On a one-off dyno of its own, with the release and the config vars of now. It costs what its size costs, by the second."
    >
      <Card className="grid gap-3">
        <form onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_13rem_auto]">
          <Field label="Command">
            <Input code value={command} placeholder="bash" onChange={(event) => setCommand(event.target.value)} />
          </Field>
          <Field label="Size">
            <NativeSelect value={size} onChange={(event) => setSize(event.target.value)}>
              {sizes.map(({ id, name: label, memory }) => (
                <option key={id} value={label}>
                  {label}, {memoryWords(memory)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <span className="flex items-center justify-end gap-2">
            <ShowAs
              what="Run a one-off dyno"
              calls={[shown(dynos.create, { params: { app: name }, body: { ...body, command: body.command || 'bash' } })]}
            />
            <Button type="submit" variant="primary" pending={run.isPending} reason={reason}>
              Run
            </Button>
          </span>
          <FormError attempt={run.failureCount} className="sm:col-span-3">
            {run.error && sentence(run.error)}
          </FormError>
        </form>
        <Checkbox
          label="Detached"
          hint={
            <>
              No terminal: its output goes to <Link to={paths.logs(name, 'dyno:run')}>the log</Link>.
            </>
          }
          checked={detached}
          onChange={(event) => setDetached(event.target.checked)}
        />
        <Disclosure summary="What is simulated">
          <ul className="grid max-w-prose list-disc gap-1 pl-5 text-muted">
            <li>
              The shell and its small tools (ls, grep, sed, awk, find, jq and others) are real, and work on a copy of the files
              that were deployed. What they change is gone when the dyno ends.
            </li>
            <li>
              Programs such as node, rails or python do not run: they answer by the platform's model of processes, as a dyno's
              start command does. A program that waits for input waits until Ctrl-C.
            </li>
            <li>
              What a build installed is not there, and nothing reaches the network. The shell keeps real time, not the clock's.
            </li>
            <li>
              A command's output comes when the command has ended. The terminal ends with this tab; its dyno then goes on until it
              is stopped.
            </li>
          </ul>
        </Disclosure>
      </Card>
    </Section>
  )
}
