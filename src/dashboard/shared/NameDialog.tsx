import { useId, useState, type FormEvent, type ReactNode } from 'react'
import type { Shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { sentence } from './errors.ts'

interface NameDialogProps<Answer> {
  title: string
  description?: ReactNode
  /** 'Create group' */
  action: string
  hint?: string
  placeholder?: string
  /** What is wrong with a name; null or undefined for nothing. */
  problem: (name: string) => string | null | undefined
  create: (name: string) => Promise<Answer>
  /** Does something with what was made, beside closing. */
  done?: (answer: Answer) => unknown
  calls: (name: string) => readonly Shown[]
  close: () => void
}

/** Asks what a new thing is called, where there is no more to ask, and makes it. */
export function NameDialog<Answer>(props: NameDialogProps<Answer>) {
  const { title, description, action, hint, placeholder, problem, create, done, calls, close } = props
  const formId = useId()
  const [name, setName] = useState('')
  const make = useAction({
    run: () => create(name),
    failed: 'It was not created',
    quiet: true,
    done: (answer) => {
      close()
      done?.(answer)
    },
  })
  const wrong = name === '' ? null : problem(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== '' && !wrong && !make.isPending) make.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      dismissible={name === ''}
      title={title}
      description={description}
      actions={
        <>
          <ShowAs what={title} calls={calls(name)} />
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={make.isPending}
            reason={name === '' ? 'Name it first' : wrong && 'Mend the name first'}
          >
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field label="Name" hint={hint} error={wrong ?? (make.error && sentence(make.error))}>
          <Input
            code
            value={name}
            placeholder={placeholder}
            autoComplete="off"
            onChange={(event) => {
              setName(event.target.value)
              make.reset()
            }}
          />
        </Field>
        <FormError attempt={make.error}>{null}</FormError>
      </form>
    </Dialog>
  )
}
