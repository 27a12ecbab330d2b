import { useState, type FormEvent, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'
import { sentence } from './errors.ts'

interface RenameFormProps {
  /** What it is called now. */
  name: string
  /** 'the team' */
  what: string
  /** Why it may not be renamed. */
  reason: string | null
  /** What is wrong with a name. */
  problem: (name: string) => string | null | undefined
  rename: (name: string) => Promise<{ readonly name: string }>
  calls: (name: string) => readonly Shown[]
  /** The address of this page under another name. */
  to: (name: string) => string
  /** What another name brings with it. */
  note?: ReactNode
  /** Where a heading says already what is asked for. */
  hideLabel?: boolean
}

/** Gives something another name, by which its page is called from then on. */
export function RenameForm({ name, what, reason, problem, rename, calls, to, note, hideLabel }: RenameFormProps) {
  const navigate = useNavigate()
  const [next, setNext] = useState(name)
  const action = useAction({
    run: () => rename(next),
    failed: 'It was not renamed',
    quiet: true,
    done: (renamed) => {
      toast({ title: `${name} is now ${renamed.name}`, tone: 'ok' })
      void navigate(to(renamed.name), { replace: true })
    },
  })
  const same = next === name
  const wrong = same ? null : problem(next)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !same && !wrong && !action.isPending) action.mutate()
  }
  return (
    <form onSubmit={submit} className="grid gap-2" noValidate>
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label="Name"
          hideLabel={hideLabel}
          error={wrong ?? (action.error && sentence(action.error))}
          className="min-w-60 flex-1 sm:max-w-sm"
        >
          <Input
            code
            value={next}
            readOnly={reason !== null}
            onChange={(event) => {
              setNext(event.target.value)
              action.reset()
            }}
          />
        </Field>
        <span className="flex gap-1">
          <ShowAs what={`Rename ${what}`} calls={calls(next)} />
          <Button type="submit" pending={action.isPending} reason={reason ?? (same ? 'Change the name first' : wrong)}>
            Rename
          </Button>
        </span>
      </div>
      {!same && !wrong && note && <p className="text-muted">{note}</p>}
      <FormError attempt={action.error}>{null}</FormError>
    </form>
  )
}
