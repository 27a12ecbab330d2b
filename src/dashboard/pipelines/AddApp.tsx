import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { couplings, type Stage } from '#platform/pipelines/contract.ts'
import { Combobox } from '#ui/Combobox.tsx'
import { Field } from '#ui/Field.tsx'
import { Link } from '#ui/Link.tsx'
import { toast } from '#ui/toast.ts'
import { ofPipelines } from './queries.ts'
import { StageSelect } from './StageSelect.tsx'

interface AddAppProps {
  /** The pipeline that an app is added to; left out to choose one. */
  pipeline?: string
  /** The app that is added; left out to choose one. */
  app?: string
  stage?: Stage
  /** The owner for whom a new app can be made in its place. */
  context?: string
  close: () => void
}

/** Puts an app into a pipeline: asks for whichever of the two is not known, and for the stage. */
export function AddApp({ pipeline, app, stage: first = 'staging', context, close }: AddAppProps) {
  const apps = useQuery({ ...everyApp(), enabled: app === undefined }).data ?? []
  const all = useQuery({ ...ofPipelines.all(), enabled: pipeline === undefined }).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [stage, setStage] = useState<Stage>(first)
  const body = { app: app ?? chosen ?? '', pipeline: pipeline ?? chosen ?? '', stage }
  const add = useAction({
    run: () => call(couplings.create, { body }),
    failed: 'The app was not added',
    quiet: true,
    done: (coupling) => {
      toast({ title: `${body.app} is in ${coupling.pipeline.name} now, in ${stage}`, tone: 'ok' })
      close()
    },
  })
  const options = (app === undefined ? apps : all).map(({ name }) => ({ value: name, label: name }))
  return (
    <FormDialog
      title={app === undefined ? `Add an app to ${pipeline}` : `Add ${app} to a pipeline`}
      description="An app is in one pipeline at most. Nothing about it changes but where its code can be promoted to."
      action="Add app"
      reason={chosen === null && (app === undefined ? 'Choose an app first' : 'Choose a pipeline first')}
      attempt={add}
      calls={[shown(couplings.create, { body })]}
      onSubmit={() => add.mutate()}
      close={close}
    >
      <Field
        label={app === undefined ? 'App' : 'Pipeline'}
        hint={pipeline !== undefined && <Link to={paths.newApp(context, pipeline, stage)}>Create a new app instead</Link>}
      >
        <Combobox
          options={options}
          value={chosen}
          onChange={(value) => {
            setChosen(value)
            add.reset()
          }}
        />
      </Field>
      <StageSelect value={stage} onChange={setStage} />
    </FormDialog>
  )
}
