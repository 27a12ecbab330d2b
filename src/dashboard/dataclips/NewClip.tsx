import { useQuery } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { dataclips, titleProblem } from '#platform/dataclips/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input, Textarea } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'

interface NewClipProps {
  close: () => void
  /** The name of the database; asked for where it is left out. */
  database?: string
  sql?: string
}

/** Saves SQL as a dataclip, and goes there. */
export function NewClip({ close, database: given, sql: written = '' }: NewClipProps) {
  const navigate = useNavigate()
  const formId = useId()
  const { data: all } = useQuery(ofAddons.all())
  const databases = (all ?? [])
    .filter(({ addon_service: { name } }) => name === 'heroku-postgresql')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const [title, setTitle] = useState('')
  const [sql, setSql] = useState(written)
  const [chosen, setChosen] = useState(given ?? '')
  const [tried, setTried] = useState(false)
  const database = chosen || databases[0]?.name || ''
  const body = { title, sql, database }
  const create = useAction({
    run: () => call(dataclips.create, { body }),
    failed: 'The dataclip was not saved',
    quiet: true,
    done: ({ id }) => {
      close()
      void navigate(paths.dataclip(id))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (titleProblem(title) === null && sql.trim() !== '') create.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      dismissible={false}
      title="Save a dataclip"
      description="Only you see it until you share it."
      actions={
        <>
          <ShowAs what="Save a dataclip" calls={[shown(dataclips.create, { body })]} />
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={create.isPending}
            reason={all && databases.length === 0 ? 'There is no Postgres database that you may open' : null}
          >
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <Field label="Title" error={tried && titleProblem(title)}>
          <Input value={title} placeholder="Orders a day" onChange={({ target }) => setTitle(target.value)} />
        </Field>
        {given === undefined && (
          <Field label="Database">
            <NativeSelect value={database} onChange={({ target }) => setChosen(target.value)}>
              {databases.map(({ id, name, app }) => (
                <option key={id} value={name}>
                  {name} ({app.name})
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
        <Field label="SQL" error={tried && sql.trim() === '' && 'The SQL cannot be empty.'}>
          <Textarea code rows={6} value={sql} onChange={({ target }) => setSql(target.value)} className="max-h-72" />
        </Field>
        <FormError attempt={create.error}>{create.error && sentence(create.error)}</FormError>
      </form>
    </Dialog>
  )
}
