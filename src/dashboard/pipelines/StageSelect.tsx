import type { Stage } from '#platform/pipelines/contract.ts'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { stageNames } from './words.ts'

/** The stage in which an app is put: any but that of review apps, which the platform makes. */
export function StageSelect({ value, onChange }: { value: Stage; onChange: (stage: Stage) => void }) {
  return (
    <Field label="Stage">
      <NativeSelect value={value} onChange={(event) => onChange(stageNames.find((name) => name === event.target.value) ?? value)}>
        {stageNames
          .filter((name) => name !== 'review')
          .map((name) => (
            <option key={name}>{name}</option>
          ))}
      </NativeSelect>
    </Field>
  )
}
