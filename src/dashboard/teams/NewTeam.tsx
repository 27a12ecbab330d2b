import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { TeamName, teamSettings } from '#platform/teams/settings/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'

/** Asks how a new team is called. Whoever makes it is its admin. */
export function NewTeam({ close }: { close: () => void }) {
  const navigate = useNavigate()
  const formId = useId()
  const [name, setName] = useState('')
  const args = { body: { name } }
  const create = useAction({
    run: () => call(teamSettings.create, args),
    failed: 'The team was not created',
    quiet: true,
    done: ({ name: made }) => void navigate(paths.team(made, 'people')),
  })
  const wrong = name === '' ? undefined : TeamName.safeParse(name).error?.issues[0]?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== '' && !wrong && !create.isPending) create.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      dismissible={false}
      title="Create a team"
      description="You are its admin, and can invite others next."
      actions={
        <>
          <ShowAs what="Create a team" calls={[shown(teamSettings.create, args)]} />
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={create.isPending}
            reason={name === '' ? 'Name it first' : wrong && 'Mend the name first'}
          >
            Create team
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label="Name"
          hint="As in addresses and commands: small letters, digits and dashes."
          error={wrong ?? (create.error && sentence(create.error))}
        >
          <Input
            code
            value={name}
            autoComplete="off"
            onChange={(event) => {
              setName(event.target.value)
              create.reset()
            }}
          />
        </Field>
      </form>
    </Dialog>
  )
}
