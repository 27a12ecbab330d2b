import { useState, type ReactNode } from 'react'
import type { Shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { sentence } from './errors.ts'
import { FormDialog } from './FormDialog.tsx'

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
  return (
    <FormDialog
      title={title}
      description={description}
      action={action}
      reason={name === '' ? 'Name it first' : wrong && 'Mend the name first'}
      attempt={make}
      saysItself
      calls={calls(name)}
      dismissible={name === ''}
      onSubmit={() => make.mutate()}
      close={close}
    >
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
    </FormDialog>
  )
}
