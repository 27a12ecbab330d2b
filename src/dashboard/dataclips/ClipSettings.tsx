import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { dataclips, titleProblem, type Dataclip } from '#platform/dataclips/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'

/** What a dataclip is called, where it runs, and its end. */
export function ClipSettings({ clip }: { clip: Dataclip }) {
  const [title, setTitle] = useState(clip.title)
  const present = clip.database?.name ?? ''
  const [database, setDatabase] = useState(present)
  const { data: all = [] } = useQuery(ofAddons.all())
  const databases = all.filter(({ addon_service: { name } }) => name === 'heroku-postgresql').map(({ name }) => name)
  const problem = titleProblem(title)
  const args = {
    params: { clip: clip.id },
    body: { title, ...(database !== present && { database }) },
  }
  const save = useAction({
    run: () => call(dataclips.update, args),
    failed: 'The dataclip was not changed',
    quiet: true,
    done: (answer) => {
      setTitle(answer.title)
      toast({ title: 'Saved', tone: 'ok' })
    },
  })
  const changed = title !== clip.title || database !== present
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changed && problem === null && clip.refusals.edit === null) save.mutate()
  }
  return (
    <Section title="Settings" actions={<ShowAs what="Change a dataclip" calls={[shown(dataclips.update, args)]} />}>
      <Card className="grid gap-4">
        <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-3">
          <Field label="Title" error={problem} className="min-w-48 flex-1">
            <Input
              value={title}
              readOnly={clip.refusals.edit !== null}
              onChange={({ target }) => {
                setTitle(target.value)
                save.reset()
              }}
            />
          </Field>
          <Field label="Database" hint="On another one the kept result goes." className="min-w-48 flex-1">
            <NativeSelect value={database} onChange={({ target }) => setDatabase(target.value)}>
              {!clip.database && <option value="">{clip.database_name} (gone)</option>}
              {[...new Set([...databases, ...(present ? [present] : [])])].sort().map((name) => (
                <option key={name}>{name}</option>
              ))}
            </NativeSelect>
          </Field>
          <Button
            type="submit"
            className="mt-6"
            pending={save.isPending}
            reason={clip.refusals.edit ?? (changed ? problem : 'Nothing has been changed')}
          >
            Save
          </Button>
        </form>
        <FormError attempt={save.error}>{save.error && sentence(save.error)}</FormError>
        <DeleteClip clip={clip} />
      </Card>
    </Section>
  )
}

function DeleteClip({ clip }: { clip: Dataclip }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const args = { params: { clip: clip.id } }
  const remove = useAction({
    run: () => call(dataclips.delete, args),
    failed: 'The dataclip was not deleted',
    quiet: true,
    done: () => {
      toast({ title: `${clip.title} was deleted`, tone: 'ok' })
      void navigate(paths.dataclips())
    },
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
      <p className="text-muted">Deleted, it is gone with its versions, its result and its link.</p>
      <span className="flex gap-1">
        <ShowAs what="Delete a dataclip" calls={[shown(dataclips.delete, args)]} />
        <Button variant="danger" icon={<Trash2 size={14} />} reason={clip.refusals.share} onClick={() => setAsking(true)}>
          Delete
        </Button>
      </span>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${clip.title}?`}
        action="Delete dataclip"
        pending={remove.isPending}
        error={remove.error && sentence(remove.error)}
        onConfirm={() => remove.mutate()}
      >
        Everybody it is shared with loses it, too. It cannot be brought back.
      </ConfirmDialog>
    </div>
  )
}
