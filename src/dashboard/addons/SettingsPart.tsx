import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { lazy, Suspense, useState, type ComponentType, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { RenameForm } from '#dashboard/shared/RenameForm.tsx'
import { addons, type Addon } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { ofAddons } from './queries.ts'
import { useAddon, useWhyNotAddons } from './useAddon.ts'
import { addonNameProblem } from './words.ts'

/** What the kinds of service that have more to set add to their page. */
const more: Readonly<Record<string, ComponentType>> = {
  'heroku-postgresql': lazy(async () => ({ default: (await import('#dashboard/postgres/parts.ts')).DatabaseSettings })),
}

/** Its name, and what it was asked to be like. */
export function SettingsPart() {
  const addon = useAddon()
  const reason = useWhyNotAddons()(addon.app.name, addon.billed_price?.cents ?? 0)
  const More = more[addon.addon_service.name]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Rename key={addon.name} addon={addon} reason={reason} />
      <Configuration addon={addon} reason={reason} />
      {More && (
        <Suspense fallback={<Skeleton height={320} />}>
          <More />
        </Suspense>
      )}
    </div>
  )
}

function Rename({ addon, reason }: { addon: Addon; reason: string | null }) {
  const args = (name: string) => ({ params: { app: addon.app.name, addon: addon.name }, body: { name } })
  return (
    <Section title="Name" description="Attachments and config vars keep theirs.">
      <Card>
        <RenameForm
          hideLabel
          name={addon.name}
          what="the add-on"
          reason={reason}
          problem={(name) => (name === '' ? 'It needs a name.' : addonNameProblem(name))}
          rename={(name) => call(addons.update, args(name))}
          calls={(name) => [shown(addons.update, args(name))]}
          to={(name) => paths.addon(name, 'settings')}
        />
      </Card>
    </Section>
  )
}

function Configuration({ addon, reason }: { addon: Addon; reason: string | null }) {
  const { data, error, refetch } = useQuery(ofAddons.settings(addon.name))
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const args = (config: { name: string; value: string | null }[]) => ({ params: { addon: addon.name }, body: { config } })
  const set = useAction({
    run: (config: { name: string; value: string | null }[]) => call(addons.configure, args(config)),
    failed: 'The settings were not changed',
    done: () => {
      setKey('')
      setValue('')
    },
  })
  const wrong = key !== '' && !/^[\w-]{1,64}$/.test(key) ? 'Use letters, digits, underscores and dashes.' : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !wrong && key !== '') set.mutate([{ name: key, value }])
  }
  return (
    <Section
      title="Configuration"
      description="What it was asked to be like when it was added, such as a version or a database to copy."
      actions={<ShowAs what="Change the configuration" calls={[shown(addons.configure, args([{ name: key, value }]))]} />}
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && <p className="px-4 py-3 text-muted">Nothing was asked for.</p>}
        {data && data.length > 0 && (
          <ul aria-label="Configuration" className="divide-y divide-line">
            {data.map((row) => (
              <li key={row.name} className="flex items-center gap-4 px-4 py-1.5">
                <code className="w-40 shrink-0 truncate font-mono text-xs">{row.name}</code>
                <code className="min-w-0 flex-1 truncate font-mono text-xs text-muted">{row.value}</code>
                <IconButton
                  size="sm"
                  label={`Remove ${row.name}`}
                  icon={<Trash2 size={14} />}
                  reason={reason}
                  onClick={() => set.mutate([{ name: row.name, value: null }])}
                />
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={submit} className="flex flex-wrap items-start gap-2 border-t border-line p-2" noValidate>
          <Field label="Setting" hideLabel error={wrong} className="min-w-32 flex-1">
            <Input code placeholder="name" value={key} onChange={(event) => setKey(event.target.value)} />
          </Field>
          <Field label="Value" hideLabel className="min-w-32 flex-1">
            <Input code placeholder="value" value={value} onChange={(event) => setValue(event.target.value)} />
          </Field>
          <Button type="submit" pending={set.isPending} reason={reason ?? (key === '' ? 'Name a setting first' : wrong)}>
            Set
          </Button>
        </form>
      </Card>
    </Section>
  )
}
