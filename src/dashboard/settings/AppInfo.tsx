import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { RenameForm } from '#dashboard/shared/RenameForm.tsx'
import { AppName, apps, type App } from '#platform/apps/contract.ts'
import { Bytes } from '#ui/Bytes.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Field } from '#ui/Field.tsx'
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
  const reason = useWhyNot()('app.rename')
  return (
    <RenameForm
      name={app.name}
      what="the app"
      reason={reason}
      problem={(name) => AppName.safeParse(name).error?.issues[0]?.message}
      rename={(name) => call(apps.update, { params: { app: app.id }, body: { name } })}
      calls={(name) => [shown(apps.update, { params: { app: app.name }, body: { name } })]}
      to={paths.settings}
      note={`The git URL and the addresses of these pages change with it; remotes of clones have to be set anew. The host name ${new URL(app.web_url).host} stays.`}
    />
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
            ? 'The base image that builds and dynos run on.'
            : `${app.stack.name} runs now; ${chosen} comes with the next deploy.`
        }
      >
        <NativeSelect value={chosen} reason={reason} onChange={(event) => change.mutate(event.target.value)}>
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
