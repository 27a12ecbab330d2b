import { useState, type FormEvent } from 'react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import type { Shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { Authenticator } from './SecondFactor.tsx'

interface CodeFormProps<Answer> {
  /** What the code is asked for: the verb on the button. */
  action: string
  /** What the simulated authenticator shows. */
  phone: string | null
  run: (code: string) => Promise<Answer>
  done: (answer: Answer) => unknown
  shows: (code: string) => Shown
}

/** Asks for the code of an authenticator, which stands beside it: no real one goes by the simulated clock. */
export function CodeForm<Answer>({ action, phone, run, done, shows }: CodeFormProps<Answer>) {
  const [code, setCode] = useState('')
  const send = useAction({ run: () => run(code.trim()), failed: 'The code was not taken', quiet: true, done })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '' && !send.isPending) send.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <Field label="Code" error={send.error?.message} className="max-w-xs flex-1 basis-48">
        <span className="flex gap-2">
          <Input
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => {
              setCode(event.target.value)
              send.reset()
            }}
            className="flex-1"
          />
          <Button type="submit" variant="primary" pending={send.isPending} reason={code.trim() === '' && 'Type the code first'}>
            {action}
          </Button>
          <ShowAs what={action} calls={[shows(code.trim())]} />
        </span>
      </Field>
      <Authenticator code={phone} />
      <FormError attempt={send.failureCount}>{null}</FormError>
    </form>
  )
}
