import { useId, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { pulls, type Pull } from '#platform/pulls/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'

interface PullDialogProps {
  pipeline: string
  /** The pull request to push to; left out to open one. */
  pull?: Pull
  close: () => void
}

/** What a person would do on GitHub: opens a pull request, or pushes to one. Says whether its tests will pass. */
export function PullDialog({ pipeline, pull, close }: PullDialogProps) {
  const formId = useId()
  const [text, setText] = useState('')
  const [tests, setTests] = useState<'pass' | 'fail'>('pass')
  const open = { params: { pipeline }, body: { title: text, tests } }
  const push = { params: { pipeline, pull: String(pull?.number) }, body: { message: text, tests } }
  const save = useAction<void, Pull>({
    run: () => (pull ? call(pulls.push, push) : call(pulls.open, open)),
    failed: 'Nothing was pushed',
    quiet: true,
    done: close,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') save.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      dismissible={false}
      title={pull ? `Push to #${pull.number}` : 'Open a pull request'}
      description="On the simulated GitHub: its changes are made up, and whether its tests pass is yours to say."
      actions={
        <>
          <ShowAs
            what={pull ? 'Push a commit' : 'Open a pull request'}
            calls={[pull ? shown(pulls.push, push) : shown(pulls.open, open)]}
          />
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={save.isPending}
            reason={text.trim() === '' && 'Say what it does first'}
          >
            {pull ? 'Push commit' : 'Open pull request'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <Field label={pull ? 'Message' : 'Title'} hint={pull ? undefined : 'Its branch is named after it.'}>
          <Input
            value={text}
            maxLength={100}
            onChange={(event) => {
              setText(event.target.value)
              save.reset()
            }}
          />
        </Field>
        <Field label="Its tests">
          <NativeSelect value={tests} onChange={(event) => setTests(event.target.value === 'fail' ? 'fail' : 'pass')}>
            <option value="pass">pass</option>
            <option value="fail">fail</option>
          </NativeSelect>
        </Field>
        <FormError attempt={save.error}>{save.error && sentence(save.error)}</FormError>
      </form>
    </Dialog>
  )
}
