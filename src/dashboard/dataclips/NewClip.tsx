import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { dataclips, titleProblem } from '#platform/dataclips/contract.ts'
import { Field } from '#ui/Field.tsx'
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
  const submit = () => {
    setTried(true)
    if (titleProblem(title) === null && sql.trim() !== '') create.mutate()
  }
  return (
    <FormDialog
      title="Save a dataclip"
      description="Only you see it until you share it."
      action="Save"
      reason={all && databases.length === 0 ? 'There is no Postgres database that you may open' : null}
      attempt={create}
      calls={[shown(dataclips.create, { body })]}
      dismissible={false}
      onSubmit={submit}
      close={close}
    >
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
    </FormDialog>
  )
}
