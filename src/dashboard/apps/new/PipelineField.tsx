import { useQuery } from '@tanstack/react-query'
import { useMe } from '#dashboard/account/useMe.ts'
import { ofPipelines } from '#dashboard/pipelines/queries.ts'
import { StageSelect } from '#dashboard/pipelines/StageSelect.tsx'
import type { Stage } from '#platform/pipelines/contract.ts'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'

interface PipelineFieldProps {
  /** A pipeline's name, or '' for none. */
  pipeline: string
  stage: Stage
  onChange: (change: { pipeline?: string; stage?: Stage }) => void
}

/** Into which pipeline the app goes, of those that one may change; without such there is nothing to ask. */
export function PipelineField({ pipeline, stage, onChange }: PipelineFieldProps) {
  const { data: all = [] } = useQuery(ofPipelines.all())
  const teams = useMe()?.teams ?? []
  const mine = all.filter(
    ({ owner }) => owner.type === 'user' || teams.some(({ name, role }) => name === owner.name && role !== 'viewer'),
  )
  if (mine.length === 0) return null
  return (
    <div className="grid items-start gap-x-3 gap-y-5 sm:grid-cols-2">
      <Field label="Pipeline" optional hint="What runs in one stage is promoted to the next as it was built.">
        <NativeSelect value={pipeline} onChange={(event) => onChange({ pipeline: event.target.value })}>
          <option value="">None</option>
          {mine.map(({ id, name }) => (
            <option key={id}>{name}</option>
          ))}
        </NativeSelect>
      </Field>
      {pipeline !== '' && <StageSelect value={stage} onChange={(next) => onChange({ stage: next })} />}
    </div>
  )
}
