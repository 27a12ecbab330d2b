import type { Cluster } from '#platform/kafka/contract.ts'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { retentionChoices } from './words.ts'

export interface CleanupValue {
  readonly retentionMs: number | null
  readonly compaction: boolean
}

interface CleanupProps {
  info: Cluster
  value: CleanupValue
  onChange: (value: CleanupValue) => void
}

/** What goes from a topic, and when: by age, by key, or by both. */
export function Cleanup({ info: { limits, shared_cluster: shared }, value, onChange }: CleanupProps) {
  const choices = retentionChoices(limits.minimum_retention_ms, limits.maximum_retention_ms)
  const own = value.retentionMs !== null && !choices.some(({ ms }) => ms === value.retentionMs)
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="Messages are kept for"
        hint={shared ? 'Shared clusters keep none for ever.' : value.compaction ? undefined : 'For ever needs compaction.'}
      >
        <NativeSelect
          value={value.retentionMs ?? ''}
          onChange={(event) => onChange({ ...value, retentionMs: event.target.value === '' ? null : Number(event.target.value) })}
        >
          {own && value.retentionMs !== null && (
            <option value={value.retentionMs}>{Math.round(value.retentionMs / 3_600_000)} hours</option>
          )}
          {choices.map(({ ms, label }) => (
            <option key={ms} value={ms}>
              {label}
            </option>
          ))}
          {!shared && value.compaction && <option value="">for ever</option>}
        </NativeSelect>
      </Field>
      <Checkbox
        className="sm:mt-6"
        label="Compact"
        hint="Keeps only the newest message of each key. Then every message needs a key."
        checked={value.compaction}
        onChange={(event) =>
          onChange({
            compaction: event.target.checked,
            retentionMs: event.target.checked ? value.retentionMs : (value.retentionMs ?? limits.default_retention_ms),
          })
        }
      />
    </div>
  )
}
