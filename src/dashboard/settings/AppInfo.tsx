import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { AppName, apps, type App } from '#platform/apps/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Bytes } from '#ui/Bytes.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'

/** Name, region, stack and what else is known of the app. */
export function AppInfo() {
  const app = useApp()
  return (
    <Section title="App">
      <Card className="grid gap-5">
        <Rename />
        <Stack />
        <KeyValue
          rows={[
            {
              name: 'Region',
              value: `${app.region.name === 'eu' ? 'Europe' : 'United States'}; it cannot be changed after the app was created`,
            },
            { name: 'Owner', value: app.team ? `${app.team.name} (team)` : app.owner.email },
            { name: 'Language', value: app.buildpack_provided_description ?? 'Known after the first deploy' },
            {
              name: 'Slug size',
              value: (
                <>
                  <Bytes value={app.slug_size} /> of 500&nbsp;MB
                </>
              ),
            },
            { name: 'Git URL', value: <Copied text={app.git_url} label="Copy git URL" /> },
            { name: 'ID', value: <Copied text={app.id} label="Copy app id" /> },
          ]}
        />
      </Card>
    </Section>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate font-mono text-xs">{text}</span>
      <CopyButton text={text} label={label} className="-my-1" />
    </span>
  )
}

/** The name, and what a new one brings with it. */
function Rename() {
  const app = useApp()
  const navigate = useNavigate()
  const reason = useWhyNot()('app.rename')
  const [name, setName] = useState(app.name)
  const same = name === app.name
  const problem = same ? undefined : AppName.safeParse(name).error?.issues[0]?.message
  const rename = useAction({
    run: (next: string) => call(apps.update, { params: { app: app.id }, body: { name: next } }),
    failed: 'The app was not renamed',
    quiet: true,
    done: (renamed) => {
      toast({ title: `${app.name} is now ${renamed.name}`, tone: 'ok' })
      void navigate(paths.settings(renamed.name), { replace: true })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !same && !problem) rename.mutate(name)
  }
  return (
    <form onSubmit={submit} className="grid gap-2" noValidate>
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label="Name"
          error={problem ?? (rename.error && rename.variables === name ? rename.error.message : undefined)}
          className="min-w-60 flex-1 sm:max-w-sm"
        >
          <Input code value={name} readOnly={reason !== null} onChange={(event) => setName(event.target.value)} />
        </Field>
        <span className="flex gap-1">
          <ShowAs what="Rename the app" calls={[shown(apps.update, { params: { app: app.name }, body: { name } })]} />
          <Button type="submit" pending={rename.isPending} reason={reason ?? (same ? 'Change the name first' : problem)}>
            Rename
          </Button>
        </span>
      </div>
      {!same && !problem && (
        <p className="text-muted">
          The git URL and the addresses of these pages change with it; remotes of clones have to be set anew. The host name{' '}
          {new URL(app.web_url).host} stays.
        </p>
      )}
      <FormError attempt={rename.failureCount}>{null}</FormError>
    </form>
  )
}

/** The stack that the next build uses. */
function Stack() {
  const app = useApp()
  const reason = useWhyNot()('app.stack')
  const { data: stacks = [] } = useQuery(catalog.stacks())
  const change = useAction({
    run: (stack: string) => call(apps.update, { params: { app: app.name }, body: { build_stack: stack } }),
    optimistic: (client, stack) => {
      const chosen = stacks.find(({ name }) => name === stack)
      return optimistically(client, of.info(app.name), (info: App) =>
        chosen ? { ...info, build_stack: { id: chosen.id, name: chosen.name } } : info,
      )
    },
    failed: 'The stack was not changed',
    done: (_, stack) => toast(`The next deploy builds on ${stack}`),
  })
  const chosen = app.build_stack.name
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field
        label="Stack"
        className="min-w-60 flex-1 sm:max-w-sm"
        hint={
          chosen === app.stack.name
            ? (reason ?? 'The base image that builds and dynos run on.')
            : `${app.stack.name} runs now; ${chosen} comes with the next deploy.`
        }
      >
        <NativeSelect value={chosen} disabled={reason !== null} onChange={(event) => change.mutate(event.target.value)}>
          {(stacks.length > 0 ? stacks.map(({ name, state }) => ({ name, state })) : [{ name: chosen, state: 'public' }]).map(
            ({ name, state }) => (
              <option key={name} value={name}>
                {name}
                {state === 'public' ? '' : ` (${state})`}
              </option>
            ),
          )}
        </NativeSelect>
      </Field>
      <ShowAs
        what="Choose the stack"
        calls={[shown(apps.update, { params: { app: app.name }, body: { build_stack: chosen } })]}
      />
    </div>
  )
}
