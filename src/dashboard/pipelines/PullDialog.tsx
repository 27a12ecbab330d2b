import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { pulls, type Pull } from '#platform/pulls/contract.ts'
import { Field } from '#ui/Field.tsx'
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
  return (
    <FormDialog
      title={pull ? `Push to #${pull.number}` : 'Open a pull request'}
      description="On the simulated GitHub: its changes are made up, and whether its tests pass is yours to say."
      action={pull ? 'Push commit' : 'Open pull request'}
      reason={text.trim() === '' && 'Say what it does first'}
      attempt={save}
      calls={[pull ? shown(pulls.push, push) : shown(pulls.open, open)]}
      dismissible={false}
      onSubmit={() => save.mutate()}
      close={close}
    >
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
    </FormDialog>
  )
}
