import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useMe } from '#dashboard/account/useMe.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { EndSection } from '#dashboard/shared/EndSection.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { RenameForm } from '#dashboard/shared/RenameForm.tsx'
import { PipelineName, pipelines } from '#platform/pipelines/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { RepositorySettings, ReviewSettings } from './RepositorySettings.tsx'
import { StageVars } from './StageVars.tsx'
import { useBoard } from './usePipeline.ts'

/** What happens for pull requests and pushes, config vars, the name of a pipeline, whose it is, and its end. */
export function SettingsPart() {
  const { board } = useBoard()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <RepositorySettings />
      <ReviewSettings />
      <StageVars stage="review" />
      <StageVars stage="test" />
      <Rename key={board.pipeline.name} />
      <Transfer />
      <Delete />
    </div>
  )
}

function Rename() {
  const { board, whyNot } = useBoard()
  const before = board.pipeline.name
  const args = (name: string) => ({ params: { pipeline: board.pipeline.id }, body: { name } })
  return (
    <Section title="Name">
      <Card>
        <RenameForm
          hideLabel
          name={before}
          what="the pipeline"
          reason={whyNot('pipeline.edit')}
          problem={(name) => PipelineName.safeParse(name).error?.issues[0]?.message}
          rename={(name) => call(pipelines.update, args(name))}
          calls={(name) => [{ ...shown(pipelines.update, args(name)), cli: `heroku pipelines:rename ${before} ${name}` }]}
          to={(name) => paths.pipeline(name, 'settings')}
        />
      </Card>
    </Section>
  )
}

function Transfer() {
  const { board, whyNot } = useBoard()
  const me = useMe()
  const [to, setTo] = useState('')
  const owners = [
    ...(board.pipeline.owner.type === 'team' && me ? [{ id: me.email, type: 'user' as const, name: `${me.email} (you)` }] : []),
    ...(me?.teams ?? [])
      .filter(({ name, role }) => role !== 'viewer' && name !== board.owner_name)
      .map(({ name }) => ({ id: name, type: 'team' as const, name: `${name} (team)` })),
  ]
  const owner = owners.find(({ id }) => id === to)
  const body = { pipeline: { id: board.pipeline.id }, new_owner: { id: owner?.id ?? '', type: owner?.type ?? ('team' as const) } }
  const transfer = useAction({
    run: () => call(pipelines.transfer, { body }),
    failed: 'The pipeline was not transferred',
    done: () => {
      setTo('')
      toast({ title: `${board.pipeline.name} belongs to ${owner?.name} now`, tone: 'ok' })
    },
  })
  const reason =
    whyNot('pipeline.transfer') ?? (owners.length === 0 ? 'You are in no other team' : owner ? null : 'Choose a new owner first')
  return (
    <Section title="Transfer" description="Its apps stay whose they are.">
      <Card>
        <div className="flex flex-wrap items-end gap-2">
          <Field label="New owner" hint={`It belongs to ${board.owner_name}.`} className="min-w-60 flex-1 sm:max-w-sm">
            <NativeSelect value={to} onChange={(event) => setTo(event.target.value)}>
              <option value="">Choose…</option>
              {owners.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <span className="flex gap-1">
            <ShowAs
              what="Transfer the pipeline"
              calls={[
                {
                  ...shown(pipelines.transfer, { body }),
                  cli: `heroku pipelines:transfer ${owner?.id ?? 'OWNER'} -p ${board.pipeline.name}`,
                },
              ]}
            />
            <Button reason={reason} pending={transfer.isPending} onClick={() => transfer.mutate()}>
              Transfer
            </Button>
          </span>
        </div>
      </Card>
    </Section>
  )
}

function Delete() {
  const { board, whyNot } = useBoard()
  const navigate = useNavigate()
  const { id, name } = board.pipeline
  const args = { params: { pipeline: id } }
  return (
    <EndSection
      title="Delete the pipeline"
      about="Its apps stay and go on running; they only lose their place in it."
      label={`Delete ${name}`}
      reason={whyNot('pipeline.edit')}
      name={name}
      action="Delete pipeline"
      run={() => call(pipelines.delete, args)}
      said={`${name} was deleted`}
      done={() => navigate(paths.pipelines(), { replace: true })}
      calls={[{ ...shown(pipelines.delete, args), cli: `heroku pipelines:destroy ${name}` }]}
    >
      Its stages and its config vars are lost. It can only be brought back by turning the clock back.
    </EndSection>
  )
}
