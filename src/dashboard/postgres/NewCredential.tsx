import { useId, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { databaseCredentials } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { useDatabase } from './useDatabase.ts'
import { typedAs } from './words.ts'

/** Asks what a new credential is called. */
export function NewCredential({ close }: { close: () => void }) {
  const { database, app } = useDatabase()
  const formId = useId()
  const [name, setName] = useState('')
  const args = { params: { database }, body: { name } }
  const create = useAction({
    run: () => call(databaseCredentials.create, args),
    failed: 'The credential was not created',
    quiet: true,
    done: close,
  })
  const wrong =
    name === '' || /^[a-z_][a-z0-9_-]*$/.test(name)
      ? null
      : 'Begin with a small letter; use small letters, digits, dashes and underscores.'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== '' && !wrong) create.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Create a credential"
      description="It may read every table, and nothing else until more is granted to it in SQL."
      actions={
        <>
          <ShowAs
            what="Create a credential"
            calls={[
              typedAs(
                `pg:credentials:create ${database} --name ${name || 'NAME'} -a ${app}`,
                shown(databaseCredentials.create, args),
              ),
            ]}
          />
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={create.isPending}
            reason={name === '' ? 'Name it first' : wrong && 'Mend the name first'}
          >
            Create credential
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field label="Name" error={wrong ?? (create.error && sentence(create.error))}>
          <Input
            code
            value={name}
            placeholder="reporting"
            onChange={(event) => {
              setName(event.target.value)
              create.reset()
            }}
          />
        </Field>
        <FormError attempt={create.error}>{null}</FormError>
      </form>
    </Dialog>
  )
}
