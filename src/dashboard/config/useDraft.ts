import { useState } from 'react'
import { diffConfig, type ConfigChange } from './dotenv.ts'

type Values = Readonly<Record<string, string>>

export interface ConfigDraft {
  /** As they will be. */
  readonly wanted: Values
  readonly changes: readonly ConfigChange[]
  readonly set: (key: string, value: string) => void
  readonly remove: (key: string) => void
  /** Takes back what was done to one. */
  readonly restore: (key: string) => void
  /** Several at once; with `only` the rest is removed. */
  readonly take: (values: Values, only: boolean) => void
  readonly clear: () => void
}

/** Changes to config vars that wait to be saved together. A null removes. */
export function useDraft(now: Values): ConfigDraft {
  const [edits, setEdits] = useState<Readonly<Record<string, string | null>>>({})
  const wanted = Object.fromEntries(
    Object.entries({ ...now, ...edits }).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  )
  return {
    wanted,
    changes: diffConfig(now, wanted),
    set: (key, value) => setEdits((before) => ({ ...before, [key]: value })),
    remove: (key) => setEdits((before) => ({ ...before, [key]: null })),
    restore: (key) => setEdits((before) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== key))),
    take: (values, only) =>
      setEdits((before) => ({
        ...before,
        ...(only && Object.fromEntries(Object.keys({ ...now, ...before }).map((key) => [key, null]))),
        ...values,
      })),
    clear: () => setEdits({}),
  }
}
