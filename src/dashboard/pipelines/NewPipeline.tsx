import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useMe } from '#dashboard/account/useMe.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { isTaken, sentence } from '#dashboard/shared/errors.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { PipelineName, pipelines } from '#platform/pipelines/contract.ts'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'

/** Asks how a new pipeline is called and whose it is. */
export function NewPipeline({ close }: { close: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [owner, setOwner] = useState('')
  const mine = (me?.teams ?? []).filter(({ role }) => role !== 'viewer')
  const team = owner === '' ? null : { id: owner, type: 'team' as const }
  const args = { body: { name, ...(team && { owner: team }) } }
  const create = useAction({
    run: () => call(pipelines.create, args),
    failed: 'The pipeline was not created',
    quiet: true,
    done: ({ name: made }) => void navigate(paths.pipeline(made)),
  })
  const wrong = name === '' ? undefined : PipelineName.safeParse(name).error?.issues[0]?.message
  const taken = isTaken(create.error) ? sentence(create.error) : null
  return (
    <FormDialog
      title="Create a pipeline"
      description="Apps are added to it afterwards, each in a stage."
      action="Create pipeline"
      reason={name === '' ? 'Name it first' : wrong && 'Mend the name first'}
      attempt={create}
      saysItself={taken !== null}
      calls={[shown(pipelines.create, args)]}
      dismissible={false}
      onSubmit={() => create.mutate()}
      close={close}
    >
      <Field label="Name" error={wrong ?? taken}>
        <Input
          code
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            create.reset()
          }}
        />
      </Field>
      <Field label="Owner" hint="Members of a team change its pipelines, viewers look on.">
        <NativeSelect value={owner} onChange={(event) => setOwner(event.target.value)}>
          <option value="">Yourself</option>
          {mine.map((each) => (
            <option key={each.name} value={each.name}>
              {each.name} (team)
            </option>
          ))}
        </NativeSelect>
      </Field>
    </FormDialog>
  )
}
