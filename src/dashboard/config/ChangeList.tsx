import { clsx } from 'clsx'
import { useState } from 'react'
import { Switch } from '#ui/Switch.tsx'
import type { ConfigChange } from './dotenv.ts'

const signs = { added: '+', changed: '~', removed: '−' } as const
const looks = {
  added: 'bg-ok-soft text-ok-text',
  changed: 'bg-warn-soft text-warn-text',
  removed: 'bg-error-soft text-error-text',
} as const

interface ChangeRowsProps {
  label: string
  changes: readonly ConfigChange[]
  /** Say what they were and are, too. */
  values: boolean
}

/** What was added, changed and removed: a sign, the word for it and the name. */
export function ChangeRows({ label, changes, values }: ChangeRowsProps) {
  return (
    <ul aria-label={label} className="grid max-h-64 gap-px overflow-y-auto rounded-md border border-line">
      {changes.map(({ key, kind, before, after }) => (
        <li key={key} className="flex items-baseline gap-2 px-2 py-1">
          <span className={clsx('w-20 shrink-0 rounded-xs px-1 text-xs', looks[kind])}>
            <span aria-hidden>{signs[kind]} </span>
            {kind}
          </span>
          <span className="min-w-0 font-mono text-xs wrap-anywhere">
            {key}
            {values && (
              <span className="block text-muted">
                {before !== null && <del className="text-error-text">{before || '(empty)'}</del>}
                {before !== null && after !== null && ' → '}
                {after !== null && <ins className="text-ok-text no-underline">{after || '(empty)'}</ins>}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What becomes of config vars; values only when asked for. */
export function ChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  const [values, setValues] = useState(false)
  return (
    <div className="grid gap-2">
      <ChangeRows label="Changes" changes={changes} values={values} />
      <Switch label="Show values" checked={values} onChange={(event) => setValues(event.target.checked)} />
    </div>
  )
}
