import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { BadgeCheck, Plus } from 'lucide-react'
import { useDeferredValue, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { catalog } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { buildpacks, type Buildpack } from '#platform/buildpacks/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { formatNumber } from '#ui/format.ts'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'

const MOST_SHOWN = 6

interface AddBuildpackProps {
  /** Those that are set already. */
  names: readonly string[]
  reason: string | null
}

/** A field for the name or address of a buildpack, which also searches the registry. */
export function AddBuildpack({ names, reason }: AddBuildpackProps) {
  const { name: app } = useApp()
  const [text, setText] = useState('')
  const argsFor = (one: string) => ({
    params: { app },
    body: { updates: [...names, one].map((buildpack) => ({ buildpack })) },
  })
  const add = useAction({
    run: (wanted: string) => call(buildpacks.set, argsFor(wanted)),
    failed: 'The buildpacks were not changed',
    quiet: true,
    done: () => {
      setText('')
      toast('The next deploy uses these buildpacks')
    },
  })
  const wanted = text.trim()
  const problem = wanted === '' ? 'Name a buildpack first' : names.includes(wanted) ? 'It is in the list already' : null
  // For the CLI it is a command of its own, which asks for what there is first.
  const example = wanted === '' ? 'heroku/nodejs' : wanted
  const asCall = { ...shown(buildpacks.set, argsFor(example)), cli: `heroku buildpacks:add ${example} -a ${app}` }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !problem) add.mutate(wanted)
  }
  return (
    <div className="border-t border-line p-2">
      <form onSubmit={submit} className="flex items-start gap-2">
        <Field label="Add a buildpack" hideLabel error={add.error && sentence(add.error)} className="flex-1">
          <Input
            code
            placeholder="Search the registry, or give a URL"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              add.reset()
            }}
          />
        </Field>
        <Button type="submit" icon={<Plus size={14} />} pending={add.isPending} reason={reason ?? problem}>
          Add
        </Button>
        <ShowAs what="Add a buildpack" calls={[asCall]} />
        <FormError attempt={add.failureCount}>{null}</FormError>
      </form>
      {wanted !== '' && !wanted.includes('://') && <Found search={wanted} names={names} reason={reason} onAdd={add.mutate} />}
    </div>
  )
}

interface FoundProps extends AddBuildpackProps {
  search: string
  onAdd: (name: string) => void
}

function Found({ search, names, reason, onAdd }: FoundProps) {
  const wanted = useDeferredValue(search)
  const { data } = useQuery({ ...catalog.registry(wanted), placeholderData: keepPreviousData })
  if (!data) return null
  if (data.length === 0) return <p className="px-1 pt-2 text-xs text-muted">The registry has nothing like it.</p>
  return (
    <ul aria-label="Found in the registry" className="mt-2 grid gap-px">
      {data.slice(0, MOST_SHOWN).map((buildpack) => (
        <li key={buildpack.id} className="flex items-center gap-3 rounded-sm py-1 pl-1 hover:bg-hover">
          <About buildpack={buildpack} />
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Add ${buildpack.id}`}
            reason={reason ?? (names.includes(buildpack.id) ? 'It is in the list already' : null)}
            onClick={() => onAdd(buildpack.id)}
          >
            Add
          </Button>
        </li>
      ))}
    </ul>
  )
}

function About({ buildpack: { id, description, installs, official } }: { buildpack: Buildpack }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="flex items-center gap-1.5">
        <span className="truncate font-mono text-xs">{id}</span>
        {official && <BadgeCheck size={13} role="img" aria-label="Official" className="shrink-0 text-accent-text" />}
      </p>
      <p className="truncate text-xs text-muted">
        {description}. {formatNumber(installs)} apps
      </p>
    </div>
  )
}
